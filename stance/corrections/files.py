"""The rows of a corrections file, whatever its format."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from stance.corrections.records import COLUMNS
from stance.errors import StanceError
from stance.io.parquet import parquet_rows, parquet_types
from stance.io.quote_formats import FORMATS
from stance.workbook import read_workbook


class CorrectionRow(NamedTuple):
    """The cells of a row by column, and where it stands."""

    place: str
    values: Mapping[str, Any]


def correction_rows(path: Path) -> Iterator[CorrectionRow]:
    """Yield all rows; raise StanceError for a file that is none of corrections."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise StanceError(f"{path}: corrections are read from {', '.join(_READERS)} files.")
    if not path.is_file():
        raise StanceError(f"There is no file {path}.")
    columns: set[str] = set()
    unit = "line" if path.suffix.lower() in {".csv", ".jsonl"} else "row"
    for number, values in read(path):
        columns.update(values)
        yield CorrectionRow(f"{path}, {unit} {number}", values)
    if columns and not columns & set(COLUMNS):
        raise StanceError(
            f"{path} has none of the columns {', '.join(COLUMNS)}, so that nothing is corrected in it; "
            f"its columns are: {', '.join(sorted(columns))}."
        )


def _read_parquet(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    names = {name: name for name in parquet_types(path)}
    return enumerate(parquet_rows(path, names, dict.fromkeys(names, "VARCHAR")), start=1)


_READERS: Mapping[str, Callable[[Path], Iterator[tuple[int, Mapping[str, Any]]]]] = {
    ".xlsx": read_workbook,
    ".csv": FORMATS[".csv"].read,
    ".jsonl": FORMATS[".jsonl"].read,
    ".parquet": _read_parquet,
}
