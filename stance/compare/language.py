"""The texts of a comparison: those of the report in the same language, and its own."""

from functools import cache
from pathlib import Path

import yaml

from stance.compare.comparison import Comparison, Difference, Kind
from stance.report.language import Language, load_language, percent
from stance.summarize import Share

_TEXTS = Path(__file__).parent / "texts"


@cache
def comparison_language(code: str) -> Language:
    """Read the texts; raise StanceError where there are none in this language."""
    language = load_language(code)
    own = yaml.safe_load((_TEXTS / f"{code}.yaml").read_text(encoding="utf-8"))
    return Language(code, language.texts | own)


def group_name(one: Comparison, language: Language) -> str:
    """Return what a group is called."""
    return language.text("compare.everything") if one.kind is Kind.ALL else one.name


def signed(points: float) -> str:
    """Return a difference in percentage points with its sign.

    >>> signed(0.172), signed(-0.05), signed(0.001)
    ('+17', '−5', '0')
    """
    rounded = round(100 * points)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded)}"


def share_text(share: Share) -> str:
    """Return a share in percent, a dash where there is none."""
    return "–" if share.value is None else percent(share.value)


def bounds_text(difference: Difference) -> str:
    """Return the interval of a difference in percentage points.

    >>> bounds_text(Difference(0.1, -0.02, 0.22))
    '−2…+22'
    """
    return f"{signed(difference.low)}…{signed(difference.high)}"
