"""Articles as text: one per `.txt` file, or one JSON object per line."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from stance.io.encoding import SAMPLE
from stance.io.notes import Notes
from stance.io.rejects import Reject, excerpt
from stance.io.rows import Columns, Row
from stance.io.streams import detect_noted, open_text


def read_text(path: Path, _columns: Columns, notes: Notes) -> Iterator[Row | Reject]:
    """Read a file that is one article; its name is the id and its first line stays part of the text."""
    data = path.read_bytes()
    codec = detect_noted(path, data[:SAMPLE], notes)
    try:
        yield Row({"id": path.stem, "text": data.decode(codec)})
    except UnicodeDecodeError as error:
        line_start = data.rfind(b"\n", 0, error.start) + 1
        yield Reject(
            f"byte {error.start + 1} of the file is not valid {codec.upper()}",
            file=str(path),
            line=data.count(b"\n", 0, error.start) + 1,
            column=len(data[line_start : error.start].decode(codec, errors="replace")) + 1,
            excerpt=excerpt(data[line_start:]),
        )


def read_json_lines(path: Path, columns: Columns, notes: Notes) -> Iterator[Row | Reject]:
    """Read one JSON object per line; blank lines are passed over."""
    with open_text(path, notes, newline="\n") as file:
        for number, line in enumerate(file, start=1):
            if not line.isspace():
                yield _json_row(line.rstrip("\r\n"), number, path, columns)


def _json_row(line: str, number: int, path: Path, columns: Columns) -> Row | Reject:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        reason, column = f"this line is not valid JSON ({error.msg})", error.colno
        return Reject(reason, file=str(path), line=number, column=column, excerpt=excerpt(line))
    if isinstance(record, dict) and columns["text"] in record:
        return Row({ours: record.get(theirs) for ours, theirs in columns.items()}, number)
    has = f"only {', '.join(record)}" if isinstance(record, dict) else "and is not a JSON object"
    reason = f"this line has no {columns['text']!r}, {has}; say which key holds the text: columns.text=…"
    return Reject(reason, file=str(path), line=number, excerpt=excerpt(line))
