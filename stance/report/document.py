"""The report as one JSON document, for programs. `report.schema.json` beside this module says what is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from stance.report.evidence import Statement
from stance.report.findings import Report
from stance.report.tables import rounded
from stance.schema import Quote, Stance
from stance.summarize import Figures, Group, Period, SpeakerSummary, Summary

FORMAT = "stance-report/1"
_OPTIONS = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS


def write_document(path: Path, report: Report) -> None:
    """Write the document."""
    path.write_bytes(orjson.dumps(document(report), option=_OPTIONS))


def document(report: Report) -> dict[str, Any]:
    """Return the report as mappings, lists, texts and numbers."""
    return {
        "format": FORMAT,
        "source": {name: getattr(report.source, name) for name in ("articles", "rejects", "model")},
        "accuracy": asdict(report.source.accuracy) if report.source.accuracy else None,
        "selection": asdict(report.selection),
        "overall": _summary(report.tables.overall),
        "by": report.by,
        "timeline": [_period(period) for period in report.timeline],
        "clearest": {stance: _statements(found) for stance, found in report.clearest.items()},
        "speakers": [_speaker(report, speaker) for speaker in report.tables.speakers],
    }


def _speaker(report: Report, speaker: SpeakerSummary) -> dict[str, Any]:
    about = {name: getattr(speaker, name) for name in ("speaker", "speaker_id", "speaker_kind")} | _summary(speaker)
    if not report.has_page(speaker):
        return about
    found, shown = report.breakdown(speaker), report.shown(speaker)
    return about | {
        "by_target": [_group(group) for group in found.targets],
        "by_outlet": [_group(group) for group in found.outlets],
        "by_via": [_group(group) for group in found.via],
        "by_period": [_period(period) for period in found.periods],
        "statements": _statements(shown.statements),
        "statements_total": shown.total,
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "quotes": figures.quotes,
        "articles": figures.articles,
        "undecided": figures.undecided,
        "net": rounded(figures.net),
        "stances": {
            stance: {"count": share.count, **{name: rounded(getattr(share, name)) for name in ("value", "low", "high")}}
            for stance, share in figures.shares.items()
        },
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return _figures(summary) | {
        "distinct": summary.distinct,
        "targets": _counted(summary.targets),
        "outlets": _counted(summary.outlets),
        "first_date": summary.first_date,
        "last_date": summary.last_date,
    }


def _counted(names: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"name": name, "quotes": count} for name, count in names]


def _group(group: Group) -> dict[str, Any]:
    return {"name": group.name} | _figures(group.figures)


def _period(period: Period) -> dict[str, Any]:
    changes: Mapping[Stance, int] = period.changes
    return {"start": period.start.isoformat()} | _figures(period.figures) | {"changes": dict(changes)}


def _statements(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    return [
        {"quote": _quote(one.quote), "reports": one.reports, "repeats": [_quote(again) for again in one.repeats]}
        for one in statements
    ]


def _quote(quote: Quote) -> dict[str, Any]:
    return asdict(quote)
