"""Words without their inflection, and pairs of them at a small distance."""

from collections.abc import Iterator
from dataclasses import dataclass

from stance.features.ngrams import Occurrence
from stance.features.quotes import QuoteLike, quote_text
from stance.features.symbols import negated_positions
from stance.features.words import normalized_words
from stance.lexicon.memo import Memo
from stance.lexicon.stance_words import signal_of

_ARTICLES = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_PROCLITICS = ("وب", "ول", "و", "ب", "ل", "ف")
_ENDINGS = ("هما", "ها", "هم", "نا", "ات", "ون", "ين", "ان", "يه", "ه", "ا")
_AT_ENDS = 2  # stems that count as first, and as last
_SHORTEST = 3  # letters that an article or ending must leave; one more for the proclitics, which begin many words


def stem(word: str) -> str:
    """Return the lemma of a word that the stance lexicon lists, any other word without clitics and ending.

    >>> stem("سنرفض"), stem("والاقتراحات"), stem("لن")
    ('رفض', 'اقتراح', 'لن')
    """
    return _STEMS[word]


def _stem(word: str) -> str:
    signal = signal_of(word)
    if signal:
        return word if signal.pos == "particle" else signal.lemma
    return _without_ending(_without_clitics(word))


def _without_clitics(word: str) -> str:
    for clitics, shortest in ((_ARTICLES, _SHORTEST), (_PROCLITICS, _SHORTEST + 1)):
        for clitic in clitics:
            if word.startswith(clitic) and len(word) - len(clitic) >= shortest:
                return word[len(clitic) :]
    return word


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True)
class Stems:
    """Stems, marked where they are negated or at an end, and pairs of stems with up to `gap` words between them.

    >>> Stems(1)("لن نقبل شروطا")
    ['لن', '¬قبل', '¬شرط', 'لن قبل', 'قبل شرط', 'لن _شرط', '^لن', '^قبل', 'قبل$', 'شرط$']
    """

    gap: int

    def __call__(self, quote: QuoteLike) -> list[str]:
        """Return every feature, as often as it occurs."""
        words = normalized_words(quote_text(quote))
        stems, negated = [*map(_STEMS.__getitem__, words)], negated_positions(words)
        features = [f"¬{stem}" if at in negated else stem for at, stem in enumerate(stems)] if negated else stems.copy()
        for gap in range(self.gap + 1):
            features += map((" " + "_" * gap).join, zip(stems, stems[gap + 1 :], strict=False))
        features += [f"^{stem}" for stem in stems[:_AT_ENDS]]
        features += [f"{stem}$" for stem in stems[-_AT_ENDS:]]
        return features

    def occurrences(self, quote: QuoteLike) -> Iterator[Occurrence]:
        """Yield each feature and the positions of its words."""
        return zip(self(quote), self._places(len(normalized_words(quote_text(quote)))), strict=True)

    def _places(self, n_words: int) -> Iterator[tuple[int, ...]]:
        """Yield the positions that the features come from, in their order."""
        alone = [(position,) for position in range(n_words)]
        yield from alone
        for distance in range(1, self.gap + 2):
            yield from ((position, position + distance) for position in range(n_words - distance))
        yield from alone[:_AT_ENDS]
        yield from alone[-_AT_ENDS:]


_STEMS = Memo(_stem)
