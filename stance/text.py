"""Arabic normalization that keeps offsets.

The grammar reads a normalized text: letters that writers confuse are made one, marks of quotation are made one, what
has no width is dropped. `Normalized` carries the way back to the raw text.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain

from stance.schema import Span

MARK = '"'
_DOUBLE_MARKS = "«»“”„‟‹›″＂❝❞〝〞"
_SINGLE_MARKS = "‘’‚‛`´"
_DASHES = "‐‑‒–—―−"
_SPACES = "\t\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_BREAKS = "\v\f\u0085\u2028\u2029"

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        "ة": "ه",
        "ک": "ك",
        "：": ":",
        "_": " ",
        **dict.fromkeys(_DOUBLE_MARKS, MARK),
        **dict.fromkeys(_SINGLE_MARKS, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_LINE_BREAKS, "\n"),
    }
)

# Vowel signs and Koranic signs, tatweel, joiners, bidi controls, the byte order mark.
_WIDTHLESS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
    "\u061c\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_PRESENTATION_FORM = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_REWRITTEN = re.compile(f"{_WIDTHLESS.pattern}|{_PRESENTATION_FORM.pattern}")


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalized text and, per character of it, the offset of the raw character that it came from.

    `offsets` is None where the two texts run in step, as most do; otherwise it has one entry more than `text`.
    """

    raw: str
    text: str
    offsets: tuple[int, ...] | None = None

    def raw_span(self, start: int, end: int) -> Span:
        """Return where the normalized stretch stands in the raw text, vowel signs on its last letter included."""
        if self.offsets is None:
            return Span(start, end)
        raw_end = self.offsets[end]
        while raw_end > self.offsets[end - 1] + 1 and unicodedata.category(self.raw[raw_end - 1]) == "Cf":
            raw_end -= 1
        return Span(self.offsets[start], raw_end)


def normalize(text: str) -> Normalized:
    """Fold the spelling of an Arabic text for matching.

    >>> normalize("قالَـت «الأُمّة»").text
    'قالت "الامه"'
    """
    if not _REWRITTEN.search(text):
        return Normalized(text, text.translate(_LETTERS))
    pieces = [_rewrite(c) for c in text]
    offsets = chain.from_iterable([i] * len(piece) for i, piece in enumerate(pieces))
    return Normalized(text, "".join(pieces).translate(_LETTERS), (*offsets, len(text)))


def fold(word: str) -> str:
    """Return the normalized spelling alone, for a lexicon's entries and for names that are compared."""
    return normalize(word).text


def _rewrite(char: str) -> str:
    if _WIDTHLESS.match(char):
        return ""
    if _PRESENTATION_FORM.match(char):
        return _WIDTHLESS.sub("", unicodedata.normalize("NFKC", char)).replace(" ", "")
    return char
