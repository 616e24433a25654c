"""Tables for spreadsheets: one file each, in which no text runs as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None

_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the name is that of a file or sheet."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_csv(path: Path, table: Table) -> None:
    """Write a CSV that Excel opens as UTF-8 and in which no text runs as a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows)


def inert(text: str | None) -> str:
    """Return a cell's text so that a spreadsheet takes it for text.

    >>> inert("=1+1"), inert("روسيا"), inert(None)
    ("'=1+1", 'روسيا', '')
    """
    text = text or ""
    return f"'{text}" if _FORMULA.match(text) else text
