"""What newsrooms, scrapers and converters do to a text: marks turned, changed, lost or spaced; spelling; invisible signs.

A corruption is a function of a text and a source of chance that returns edits; `corrupt` carries them out on an
annotated article and moves the quotes' offsets along.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate
from random import Random
from typing import NamedTuple

from stance.evaluate.gold import GoldArticle, GoldQuote
from stance.schema import Span

SHARE = 0.2  # of places, where a corruption strikes by chance

_MARKS = "«»\"“”„‹›"
_OPENING = re.compile(rf"[{_MARKS}](?=[{_MARKS}…]*\w)")
_MARK = re.compile(f"[{_MARKS}]")
_REVERSED = str.maketrans("«»“”‹›", "»«”“›‹")
_RLM, _LRM, _RLE, _PDF, _RLI, _PDI, _ZWNJ, _BOM = "\u200f\u200e\u202b\u202c\u2067\u2069\u200c\ufeff"
_TATWEEL = "\u0640"
_FATHA, _DAMMA, _KASRA, _SHADDA, _SUKUN = "\u064e\u064f\u0650\u0651\u0652"


class Edit(NamedTuple):
    """The characters from `start` up to `end` become `new`."""

    start: int
    end: int
    new: str


Corruption = Callable[[str, Random], Iterable[Edit]]


def rewrite(text: str, edits: Sequence[Edit], spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Carry out edits, which come in order and do not overlap; what is put in at the edge of a span stays outside it.

    >>> rewrite("قال «نعم»", [Edit(4, 5, "((")], [Span(5, 8)])
    ('قال ((نعم»', [Span(start=6, end=9)])
    """
    pieces, offsets, behind = [], list(range(len(text) + 1)), 0
    shifts = [0] * (len(text) + 2)
    for start, end, new in edits:
        pieces += text[behind:start], new
        behind = end
        shifts[end] += len(new) - (end - start)
    starts = [offset + shift for offset, shift in zip(offsets, accumulate(shifts), strict=False)]
    before = {start: starts[start] - len(new) for start, end, new in edits if start == end}
    moved = [Span(starts[span.start], before.get(span.end, starts[span.end])) for span in spans]
    return "".join([*pieces, text[behind:]]), moved
