"""The statements of one speaker, each as it was reported first, and which of them a further report repeats."""

import zlib
from collections import deque
from functools import cache
from typing import TYPE_CHECKING

from stance.repeats.statement import Statement, agree, is_long_enough, nearest

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

DAYS = 31  # what is said again later is said anew
_MOST = 20_000  # statements that are held at a time
_GRAM = 4  # letters
_PERMUTATIONS = 64
_BANDS = 21, 3  # finds 99 in 100 pairs that share six in ten of their letter groups


class FirstReports:
    """Statements of one speaker, to be given in the order of their days."""

    def __init__(self) -> None:
        self._recent: deque[Statement] = deque()
        self._by_text: dict[str, Statement] = {}
        self._near: MinHashLSH | None = None

    def first_of(self, statement: Statement) -> Statement:
        """Return the earlier statement that this one repeats, or this one, to which later ones are then compared."""
        self._forget_before(statement.day)
        same = self._by_text.get(statement.text)
        if same and agree(statement, same):
            return same
        if is_long_enough(statement):
            return self._nearest_or_new(statement)
        self._remember(statement)
        return statement

    def _nearest_or_new(self, statement: Statement) -> Statement:
        sketch, near = _sketch(statement.text), self._sketches()
        first = nearest(statement, near.query(sketch))
        if first:
            return first
        near.insert(statement, sketch)
        self._remember(statement)
        return statement

    def _remember(self, statement: Statement) -> None:
        self._recent.append(statement)
        self._by_text[statement.text] = statement

    def _forget_before(self, day: int | None) -> None:
        while self._recent and (len(self._recent) >= _MOST or _long_ago(self._recent[0].day, day)):
            old = self._recent.popleft()
            if self._by_text.get(old.text) is old:
                del self._by_text[old.text]
            if is_long_enough(old):
                self._sketches().remove(old)

    def _sketches(self) -> "MinHashLSH":
        if self._near is None:
            from datasketch import MinHashLSH

            self._near = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
        return self._near


def _long_ago(day: int | None, today: int | None) -> bool:
    return day is not None and today is not None and today - day > DAYS


def _sketch(text: str) -> "MinHash":
    grams = {text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))}
    sketch = _blank().copy()
    sketch.update_batch([gram.encode() for gram in grams])
    return sketch


@cache
def _blank() -> "MinHash":
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, hashfunc=zlib.crc32)
