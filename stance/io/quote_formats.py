"""Rows of quotes to and from JSONL, CSV and Parquet."""

import csv
import dataclasses
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

import orjson

from stance.errors import StanceError
from stance.io.parquet import json_lines_to_parquet, parquet_rows, parquet_types
from stance.io.quote_columns import sql_types
from stance.schema import Quote

_LONGEST_CELL = 64 << 20  # characters
_TOGETHER = 4096  # quotes in a file of lines, of which DuckDB holds one in memory

NumberedRow: TypeAlias = tuple[int, Mapping[str, object]]  # line or row number from 1, values by column


class Format(NamedTuple):
    """How one kind of file is written, read, and known by its columns."""

    write: Callable[[Path, Iterable[Quote]], int]
    read: Callable[[Path], Iterator[NumberedRow]]
    columns: Callable[[Path], Iterable[str]]


def _write_json_lines(path: Path, quotes: Iterable[Quote]) -> int:
    count = 0
    with path.open("wb") as file:
        for quote in quotes:
            count += 1
            file.write(orjson.dumps(quote, option=orjson.OPT_APPEND_NEWLINE))
    return count


def _read_json_lines(path: Path) -> Iterator[NumberedRow]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                values = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise StanceError(
                    f"{path}, line {number}, column {error.colno}: not valid JSON ({error.msg})."
                ) from None
            if not isinstance(values, dict):
                raise StanceError(f"{path}, line {number}: this is not a JSON object.")
            yield number, values


def _json_columns(path: Path) -> Iterable[str]:
    _, values = next(_read_json_lines(path), (0, {}))
    return values


def _write_csv(path: Path, quotes: Iterable[Quote]) -> int:
    names = [field.name for field in dataclasses.fields(Quote)]
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)  # its lines end in CR LF, which is also what has it quote a lone CR in a text
        writer.writerow(names)
        for quote in quotes:
            count += 1
            cells = (getattr(quote, name) for name in names)
            writer.writerow(str(cell).lower() if isinstance(cell, bool) else cell for cell in cells)
    return count


def _read_csv(path: Path) -> Iterator[NumberedRow]:
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        try:
            for values in rows:
                yield rows.line_num, {name: value or None for name, value in values.items()}
        except (csv.Error, UnicodeDecodeError) as error:
            raise StanceError(f"{path}, line {rows.line_num}: not valid CSV in UTF-8 ({error}).") from error


def _csv_columns(path: Path) -> Iterable[str]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return next(csv.reader(file), [])


def _write_parquet(path: Path, quotes: Iterable[Quote]) -> int:
    remaining, count, files = iter(quotes), 0, list[Path]()
    with tempfile.TemporaryDirectory(prefix=f"{path.name}.", dir=path.parent) as folder:
        while count == len(files) * _TOGETHER:
            files.append(Path(folder) / f"{len(files):06}.jsonl")
            count += _write_json_lines(files[-1], islice(remaining, _TOGETHER))
        json_lines_to_parquet(files, path, sql_types())
    return count


def _read_parquet(path: Path) -> Iterator[NumberedRow]:
    types, present = sql_types(), parquet_types(path)
    return enumerate(parquet_rows(path, {name: name for name in types if name in present}, types), start=1)


FORMATS = {
    ".jsonl": Format(_write_json_lines, _read_json_lines, _json_columns),
    ".csv": Format(_write_csv, _read_csv, _csv_columns),
    ".parquet": Format(_write_parquet, _read_parquet, parquet_types),
}
