"""The figures of a group of quotes: how many take which stance, and how far that may be off."""

from collections.abc import Mapping
from dataclasses import dataclass

from stance.schema import Stance


@dataclass(frozen=True, slots=True)
class Share:
    """How many quotes of a group take one stance, as a part of those with any, and its 95 % interval.

    The interval comes from articles drawn anew, since quotes of one article are alike. Where there are few articles, or
    the share is nothing or all, it is Wilson's, which takes every quote for itself. Where no quote has a stance,
    `value` is None and the interval is 0 to 1.
    """

    count: int
    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is counted of a group: `shares` are of the quotes that have a stance; `undecided` counts the others."""

    quotes: int
    articles: int
    undecided: int
    shares: Mapping[Stance, Share]

    @property
    def net(self) -> float | None:
        """Return the cooperative share less the hostile one, between -1 and 1; None where no quote has a stance."""
        cooperative, hostile = self.shares[Stance.COOPERATIVE].value, self.shares[Stance.HOSTILE].value
        return None if cooperative is None or hostile is None else cooperative - hostile
