"""The comparison as tables for spreadsheets."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from stance.compare.comparison import Comparison
from stance.compare.pairs import Differing
from stance.io.atomic import replacing
from stance.report.table import inert
from stance.schema import Quote, Stance

_DIGITS = 4
_SIDES = ("left", "right")
_QUOTE = ("quote_id", "quote", "stance", "speaker", "target", "outlet", "date", "url")
_SHARE = ("count", "share", "low", "high")
_GROUP_COLUMNS = [
    *("kind", "name"),
    *(f"{side}_{what}" for side in _SIDES for what in ("quotes", "articles")),
    *(f"{stance}_{side}_{what}" for stance in Stance for side in _SIDES for what in _SHARE),
    *(f"{stance}_difference{bound}" for stance in Stance for bound in ("", "_low", "_high")),
]


def write_groups(path: Path, compared: Iterable[Comparison]) -> None:
    """Write one row per group, also of those that one side alone has."""
    _write(path, _GROUP_COLUMNS, map(_group_row, compared))


def write_pairs(path: Path, found: Differing) -> None:
    """Write one row per pair of quotes that differ."""
    columns = ["changes", *(f"{side}_{name}" for side in _SIDES for name in _QUOTE)]
    _write(path, columns, ([" ".join(p.changes), *_quote(p.left), *_quote(p.right)] for p in found.pairs))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a CSV that Excel opens as UTF-8."""
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def _group_row(one: Comparison) -> list[Any]:
    row: list[Any] = [one.kind, inert(one.name)]
    for side in (one.left, one.right):
        row += [side.quotes, side.articles]
    for stance in Stance:
        for side in (one.left, one.right):
            share = side.shares[stance]
            known = share.value is not None
            row += [share.count, *(map(_rounded, (share.value, share.low, share.high)) if known else ("", "", ""))]
    for stance in Stance:
        found = one.differences.get(stance)
        row += [*map(_rounded, (found.value, found.low, found.high))] if found else ["", "", ""]
    return row


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, _DIGITS)


def _quote(quote: Quote | None) -> Iterator[str]:
    return (inert(getattr(quote, name, None)) for name in _QUOTE)
