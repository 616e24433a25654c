"""Stance over time: figures for each day, week, month or year, and where they clearly change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stance.schema import Stance
from stance.summarize.rows import QuoteRows
from stance.summarize.shares import Figures


class By(StrEnum):
    """How long a period is; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_LONGEST = {By.DAY: 31, By.WEEK: 190, By.MONTH: 5 * 366}  # days that are still told apart so


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its first day.

    `changes` holds the stances whose share lies clearly above (+1) or below (-1) that of the period before it that has
    any: their intervals have nothing in common.
    """

    start: date
    figures: Figures
    changes: Mapping[Stance, int]


def chosen_span(rows: QuoteRows) -> By:
    """Return periods that are neither too many nor too few for the days of the quotes."""
    [(days,)] = rows.ask("SELECT max(day) - min(day) FROM quotes")
    return next((by for by, longest in _LONGEST.items() if (days or 0) <= longest), By.YEAR)


def timelines(
    rows: QuoteRows, by: By, keys: Sequence[str] = (), where: str = "true"
) -> dict[tuple[str, ...], list[Period]]:
    """Return the periods of each group of quotes that share `keys`, in order; undated quotes are in none."""
    figures = rows.figures([*keys, f"date_trunc('{by}', day)"], f"day IS NOT NULL AND {where}")
    found: dict[tuple[str, ...], list[Period]] = {}
    last: dict[tuple[str, ...], Figures] = {}
    for (*group, start), these in sorted(figures.items(), key=lambda item: item[0][-1]):
        key = tuple(group)
        found.setdefault(key, []).append(Period(_day(start), these, _changes(last.get(key), these)))
        if these.net is not None:
            last[key] = these
    return found


def _day(start: date) -> date:
    return date(start.year, start.month, start.day)


def _changes(before: Figures | None, now: Figures) -> dict[Stance, int]:
    if before is None or now.net is None:
        return {}
    pairs = ((stance, before.shares[stance], now.shares[stance]) for stance in Stance)
    return {
        stance: 1 if new.low > old.high else -1
        for stance, old, new in pairs
        if new.low > old.high or new.high < old.low
    }
