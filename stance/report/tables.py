"""The tables of a report: its figures as rows."""

from collections.abc import Iterator, Sequence

from stance.report.findings import Report
from stance.report.table import Cell, Table
from stance.schema import Stance
from stance.summarize import Figures, Group, Period, SpeakerSummary

_DIGITS = 4
_SPEAKER = ("speaker", "speaker_id", "speaker_kind")
_FIGURES = (
    *("quotes", "articles", "undecided"),
    *(f"{stance}{suffix}" for stance in Stance for suffix in ("", "_share", "_low", "_high")),
    "net",
)
_ABOUT = ("distinct", "targets", "outlets", "first_date", "last_date")
_CHANGES = ("more", "less")
_QUOTE = (
    *("quote", "stance", "p_cooperative", "p_hostile", "p_neutral", "target", "cue", "form", "via"),
    *("date", "outlet", "title", "url", "article_id", "quote_id"),
)


def report_tables(report: Report) -> list[Table]:
    """Return all tables: every speaker is in the first, those with a page in the ones that break their quotes down."""
    names = {"targets": "target", "outlets": "outlet", "via": "via"}
    return [
        Table("speakers", [*_SPEAKER, *_FIGURES, *_ABOUT], _speakers(report)),
        *(Table(kind, [*_SPEAKER, column, *_FIGURES], _groups(report, kind)) for kind, column in names.items()),
        Table("periods", [*_SPEAKER, "period", *_FIGURES, *_CHANGES], _periods(report)),
        Table("timeline", ["period", *_FIGURES, *_CHANGES], map(_period, report.timeline)),
        Table("statements", [*_SPEAKER, *_QUOTE, "reports"], _statements(report)),
    ]


def _speakers(report: Report) -> Iterator[list[Cell]]:
    for one in report.tables.speakers:
        names = map(_counts, (one.targets, one.outlets))
        yield [*_speaker(one), *_figures(one), one.distinct, *names, one.first_date, one.last_date]


def _groups(report: Report, kind: str) -> Iterator[list[Cell]]:
    for speaker in report.with_page:
        groups: list[Group] = getattr(report.breakdown(speaker), kind)
        for group in groups:
            yield [*_speaker(speaker), group.name, *_figures(group.figures)]


def _periods(report: Report) -> Iterator[list[Cell]]:
    for speaker in report.with_page:
        for period in report.breakdown(speaker).periods:
            yield [*_speaker(speaker), *_period(period)]


def _statements(report: Report) -> Iterator[list[Cell]]:
    for speaker in report.with_page:
        for one in report.shown(speaker).statements:
            yield [*_speaker(speaker), *(getattr(one.quote, name) for name in _QUOTE), one.reports]


def _speaker(speaker: SpeakerSummary) -> list[Cell]:
    return [speaker.speaker, speaker.speaker_id, speaker.speaker_kind]


def _figures(figures: Figures) -> list[Cell]:
    row: list[Cell] = [figures.quotes, figures.articles, figures.undecided]
    for share in (figures.shares[stance] for stance in Stance):
        bounds = (share.value, share.low, share.high) if share.value is not None else (None,) * 3
        row += [share.count, *map(rounded, bounds)]
    return [*row, rounded(figures.net)]


def _period(period: Period) -> list[Cell]:
    ways = [" ".join(stance for stance, way in period.changes.items() if way == sign) for sign in (1, -1)]
    return [period.start.isoformat(), *_figures(period.figures), *ways]


def rounded(value: float | None) -> float | None:
    """Return a share as tables and documents hold it."""
    return None if value is None else round(value, _DIGITS)


def _counts(names: Sequence[tuple[str, int]]) -> str:
    return "; ".join(f"{name} ({count})" for name, count in names)
