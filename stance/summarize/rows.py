"""The door to DuckDB: quotes in a Parquet file, asked rather than held in memory."""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from stance.errors import StanceError
from stance.io.quote_columns import column_types, to_quote
from stance.schema import Quote
from stance.summarize.intervals import STANCES, shares
from stance.summarize.selection import Selection
from stance.summarize.shares import Figures

if TYPE_CHECKING:
    import duckdb

_MEMORY = "200MB"  # beyond that it goes to disk
_BATCH = 10_000
Key = tuple[Any, ...]

# `row` tells quotes apart and keeps their order, `statement` is shared by all reports of one.
_EVERY_QUOTE = """
CREATE VIEW every_quote AS SELECT *,
    CASE WHEN speaker <> '' THEN coalesce(nullif(speaker_id, ''), speaker) END AS speaker_key,
    try_cast(left(date, 10) AS DATE) AS day,
    coalesce(cluster_id, quote_id) AS statement,
    file_row_number AS row
FROM rows
"""
_FIGURES = """
WITH per_article AS (
    SELECT {keys} {counts}, count(*) AS quotes
    FROM quotes WHERE {where} GROUP BY {names} article_id
)
SELECT {names} {stances}, count(*) AS articles, sum(quotes) AS quotes
FROM per_article GROUP BY {names} {stances} ORDER BY ALL
"""

# A condition on quotes: one of the speakers named to `QuoteRows.show` speaks.
SHOWN = "EXISTS (FROM shown WHERE shown.speaker_key IS NOT DISTINCT FROM quotes.speaker_key)"


class QuoteRows:
    """The quotes as the DuckDB view `quotes`: their columns, and `speaker_key`, `day`, `statement` and `row`."""

    def __init__(self, database: "duckdb.DuckDBPyConnection") -> None:
        self._database = database

    def ask(self, question: str, **values: object) -> list[Key]:
        """Return the rows that answer a query."""
        return self._database.execute(question, values or None).fetchall()

    def stream(self, question: str) -> Iterator[Key]:
        """Yield the rows that answer a query, of which there may be many; ask nothing else before the last."""
        answer = self._database.execute(question)
        while batch := answer.fetchmany(_BATCH):
            yield from batch

    def show(self, speakers: Collection[str | None]) -> None:
        """Name the speakers, by their keys, that `SHOWN` lets pass."""
        self.ask(
            "CREATE OR REPLACE TEMP TABLE shown AS SELECT unnest($keys::VARCHAR[]) AS speaker_key", keys=list(speakers)
        )

    def quotes(self, question: str, **values: object) -> list[tuple[Quote, Key]]:
        """Return the quotes that a query selects as `{quote}`, each with what else it selects behind that."""
        names = list(column_types())
        columns = ", ".join(f'quotes."{name}"' for name in names)
        found = self.ask(question.format(quote=columns), **values)
        return [
            (to_quote(dict(zip(names, row, strict=False)), f"row {at}"), row[len(names) :])
            for at, row in enumerate(found, start=1)
        ]

    def figures(self, keys: Sequence[str] = (), where: str = "true") -> dict[Key, Figures]:
        """Return the figures of each group of quotes that share the columns, or expressions, `keys`."""
        names = "".join(f"key_{at}, " for at in range(len(keys)))
        named = "".join(f"{key} AS key_{at}, " for at, key in enumerate(keys))
        counts = ", ".join(f"count(*) FILTER (stance = '{stance}') AS {stance}" for stance in STANCES)
        asked = _FIGURES.format(keys=named, names=names, counts=counts, stances=", ".join(STANCES), where=where)
        groups = groupby(self.stream(asked), key=lambda row: row[: len(keys)])
        return {key: _figures([row[len(keys) :] for row in rows]) for key, rows in groups}


def _figures(kinds: list[Key]) -> Figures:
    """Sum up kinds of articles: their quotes of each stance, how many such articles there are, and all their quotes."""
    table = np.array(kinds, dtype=np.float64)
    counts, articles, quotes = table[:, : len(STANCES)], table[:, -2], int(table[:, -1].sum())
    decided = int((articles @ counts).sum())
    return Figures(
        quotes=quotes, articles=int(articles.sum()), undecided=quotes - decided, shares=shares(counts, articles)
    )


@contextmanager
def opened(path: Path, selection: Selection | None = None) -> Iterator[QuoteRows]:
    """Lend the quotes of a Parquet file that belong to a selection.

    Raises StanceError where the selection names somebody, or something, that no quote knows.
    """
    import duckdb

    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".quotes-") as scratch:
        config: dict[str, Any] = {
            "memory_limit": _MEMORY,
            "temp_directory": scratch,
            "threads": 1,
            "preserve_insertion_order": False,
        }
        with duckdb.connect(config=config) as database:
            try:
                database.read_parquet(str(path), file_row_number=True).create_view("rows")
                database.execute(_EVERY_QUOTE)
                rows = QuoteRows(database)
                condition = selection.condition(rows.ask) if selection else "true"
                database.execute(f"CREATE VIEW quotes AS FROM every_quote WHERE {condition}")
                yield rows
            except duckdb.Error as error:
                raise StanceError(f"{path}: DuckDB could not count its quotes ({error}).") from error
