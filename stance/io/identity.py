"""Ids that stay apart within a run."""

from collections import Counter


class UniqueIds:
    """Hands out each id once: what comes again gets `#2`, `#3`, … after it.

    >>> ids = UniqueIds()
    >>> [ids.unique(name) for name in ("a", "a", "b", "a")]
    ['a', 'a#2', 'b', 'a#3']
    """

    def __init__(self) -> None:
        self._seen: set[int] = set()  # hashes: millions of long ids would fill the memory
        self._copies: Counter[str] = Counter()

    def unique(self, wanted: str) -> str:
        """Return `wanted`, or the first of its numbered forms that is free."""
        free = wanted
        while hash(free) in self._seen:
            self._copies[wanted] += 1
            free = f"{wanted}#{self._copies[wanted] + 1}"
        self._seen.add(hash(free))
        return free
