"""Parquet through DuckDB: row by row in and out, in constant memory."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError

if TYPE_CHECKING:
    import duckdb

_BATCH = 256
_ROW_GROUP = 8192  # rows, held in memory while written
_USUAL_LINE = 1 << 20  # bytes, of which DuckDB sets a multiple apart


def parquet_types(path: Path) -> dict[str, str]:
    """Return the DuckDB type of each column."""
    with _database(path) as database:
        described = database.execute("DESCRIBE FROM read_parquet(?, binary_as_string=true)", [str(path)])
        return {name: kind for name, kind, *_ in described.fetchall()}


def parquet_length(path: Path) -> int:
    """Return how many rows there are, from the file's footer."""
    with _database(path) as database:
        [(rows,)] = database.execute("SELECT num_rows FROM parquet_file_metadata(?)", [str(path)]).fetchall()
    return int(rows)


def parquet_rows(path: Path, names: Mapping[str, str], types: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Stream the columns `names` (theirs), under our names and cast to DuckDB `types` by our names."""
    cells = ", ".join(f"CAST({_identifier(theirs)} AS {types[ours]})" for ours, theirs in names.items())
    with _database(path) as database:
        result = database.execute(f"SELECT {cells} FROM read_parquet(?, binary_as_string=true)", [str(path)])
        while batch := result.fetchmany(_BATCH):
            for values in batch:
                yield dict(zip(names, values, strict=True))


def json_lines_to_parquet(files: Sequence[Path], path: Path, types: Mapping[str, str]) -> None:
    """Turn JSONL files, one after the other, into a Parquet file with columns of these DuckDB types."""
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in types.items())
    rows = f"read_json($files, format='newline_delimited', columns={{{columns}}}, maximum_object_size=$longest)"
    longest = max(_USUAL_LINE, *(1 + _longest_line(file) for file in files))
    with _database(path) as database:
        table = database.sql(f"FROM {rows}", params={"files": list(map(str, files)), "longest": longest})
        table.write_parquet(str(path), compression="zstd", row_group_size=_ROW_GROUP)


def _longest_line(path: Path) -> int:
    with path.open("rb") as file:
        return max(map(len, file), default=0)


def divide_parquet(path: Path, folder: Path, key: str, expression: str) -> None:
    """Copy a Parquet file into `folder/key=value/`, by the values of a column or of another DuckDB expression."""
    with _database(path) as database:
        is_column = key == expression
        also = "" if is_column else f", {expression} AS {_identifier(key)}"
        rows = database.sql(f"SELECT *{also} FROM read_parquet($path)", params={"path": str(path)})
        rows.write_parquet(
            str(folder),
            compression="zstd",
            row_group_size=_ROW_GROUP,
            partition_by=[key],
            write_partition_columns=is_column,
            filename_pattern=f"{path.stem}_{{i}}",
        )


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _database(path: Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    import duckdb

    try:
        # Each thread would hold row groups of its own in memory.
        with duckdb.connect(config={"threads": 1}) as database:
            yield database
    except duckdb.Error as error:
        raise StanceError(f"{path}: DuckDB could not read or write it as Parquet ({error}).") from error
