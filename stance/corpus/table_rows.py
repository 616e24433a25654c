"""Tables of any kind as rows: the columns that are wanted, by the names that the file gives them."""

import csv
import difflib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from stance.corpus.records import parse_lines
from stance.errors import StanceError
from stance.io.encoding import NotTextError
from stance.io.notes import Notes
from stance.io.parquet import parquet_rows, parquet_types
from stance.io.streams import open_text


class TableRow(NamedTuple):
    """The wanted cells of a row, spelled out, None where empty; `line` counts from 1 (in Parquet: the row)."""

    line: int
    cells: dict[str, str | None]


def read_rows(path: Path, wanted: dict[str, str]) -> list[TableRow]:
    """Read a `.csv`, `.jsonl` or `.parquet` file; `wanted` maps settings (data.text, …) to the file's columns.

    Raises
    ------
    StanceError
        Where the file cannot be read, is of another kind, or lacks a column; the message names near ones.
    """
    try:
        read = _READERS[path.suffix.lower()]
    except KeyError:
        raise StanceError(
            f"{path}: a table is one of {', '.join(_READERS)}. Give the file one of these names."
        ) from None
    try:
        return list(read(path, wanted))
    except (OSError, NotTextError) as error:
        raise StanceError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error}).") from error


def _csv(path: Path, wanted: dict[str, str]) -> Iterator[TableRow]:
    notes = Notes()
    with open_text(path, notes, newline="") as file:
        rows = csv.reader(file, delimiter=_delimiter(file, wanted.values()), strict=True)
        try:
            header = [name.strip() for name in next(rows, [])]
            _check(path, wanted, header)
            for cells in rows:
                if len(cells) not in {0, len(header)}:
                    raise StanceError(
                        f"{path}, line {rows.line_num}: this row has {len(cells)} cells, the header {len(header)}."
                    )
                if cells:
                    yield TableRow(rows.line_num, _wanted(dict(zip(header, cells, strict=True)), wanted))
        except csv.Error as error:
            raise StanceError(f"{path}, line {rows.line_num}: not valid CSV ({error}).") from error
    notes.log()


def _delimiter(file: TextIO, columns: Iterable[str]) -> str:
    """Return the sign that parts the header so that most of the wanted columns show."""
    first_line = file.readline()
    file.seek(0)

    def shown(delimiter: str) -> int:
        header = next(csv.reader([first_line], delimiter=delimiter), [])
        return len({name.strip() for name in header}.intersection(columns))

    return max(",;\t|", key=shown)


def _json_lines(path: Path, wanted: dict[str, str]) -> Iterator[TableRow]:
    rows = list(parse_lines(path, _object))
    _check(path, wanted, {name: None for row in rows for name in row})
    return (TableRow(line, _wanted(row, wanted)) for line, row in enumerate(rows, start=1))


def _object(row: object) -> dict[str, object]:
    if not isinstance(row, dict):
        raise TypeError("this is not a JSON object")
    return row


def _parquet(path: Path, wanted: dict[str, str]) -> Iterator[TableRow]:
    _check(path, wanted, parquet_types(path))
    names = {column: column for column in wanted.values()}
    rows = parquet_rows(path, names, dict.fromkeys(names, "VARCHAR"))
    return (TableRow(number, _wanted(row, wanted)) for number, row in enumerate(rows, start=1))


_READERS = {".csv": _csv, ".jsonl": _json_lines, ".parquet": _parquet}


def _wanted(row: dict[str, object], wanted: dict[str, str]) -> dict[str, str | None]:
    cells = {column: row.get(column) for column in wanted.values()}
    return {column: None if cell is None else str(cell).strip() or None for column, cell in cells.items()}


def _check(path: Path, wanted: dict[str, str], columns: Collection[str]) -> None:
    for setting, column in wanted.items():
        if column not in columns:
            raise StanceError(
                f"{path} has no column {column!r}.{_near(column, columns)} Its columns are: {', '.join(columns)}. "
                f"Say which one to read: {setting}=…"
            )


def _near(column: str, columns: Collection[str]) -> str:
    by_lower = {name.lower(): name for name in columns}
    near = difflib.get_close_matches(column.lower(), by_lower, n=2)
    return f" Did you mean {' or '.join(repr(by_lower[name]) for name in near)}?" if near else ""
