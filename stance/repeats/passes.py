"""Quotes past once to be noted and past again to be numbered, in memory that does not grow with them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

import orjson

from stance.repeats.first_reports import FirstReports
from stance.repeats.statement import Statement, ordinal, wording
from stance.schema import Quote

if TYPE_CHECKING:
    import duckdb

_MEMORY = "200MB"  # for sorting; what is more goes to the disk
_BATCH = 1024
_NOTED = "{row: 'BIGINT', speaker: 'VARCHAR', quote_id: 'VARCHAR', text: 'VARCHAR', target: 'VARCHAR', day: 'BIGINT'}"
_REPEATED = "{row: 'BIGINT', first: 'VARCHAR'}"


class Repeats:
    """Finds statements that are reported again, and gives each the `cluster_id` of its first report.

    Have all quotes `noting`, then ask for them `clustered`, in the same order. What one speaker, under his canonical
    name or id, says in the same words or nearly, within a month, is one statement; other numbers, a negation or
    another target make it another. A context manager: it works in files in `folder`, which has to exist.
    """

    def __init__(self, folder: Path) -> None:
        import tempfile

        self._scratch = tempfile.TemporaryDirectory(prefix=".repeats-", dir=folder)
        self._noted = Path(self._scratch.name) / "noted.jsonl"
        self._repeated = Path(self._scratch.name) / "repeated.jsonl"

    def noting(self, quotes: Iterable[Quote]) -> Iterator[Quote]:
        """Yield quotes as they come, and note what was said."""
        with self._noted.open("wb") as file:
            for row, quote in enumerate(quotes):
                speaker = quote.speaker and (quote.speaker_id or quote.speaker)
                if speaker:
                    _write(file, _note(row, speaker, quote))
                yield quote

    def clustered(self, quotes: Iterable[Quote]) -> Iterator[Quote]:
        """Yield the quotes that were noted, each with the `cluster_id` of its statement."""
        self._find()
        repeated = self._rows(self._repeated, _REPEATED, "row")
        row, first = next(repeated, (-1, None))
        for number, quote in enumerate(quotes):
            if number == row:
                yield replace(quote, cluster_id=first)
                row, first = next(repeated, (-1, None))
            else:
                yield quote if quote.cluster_id == quote.quote_id else replace(quote, cluster_id=quote.quote_id)

    def _find(self) -> None:
        """Compare what each speaker has said, in the order of its days."""
        with self._repeated.open("wb") as file:
            for _, rows in groupby(self._rows(self._noted, _NOTED, "speaker, day NULLS LAST, row"), lambda row: row[1]):
                reports = FirstReports()
                for row, _, *values in rows:
                    statement = Statement(row, *values)
                    first = reports.first_of(statement)
                    if first is not statement:
                        _write(file, {"row": statement.row, "first": first.quote_id})

    def _rows(self, lines: Path, columns: str, order: str) -> Iterator[tuple[Any, ...]]:
        if lines.stat().st_size == 0:
            return
        with _sorter(Path(self._scratch.name)) as database:
            source = f"read_json($lines, format='newline_delimited', columns={columns}, maximum_object_size=33554432)"
            result = database.execute(f"FROM {source} ORDER BY {order}", {"lines": str(lines)})
            while batch := result.fetchmany(_BATCH):
                yield from batch

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._scratch.cleanup()


def _note(row: int, speaker: str, quote: Quote) -> dict[str, object]:
    return {
        "row": row,
        "speaker": speaker,
        "quote_id": quote.quote_id,
        "text": wording(quote.quote),
        "target": quote.target_id or quote.target,
        "day": ordinal(quote.date),
    }


def _sorter(folder: Path) -> "duckdb.DuckDBPyConnection":
    import duckdb

    return duckdb.connect(config={"threads": 1, "memory_limit": _MEMORY, "temp_directory": str(folder / "sorting")})


def _write(file: BinaryIO, values: dict[str, object]) -> None:
    file.write(orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE))
