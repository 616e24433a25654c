"""What every reader of a file format gives: rows under our column names, or rejects."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from stance.errors import StanceError

COLUMNS = ("id", "text", "title", "date", "outlet", "url", "author")


class Row(NamedTuple):
    """The values of one article, as the file has them, by our column names; `line` counts from 1."""

    values: Mapping[str, object]
    line: int | None = None


Columns: TypeAlias = Mapping[str, str]  # our name: the file's name


def check_columns(path: Path, columns: Columns, present: list[str]) -> None:
    """Raise StanceError if a table lacks the text, or another column that the user has named."""
    for ours, theirs in columns.items():
        if theirs not in present and (ours == "text" or ours != theirs):
            raise StanceError(
                f"{path} has no column {theirs!r}; its columns are: {', '.join(present)}. "
                f"Say which one holds the {ours}: columns.{ours}=…"
            )
