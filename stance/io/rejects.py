"""What could not be read, why, and where it stands."""

from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import orjson

from stance.io.atomic import commit, new_part
from stance.io.encoding import printable

_EXCERPT = 200


@dataclass(frozen=True, slots=True)
class Reject:
    """An article that was left out, or a file that nothing could be read from.

    `line` and `column` count from 1; in a Parquet file `line` is the row. `excerpt` is the beginning of what stands
    there. None where not known.
    """

    reason: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    article_id: str | None = None
    excerpt: str | None = None

    def __str__(self) -> str:
        """Return place and reason as one line.

        >>> str(Reject("the text is empty", file="news.jsonl", line=3))
        'news.jsonl, line 3: the text is empty'
        """
        column = f", column {self.column}" if self.column else ""
        line = f", line {self.line}{column}" if self.line else ""
        place = f"{self.file}{line}" if self.file else f"article {self.article_id}"
        return f"{place}: {self.reason}"


def excerpt(raw: bytes | str) -> str:
    """Return the beginning of `raw`, readable whatever it is."""
    start = raw[:_EXCERPT]
    return start if isinstance(start, str) else start.decode("utf-8", errors="backslashreplace")


class RejectsFile:
    """A JSONL file of rejects that exists only if there are any; use it as a context manager and call it with each.

    An older file of the same name goes, so that rejects lying beside an output always belong to it. What was rejected
    before an error is kept; an interruption keeps nothing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self.first: Reject | None = None
        self._part: Path | None = None
        self._file: BinaryIO | None = None

    def __call__(self, reject: Reject) -> None:
        """Write one reject down."""
        if self._file is None:
            self.first = reject
            self._part = new_part(self.path)
            self._file = self._part.open("wb")
        values = {name: printable(value) if isinstance(value, str) else value for name, value in asdict(reject).items()}
        self._file.write(orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE))
        self.count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file and self._part:
            self._file.close()
            if kind is None or issubclass(kind, Exception):
                commit(self._part, self.path)
            self._part.unlink(missing_ok=True)
        elif kind is None:
            self.path.unlink(missing_ok=True)
