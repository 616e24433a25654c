"""One row per speaker, for spreadsheets."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from stance.schema import Stance
from stance.summarize import SpeakerSummary

_COLUMNS = (
    ["speaker", "speaker_id", "speaker_kind", "quotes", "articles", "undecided"]
    + [f"{stance}{suffix}" for stance in Stance for suffix in ("", "_share", "_low", "_high")]
    + ["targets", "outlets", "first_date", "last_date"]
)
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@]|[\t\r\n]")


def write_speakers(path: Path, speakers: Iterable[SpeakerSummary]) -> None:
    """Write a CSV that Excel opens as UTF-8 and in which no text runs as a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        rows.writerows(map(_row, speakers))


def inert(text: str | None) -> str:
    """Return a cell's text so that a spreadsheet takes it for text.

    >>> inert("=1+1"), inert("روسيا"), inert(None)
    ("'=1+1", 'روسيا', '')
    """
    text = text or ""
    return f"'{text}" if _FORMULA.match(text) else text


def _row(summary: SpeakerSummary) -> list[str | int | float]:
    row: list[str | int | float] = [inert(summary.speaker), inert(summary.speaker_id), summary.speaker_kind or ""]
    row += [summary.quotes, summary.articles, summary.undecided]
    for share in (summary.shares[stance] for stance in Stance):
        row.append(share.count)
        row += ["", "", ""] if share.value is None else [round(n, 4) for n in (share.value, share.low, share.high)]
    return [*row, _counts(summary.targets), _counts(summary.outlets), summary.first_date or "", summary.last_date or ""]


def _counts(names: Sequence[tuple[str, int]]) -> str:
    return inert("; ".join(f"{name} ({count})" for name, count in names))
