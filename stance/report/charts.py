"""The geometry of the report's drawings, in percent of their size, mirrored where text runs right to left."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from stance.schema import Stance
from stance.summarize import By, Figures, Period, Share, SpeakerSummary

# From one pole to the other: neutral lies between.
ORDER = (Stance.COOPERATIVE, Stance.NEUTRAL, Stance.HOSTILE)
_SHARES_HEIGHT = 72.0  # of a timeline; the counts below it take the last quarter
_COUNTS_HEIGHT = 22.0
_LABEL = 1 / 6  # of the width: the room for a label
_LAST_START = 0.75  # one that stands further on ends below its column, and so needs more room
_SLOTS = 10  # that there is room for at least
_STRONG, _CLEAR = 0.5, 0.15
_MANY = 5  # quotes


class Stretch(NamedTuple):
    """A piece of a line: where it starts, from the left or the top, and how long it is."""

    x: float
    width: float


class Balance(NamedTuple):
    """One speaker's row in the overview: its cooperative quotes on one side of the middle, its hostile on the other."""

    speaker: SpeakerSummary
    cooperative: Stretch
    hostile: Stretch


class Label(NamedTuple):
    """Where a label has its `anchor`: its start or end, as one reads."""

    x: float
    anchor: str


class Column(NamedTuple):
    """A period in a timeline: where it stands, its shares from the top down, the bar of its count, its label if any."""

    period: Period
    place: Stretch
    shares: list[tuple[Stance, Stretch]]
    volume: Stretch
    label: Label | None


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


def stacked(figures: Figures, direction: str) -> list[tuple[Stance, Stretch]]:
    """Lay out a group's stances; empty where no quote has one."""
    return stack({stance: share.value or 0.0 for stance, share in figures.shares.items()}, direction)


def balances(speakers: Sequence[SpeakerSummary], direction: str) -> list[Balance]:
    """Draw cooperative and hostile quotes away from an axis, all speakers on one scale."""
    counted = [(s, s.shares[Stance.COOPERATIVE], s.shares[Stance.HOSTILE]) for s in speakers]
    largest = max((share.count for _, *pair in counted for share in pair), default=0) or 1

    def half(share: Share, sign: int) -> Stretch:
        reach = sign * share.count / largest / 2
        return stretch(0.5 + min(reach, 0), 0.5 + max(reach, 0), direction)

    return [Balance(s, half(cooperative, -1), half(hostile, 1)) for s, cooperative, hostile in counted]


def columns(periods: Sequence[Period], by: By, direction: str) -> list[Column]:
    """Draw periods in their order, with gaps for those without quotes; a few of them are labelled."""
    if not periods:
        return []
    slots = [_slot(period.start, by) - _slot(periods[0].start, by) for period in periods]
    count, most = max(slots[-1] + 1, _SLOTS), max(period.figures.quotes for period in periods)
    drawn, labelled = [], -1.0
    for period, slot in zip(periods, slots, strict=True):
        shares = [(stance, _scaled(piece)) for stance, piece in stacked(period.figures, "ltr")]
        high = round(_COUNTS_HEIGHT * period.figures.quotes / most, 2)
        place = stretch((slot + 0.06) / count, (slot + 0.94) / count, direction)
        label = None
        reached = slot / count
        if reached - labelled >= (_LABEL if reached <= _LAST_START else 1.2 * _LABEL):
            label, labelled = _label(place, reached, direction), reached
        drawn.append(Column(period, place, shares, Stretch(100 - high, high), label))
    return drawn


def _label(place: Stretch, reached: float, direction: str) -> Label:
    """Put a label below its column, so that it begins there; or ends there, where it would run out of the drawing."""
    anchor = "start" if reached <= _LAST_START else "end"
    left, right = place.x, place.x + place.width
    return Label(round(right if (anchor == "start") == (direction == "rtl") else left, 2), anchor)


def _slot(start: date, by: By) -> int:
    """Return the number of a period, so that neighbours differ by one."""
    match by:
        case By.DAY:
            return start.toordinal()
        case By.WEEK:
            return (start - timedelta(days=start.weekday())).toordinal() // 7
        case By.MONTH:
            return 12 * start.year + start.month
        case By.YEAR:
            return start.year


def _scaled(piece: Stretch) -> Stretch:
    return Stretch(*(round(part * _SHARES_HEIGHT / 100, 2) for part in piece))


def shade(figures: Figures) -> str:
    """Name the step between the poles that a group's net stance falls on; few quotes make no strong one."""
    net = figures.net or 0.0
    if abs(net) < _CLEAR:
        return "even"
    pole = Stance.COOPERATIVE if net > 0 else Stance.HOSTILE
    return f"{pole}-{'strong' if abs(net) >= _STRONG and figures.quotes >= _MANY else 'weak'}"
