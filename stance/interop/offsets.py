"""Offsets in UTF-16 code units, as tools written in JavaScript and Java count, to code points and back."""

from bisect import bisect_left

from stance.schema import Span


class Utf16:
    """The two ways to count one text: a character beyond U+FFFF is one code point and two code units.

    >>> units = Utf16("أ😀ب")
    >>> units.encode(Span(2, 3)), units.decode(3, 4)
    (Span(start=3, end=4), Span(start=2, end=3))
    """

    def __init__(self, text: str) -> None:
        self._astral = [at for at, character in enumerate(text) if character > "\uffff"]
        self._units = [at + rank for rank, at in enumerate(self._astral)]

    def encode(self, span: Span) -> Span:
        """Return a span of code points in code units."""
        return Span(*(at + bisect_left(self._astral, at) for at in span))

    def decode(self, start: int, end: int) -> Span:
        """Return a span of code units in code points."""
        return Span(*(at - bisect_left(self._units, at) for at in (start, end)))
