"""A memory of what a function says of words, for the look-ups that are made for every token of every article."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_MOST_WORDS = 2**16


class Memo(dict[str, T]):
    """What a function returns for each word that was looked up; it starts afresh when it holds very many.

    A plain dictionary answers three times as fast as an `lru_cache`, which keeps its entries in the order of use.

    >>> lengths = Memo(len)
    >>> lengths["كلمة"]
    4
    """

    __slots__ = ("_function",)

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST_WORDS:
            self.clear()
        value = self[word] = self._function(word)
        return value
