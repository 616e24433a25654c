"""Articles as rows of a table: CSV and Parquet."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from stance.errors import StanceError
from stance.io.notes import Notes
from stance.io.parquet import parquet_rows, parquet_types
from stance.io.rejects import Reject, excerpt
from stance.io.rows import Columns, Row, check_columns
from stance.io.streams import open_text

if TYPE_CHECKING:
    from _csv import Reader

_LONGEST_CELL = 64 << 20  # characters; a cell beyond this is a quotation mark that was never closed


def read_csv(path: Path, columns: Columns, notes: Notes) -> Iterator[Row | Reject]:
    """Read a table with a header line, parted by commas, semicolons, tabs or bars.

    Python's own reader rather than DuckDB's: it knows the line of every row, goes on after a broken one, reads any
    encoding, and leaves "007" a string.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with open_text(path, notes, newline="") as file:
        rows = csv.reader(file, delimiter=_delimiter(file, columns["text"]), strict=True)
        header = [name.strip() for name in next(rows, [])]
        check_columns(path, columns, header)
        yield from _csv_rows(rows, header, columns, path)


def _delimiter(file: TextIO, text_column: str) -> str:
    """Return the sign that parts the header so that the text's column shows, and go back to the file's start."""
    first_line = file.readline()
    file.seek(0)
    for delimiter in ",;\t|":
        if text_column in (name.strip() for name in next(csv.reader([first_line], delimiter=delimiter), [])):
            return delimiter
    return ","


def _csv_rows(rows: "Reader", header: list[str], columns: Columns, path: Path) -> Iterator[Row | Reject]:
    place = {theirs: number for number, theirs in enumerate(header)}
    wanted = {ours: place[theirs] for ours, theirs in columns.items() if theirs in place}
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(f"the row that begins here is not valid CSV ({error})", file=str(path), line=line)
            continue
        fault = _fault(cells, header)
        if fault:
            yield Reject(fault, file=str(path), line=line, excerpt=excerpt(ascii(cells)))
        elif cells:
            yield Row({ours: cells[number] or None for ours, number in wanted.items()}, line)


def _fault(cells: list[str], header: list[str]) -> str | None:
    if cells and len(cells) != len(header):
        return f"this row has {len(cells)} cells, the header {len(header)}"
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return "this row is not valid UTF-8"
    return None


def read_parquet(path: Path, columns: Columns, _notes: Notes) -> Iterator[Row | Reject]:
    """Read a table in batches; `line` is the row."""
    types = parquet_types(path)
    check_columns(path, columns, list(types))
    if types[columns["text"]] != "VARCHAR":
        raise StanceError(f"{path}: the column {columns['text']!r} is {types[columns['text']]}, not text.")
    names = {ours: theirs for ours, theirs in columns.items() if theirs in types}
    # Dates, numbers and time zones are left to DuckDB to spell out.
    rows = parquet_rows(path, names, dict.fromkeys(names, "VARCHAR"))
    for number, values in enumerate(rows, start=1):
        yield Row(values, number)
