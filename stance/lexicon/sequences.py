"""Names of several words, found where they begin in a text."""

from collections.abc import Iterable, Sequence


class WordSequences:
    """Names as tuples of folded words; which of them begins at a word is known by the word alone for nearly all.

    >>> WordSequences([("بان", "كي", "مون")]).end(["بان", "كي", "مون", "ان"], 0, 4)
    3
    """

    __slots__ = ("_lengths", "_names")

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        self._names = frozenset(names)
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[0], set()).add(len(name))
        self._lengths = {word: sorted(counts, reverse=True) for word, counts in lengths.items()}

    def begins(self, word: str) -> bool:
        """Whether a name begins with the word."""
        return word in self._lengths

    def end(self, words: Sequence[str], start: int, limit: int) -> int:
        """Return where the longest name ends that begins at `start`, `start` itself where none does."""
        for length in self._lengths.get(words[start], ()):
            end = start + length
            if end <= limit and tuple(words[start:end]) in self._names:
                return end
        return start
