"""One speaker's figures: toward whom, in which outlets, relayed by whom, and over time."""

from collections.abc import Collection
from dataclasses import dataclass, field

from stance.summarize.periods import By, Period, timelines
from stance.summarize.rows import SHOWN, QuoteRows
from stance.summarize.shares import Figures


@dataclass(frozen=True, slots=True)
class Group:
    """The quotes that have a target, an outlet or a relaying outlet in common."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The groups of one speaker's quotes, the largest first, equals by name; periods in their order."""

    targets: list[Group] = field(default_factory=list)
    outlets: list[Group] = field(default_factory=list)
    via: list[Group] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)


def breakdowns(rows: QuoteRows, speakers: Collection[str | None], by: By) -> dict[str | None, Breakdown]:
    """Break down the quotes of these speakers, by their keys."""
    rows.show(speakers)
    found = {speaker: Breakdown() for speaker in speakers}
    for column, name in (("target", "targets"), ("outlet", "outlets"), ("via", "via")):
        figures = rows.figures(["speaker_key", column], f"{column} <> '' AND {SHOWN}")
        for (speaker, group), these in sorted(figures.items(), key=lambda item: (-item[1].quotes, item[0][1])):
            getattr(found[speaker], name).append(Group(group, these))
    for (speaker,), periods in timelines(rows, by, ["speaker_key"], SHOWN).items():
        found[speaker].periods.extend(periods)
    return found
