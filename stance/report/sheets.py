"""The tables of a report as one Excel workbook in its language."""

from collections.abc import Iterable
from pathlib import Path

from stance.report.language import Language
from stance.report.table import Table
from stance.workbook import Column, Sheet, write_sheets

_SHARES = ("_share", "_low", "_high")
_WIDE = {"speaker": 28, "quote": 80, "targets": 40, "outlets": 40, "title": 40, "target": 24, "outlet": 24, "url": 30}
_PERCENT, _POINTS = "0%", "+0%;-0%;0%"


def write_tables(path: Path, tables: Iterable[Table], language: Language) -> None:
    """Write a sheet for each table, to be read in the direction of the language."""
    sheets = [
        Sheet(language.text(f"sheets.{table.name}"), [_column(name, language) for name in table.columns], table.rows)
        for table in tables
    ]
    write_sheets(path, sheets, rtl=language.direction == "rtl")


def _column(name: str, language: Language) -> Column:
    stance, _, suffix = name.rpartition("_")
    if f"_{suffix}" in _SHARES:
        return Column(language.text(f"columns.{suffix}", stance=language.text(f"columns.{stance}")), number=_PERCENT)
    number = _POINTS if name == "net" else _PERCENT if name.startswith("p_") else None
    return Column(language.text(f"columns.{name}"), _WIDE.get(name, 14), number=number)
