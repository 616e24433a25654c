"""From a quote to named features: scikit-learn's vectorizers count what these analyzers find.

An analyzer yields each feature together with the words that it stems from, so that a decision of a linear model can
be handed back to the words. It is a plain picklable value: two integers, nothing learned.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast

from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from stance.schema import Span


class HasQuote(Protocol):
    """What a `schema.Quote` and a labelled quote of the corpus have in common."""

    @property
    def quote(self) -> str:
        """The words said."""

    @property
    def cue(self) -> str | None:
        """The word that reports them."""


QuoteLike = HasQuote | Mapping[str, str | None] | str
Occurrence = tuple[str, tuple[int, ...]]

# Marks written over letters, the stretching tatweel and invisible direction marks are inside a word, not between words.
_INSIDE = "\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_WORD = re.compile(rf"[\w{_INSIDE}]+")
_INVISIBLE = re.compile(rf"[{_INSIDE}\s]")
_CACHED_WORDS = 2**15  # some 40 MB of n-grams: running text repeats itself, so that more would gain little


def quote_text(quote: QuoteLike) -> str:
    """Return the words of a quote."""
    if isinstance(quote, str):
        return quote
    return cast("str", quote["quote"]) if isinstance(quote, Mapping) else quote.quote


def quote_cue(quote: QuoteLike) -> str | None:
    """Return the reporting cue of a quote, if one is known."""
    if isinstance(quote, str):
        return None
    return quote.get("cue") if isinstance(quote, Mapping) else quote.cue


@lru_cache(_CACHED_WORDS)
def normalize_word(word: str) -> str:
    """Return a word without vowel marks and with one spelling for the letters that newsrooms confuse.

    >>> normalize_word("الأُمَّة"), normalize_word("إلى")
    ('الامه', 'الي')
    """
    word = dediac_ar(normalize_unicode(word))
    word = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(word)))
    return _INVISIBLE.sub("", word).lower()


def word_spans(text: str) -> list[tuple[str, Span]]:
    """Return the normalized words of a text and where they stand in it (code points, half-open)."""
    found = ((normalize_word(match[0]), Span(*match.span())) for match in _WORD.finditer(text))
    return [(word, span) for word, span in found if word]


def normalized_words(text: str) -> list[str]:
    """Return the normalized words of a text; punctuation is dropped.

    >>> normalized_words("«لن نقبلَ الإملاءات!»")
    ['لن', 'نقبل', 'الاملاءات']
    """
    return [word for word in map(normalize_word, _WORD.findall(text)) if word]


@lru_cache(_CACHED_WORDS)
def _character_ngrams(word: str, low: int, high: int) -> tuple[str, ...]:
    """Return the n-grams of a word with a space on either side; a word shorter than n counts once, as char_wb has it.

    >>> _character_ngrams("من", 2, 5)
    (' م', 'من', 'ن ', ' من', 'من ', ' من ')
    """
    padded = f" {word} "
    high = min(high, max(low, len(padded)))
    starts = ((start, n) for n in range(low, high + 1) for start in range(max(1, len(padded) - n + 1)))
    return tuple(padded[start : start + n] for start, n in starts)


@dataclass(frozen=True)
class WordNgrams:
    """Runs of `low` to `high` words of the quote."""

    low: int
    high: int

    def __call__(self, quote: QuoteLike) -> list[str]:
        """Return every n-gram, as often as it occurs."""
        return [feature for feature, _ in self.occurrences(quote)]

    def occurrences(self, quote: QuoteLike) -> Iterator[Occurrence]:
        """Yield each n-gram and the positions of its words."""
        words = normalized_words(quote_text(quote))
        for n in range(self.low, self.high + 1):
            for start in range(len(words) - n + 1):
                yield " ".join(words[start : start + n]), tuple(range(start, start + n))


@dataclass(frozen=True)
class CharacterNgrams:
    """Runs of `low` to `high` characters inside the words of the quote: char_wb, computed once a word."""

    low: int
    high: int

    def __call__(self, quote: QuoteLike) -> list[str]:
        """Return every n-gram, as often as it occurs."""
        words = normalized_words(quote_text(quote))
        return [ngram for word in words for ngram in _character_ngrams(word, self.low, self.high)]

    def occurrences(self, quote: QuoteLike) -> Iterator[Occurrence]:
        """Yield each n-gram and the position of the word that it lies in."""
        for position, word in enumerate(normalized_words(quote_text(quote))):
            for ngram in _character_ngrams(word, self.low, self.high):
                yield ngram, (position,)


@dataclass(frozen=True)
class Cue:
    """The reporting cue as a whole, its character n-grams (which its inflections share), or that there is none.

    >>> Cue()({"quote": "الحوار مستمر", "cue": "أكد"})
    ['=اكد', ' اك', 'اكد', 'كد ', ' اكد', 'اكد ']
    """

    low: int = 3
    high: int = 4

    def __call__(self, quote: QuoteLike) -> list[str]:
        """Return the features of the cue; those of its n-grams as often as they occur."""
        words = normalized_words(quote_cue(quote) or "")
        if not words:
            return ["=none"]
        return [
            f"={' '.join(words)}",
            *(ngram for word in words for ngram in _character_ngrams(word, self.low, self.high)),
        ]

    def occurrences(self, quote: QuoteLike) -> Iterator[Occurrence]:
        """Yield each feature; none stems from a word of the quote."""
        return ((feature, ()) for feature in self(quote))
