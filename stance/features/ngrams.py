"""Runs of words, and runs of characters inside words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from stance.features.quotes import QuoteLike, quote_text
from stance.features.words import normalized_words

T = TypeVar("T")
Occurrence = tuple[str, tuple[int, ...]]


def character_ngrams(word: str, low: int, high: int) -> tuple[str, ...]:
    """Return the n-grams of a word with a space on either side; a word shorter than n counts once, as char_wb has it.

    >>> character_ngrams("من", 2, 5)
    (' م', 'من', 'ن ', ' من', 'من ', ' من ')
    """
    padded = f" {word} "
    high = min(high, max(low, len(padded)))
    starts = ((start, n) for n in range(low, high + 1) for start in range(max(1, len(padded) - n + 1)))
    return tuple(padded[start : start + n] for start, n in starts)


def runs(sequence: Sequence[T], n: int) -> Iterator[tuple[T, ...]]:
    """Return what follows each other in a sequence, n at a time.

    >>> list(runs("abc", 2))
    [('a', 'b'), ('b', 'c')]
    """
    return zip(*(sequence[start:] for start in range(n)), strict=False)


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
            yield from zip(map(" ".join, runs(words, n)), runs(range(len(words)), n), strict=True)


@dataclass(frozen=True)
class CharacterNgrams:
    """Runs of `low` to `high` characters inside the words of the quote: char_wb."""

    low: int
    high: int

    def __call__(self, quote: QuoteLike) -> list[str]:
        """Return every n-gram, as often as it occurs."""
        return [ngram for word in normalized_words(quote_text(quote)) for ngram in self.of_word(word)]

    def of_word(self, word: str) -> tuple[str, ...]:
        """Return the n-grams of one normalized word."""
        return character_ngrams(word, self.low, self.high)

    def occurrences(self, quote: QuoteLike) -> Iterator[Occurrence]:
        """Yield each n-gram and the position of the word that it lies in."""
        for position, word in enumerate(normalized_words(quote_text(quote))):
            for ngram in self.of_word(word):
                yield ngram, (position,)
