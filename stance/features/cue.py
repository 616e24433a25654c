"""The reporting cue: its letters, and what it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from stance.extraction.cues import Lemma, cue_forms
from stance.features.ngrams import Occurrence, character_ngrams
from stance.features.quotes import QuoteLike, quote_cue
from stance.features.words import normalized_words

_CACHED_CUES = 2**12  # a corpus has some thousand


@dataclass(frozen=True)
class Cue:
    """The reporting cue as a whole, its lemma and class, its character n-grams, or that there is none.

    >>> Cue()({"quote": "الحوار مستمر", "cue": "أكد"})
    ('=اكد', 'lemma=اكد', 'class=assert', ' اك', 'اكد', 'كد ', ' اكد', 'اكد ')
    """

    low: int = 3
    high: int = 4

    def __call__(self, quote: QuoteLike) -> tuple[str, ...]:
        """Return the features of the cue; those of its n-grams as often as they occur."""
        return _features(quote_cue(quote) or "", self.low, self.high)

    def occurrences(self, quote: QuoteLike) -> Iterator[Occurrence]:
        """Yield each feature; none stems from a word of the quote."""
        return ((feature, ()) for feature in self(quote))


def cue_class(quote: QuoteLike) -> str:
    """Return the reporting class of a quote's cue («accuse» for «اتهم»), "none" without cue, "other" if unknown."""
    return _class(quote_cue(quote) or "")


@lru_cache(_CACHED_CUES)
def _features(cue: str, low: int, high: int) -> tuple[str, ...]:
    words = normalized_words(cue)
    if not words:
        return ("=none",)
    lemma = _lemma(words)
    return (
        f"={' '.join(words)}",
        *((f"lemma={lemma.name}", f"class={lemma.group}") if lemma else ("class=other",)),
        *(ngram for word in words for ngram in character_ngrams(word, low, high)),
    )


@lru_cache(_CACHED_CUES)
def _class(cue: str) -> str:
    words = normalized_words(cue)
    if not words:
        return "none"
    lemma = _lemma(words)
    return lemma.group if lemma else "other"


def _lemma(words: Sequence[str]) -> Lemma | None:
    """Return the reporting verb that the first known word of a cue is a form of."""
    known = cue_forms()
    return next((known[word].lemma for word in words if word in known), None)
