"""What a quote's words signal, alone, in order, and under the cue that reports them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from stance.features.cue import cue_class
from stance.features.ngrams import Occurrence, runs
from stance.features.quotes import QuoteLike, quote_text
from stance.features.symbols import Symbol, symbols
from stance.features.words import normalized_words

_MOST = 3  # words of one polarity beyond which more of them say no more


@dataclass(frozen=True)
class Signals:
    """Classes of the stance lexicon, runs of up to `longest` of them, and their balance.

    `crossed` adds each class together with the class of the reporting cue.

    >>> Signals(2, crossed=False)("نرفض التهديد")[:5]
    ['reject', 'threaten', 'verb:reject', 'we:reject', 'noun:threaten']
    """

    longest: int
    crossed: bool

    def __call__(self, quote: QuoteLike) -> list[str]:
        """Return every feature, as often as it occurs."""
        _, found = symbols(normalized_words(quote_text(quote)))
        labels, signs, polarities, details = zip(*found, strict=True) if found else ((),) * 4
        features = [*labels, *chain.from_iterable(details)]
        for n in range(2, self.longest + 1):
            features += map(">".join, runs(labels, n))
            features += map("P:".__add__, map("".join, runs(signs, n)))
        if found:
            features += (f"^{labels[0]}", f"{labels[-1]}$")
        features += _balance(polarities)
        if self.crossed:
            features += map(f"{cue_class(quote)}|".__add__, labels)
        return features

    def occurrences(self, quote: QuoteLike) -> Iterator[Occurrence]:
        """Yield each feature and the positions of its words."""
        words = normalized_words(quote_text(quote))
        return zip(self(quote), self._places(*symbols(words), len(words)), strict=True)

    def _places(self, positions: list[int], found: list[Symbol], n_words: int) -> Iterator[tuple[int, ...]]:
        """Yield the positions that the features come from, in their order."""
        alone = [(position,) for position in positions]
        yield from alone
        for position, symbol in zip(positions, found, strict=True):
            yield from [(position,)] * len(symbol.details)
        for n in range(2, self.longest + 1):
            yield from [*runs(positions, n)] * 2
        if found:
            yield from (alone[0], alone[-1])
        yield from _balance_places(positions, found, tuple(range(n_words)))
        if self.crossed:
            yield from alone


def _balance(polarities: Sequence[int]) -> tuple[str, str, str]:
    """Return how many words cooperate, how many conflict, and by how much there are more of either."""
    cooperating, conflicting = polarities.count(1), polarities.count(-1)
    balance = max(-_MOST, min(_MOST, cooperating - conflicting))
    return (
        f"balance {balance}",
        f"cooperating {min(_MOST, cooperating)}",
        f"conflicting {min(_MOST, conflicting)}",
    )


def _balance_places(
    positions: Sequence[int], found: Sequence[Symbol], everything: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    """Yield the words that are counted; that there are none is what all words share in."""
    polar = [(position, symbol.polarity) for position, symbol in zip(positions, found, strict=True)]
    for counted in ((1, -1), (1,), (-1,)):
        yield tuple(position for position, polarity in polar if polarity in counted) or everything
