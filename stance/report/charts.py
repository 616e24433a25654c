"""The geometry of the report's bars, in percent of a drawing's width, mirrored where text runs right to left."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stance.schema import Stance
from stance.summarize import Share, SpeakerSummary, Summary

# From one pole to the other: neutral lies between.
ORDER = (Stance.COOPERATIVE, Stance.NEUTRAL, Stance.HOSTILE)


class Stretch(NamedTuple):
    """A piece of a horizontal line: where it starts, from the left, and how wide it is."""

    x: float
    width: float


class Balance(NamedTuple):
    """One speaker's row in the overview: its cooperative quotes on one side of the middle, its hostile on the other."""

    speaker: SpeakerSummary
    cooperative: Stretch
    hostile: Stretch


def stretch(low: float, high: float, direction: str) -> Stretch:
    """Place an interval of shares.

    >>> stretch(0.25, 0.5, "ltr"), stretch(0, 0.25, "rtl")
    (Stretch(x=25.0, width=25.0), Stretch(x=75.0, width=25.0))
    """
    start = 1 - high if direction == "rtl" else low
    return Stretch(round(100 * start, 2), round(100 * (high - low), 2))


def stack(shares: Mapping[Stance, float], direction: str) -> list[tuple[Stance, Stretch]]:
    """Lay shares that sum to one side by side, leaving out the empty ones."""
    placed, reached = [], 0.0
    for stance in ORDER:
        if shares[stance]:
            placed.append((stance, stretch(reached, reached + shares[stance], direction)))
            reached += shares[stance]
    return placed


def stacked_shares(summary: Summary, direction: str) -> list[tuple[Stance, Stretch]]:
    """Lay out a group's stances; empty where no quote has one."""
    return stack({stance: share.value or 0.0 for stance, share in summary.shares.items()}, direction)


def balances(speakers: Sequence[SpeakerSummary], direction: str) -> list[Balance]:
    """Draw cooperative and hostile quotes away from an axis, all speakers on one scale."""
    counted = [(s, s.shares[Stance.COOPERATIVE], s.shares[Stance.HOSTILE]) for s in speakers]
    largest = max((share.count for _, *pair in counted for share in pair), default=0) or 1

    def half(share: Share, sign: int) -> Stretch:
        reach = sign * share.count / largest / 2
        return stretch(0.5 + min(reach, 0), 0.5 + max(reach, 0), direction)

    return [Balance(s, half(cooperative, -1), half(hostile, 1)) for s, cooperative, hostile in counted]
