"""What of a quote says whether it is the same statement as another."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from stance.text import normalize

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_NEGATIONS = frozenset(
    "لا لم لن ليس ليست ليسوا لسنا لست ما غير دون بدون عدم ولا ولم ولن وليس وليست وما وغير ودون وعدم".split()
)
_FEWEST_WORDS = 4  # of a statement that another can be near to without being the same
_LIKENESS = (
    0.85  # of letters in common, in order, as `rapidfuzz.fuzz.ratio` counts them; chosen on tests/data/repeats.yaml
)


class Statement(NamedTuple):
    """A quote as far as repeats are concerned; `text` is its normalized words, `day` an ordinal."""

    row: int
    quote_id: str
    text: str
    target: str | None
    day: int | None


def wording(quote: str) -> str:
    """Return the words of a quote without marks, vowel signs and what writers spell differently.

    >>> wording("«إنَّ الأمّة» ستبقى، ١٢ عامًا")
    'ان الامه ستبقي 12 عاما'
    """
    digits = _NUMBER.sub(lambda number: str(int(number[0])), normalize(quote).text)
    return " ".join(_WORD.findall(digits))


def ordinal(day: str | None) -> int | None:
    """Return the number of an ISO day, None for what is none."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def is_long_enough(statement: Statement) -> bool:
    """Tell whether a statement has words enough for another to be a near copy of it."""
    return statement.text.count(" ") + 1 >= _FEWEST_WORDS


def agree(one: Statement, other: Statement) -> bool:
    """Tell whether nothing stands against two statements of one speaker being the same: numbers, negations, targets."""
    if one.target and other.target and one.target != other.target:
        return False
    return one.text == other.text or _decisive(one.text) == _decisive(other.text)


def nearest(statement: Statement, candidates: Iterable[Statement]) -> Statement | None:
    """Return the candidate that is most like a statement, if it is a near copy at all."""
    from rapidfuzz import fuzz

    likeness = {one: fuzz.ratio(statement.text, one.text) / 100 for one in candidates if agree(statement, one)}
    best = max(likeness, key=lambda one: (likeness[one], -one.row), default=None)
    return best if best and likeness[best] >= _LIKENESS else None


def _decisive(text: str) -> list[str]:
    """Return the words of a text by which one statement becomes another."""
    return sorted(word for word in text.split() if word in _NEGATIONS or _NUMBER.search(word))
