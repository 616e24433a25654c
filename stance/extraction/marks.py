"""Quotation marks: which mark opens, which closes, and which stands alone.

Direction is not trusted: writers mix «…», "…", ”…“ and lose marks. What counts is what touches a mark: space or an
opening before it and a letter after it open; a letter or a full stop before it and space after it close. Pairs never
cross a paragraph, and an opening mark that nothing closes is reported as unclosed instead of swallowing what follows.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

_BEFORE_OPENING = frozenset(" \n\t([{:،,-؛/")
_AFTER_CLOSING = frozenset(" \n\t)]}.،,؛:!؟?-…/")
# Clitics that are written on an opening mark: «وصفه بـ"…"».
_GLUED = frozenset(("ب", "ل", "و", "ف", "ك", "وب", "ول", "ال", "بال", "لل", "وال", "فب", "فل"))
_FAMILIES = {**dict.fromkeys("«»‹›", "guillemet"), **dict.fromkeys("'‘’‚‛`´", "single")}
_OPENING = frozenset("«“‹„‘")
_CLOSING = frozenset("»”›’")


class Mark(NamedTuple):
    """A quotation mark in a paragraph: the token that it is, the sign, and what touches it on either side."""

    token: int
    sign: str
    before: str
    after: str
    word_before: str

    @property
    def family(self) -> str:
        """The kind of mark, so that one pair may stand inside another."""
        return _FAMILIES.get(self.sign[0], "double")

    @property
    def lean(self) -> int:
        """How much the surroundings say that the mark opens (positive) or closes (negative)."""
        free_before = self.before in _BEFORE_OPENING or self.word_before in _GLUED
        free_after = self.after in _AFTER_CLOSING
        if free_before != free_after:
            return 2 if free_before else -2
        return (self.sign[0] in _OPENING) - (self.sign[0] in _CLOSING)


def pair(marks: list[Mark]) -> tuple[list[tuple[int, int]], list[int]]:
    """Pair the marks of one paragraph.

    Returns
    -------
    tuple
        The pairs of token indices, outer pairs after the inner ones that they hold, and the tokens left unclosed.
    """
    pairs: list[tuple[int, int]] = []
    unclosed: list[int] = []
    stack: list[Mark] = []
    later = Counter(mark.family for mark in marks)
    for place, mark in enumerate(marks):
        lean = mark.lean
        later[mark.family] -= 1
        if stack and _closes(mark, lean, stack, later):
            opener = _matching(mark, stack)
            unclosed.extend(m.token for m in stack[stack.index(opener) + 1 :])
            del stack[stack.index(opener) + 1 :]
            pairs.append((stack.pop().token, mark.token))
        elif lean > -2:  # else it closes what was never opened
            if stack and stack[-1].family == mark.family and not _nests(marks[place + 1 : place + 3]):
                unclosed.append(stack.pop().token)
            stack.append(mark)
    unclosed.extend(m.token for m in stack)
    return pairs, sorted(unclosed)


def _closes(mark: Mark, lean: int, stack: list[Mark], later: Mapping[str, int]) -> bool:
    """Whether a mark closes one that is open, given how many marks of each family are to come."""
    if abs(lean) == 2:
        return lean < 0
    if stack[-1].family == mark.family:
        return True
    return any(opener.family == mark.family for opener in stack) or not later[mark.family]


def _matching(mark: Mark, stack: list[Mark]) -> Mark:
    """Return the innermost open mark of the same family, else the innermost of any."""
    return next((opener for opener in reversed(stack) if opener.family == mark.family), stack[-1])


def _nests(two: list[Mark]) -> bool:
    """Whether the next two marks close in a row, so that a pair of the same family is nested."""
    return len(two) == 2 and max(mark.lean for mark in two) <= 0
