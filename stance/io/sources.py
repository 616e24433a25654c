"""Which files a path stands for, and what reads each."""

import glob
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from stance.errors import StanceError
from stance.io import manifest
from stance.io.notes import Notes
from stance.io.quotes import is_quotes_file
from stance.io.rejects import Reject
from stance.io.rows import Columns, Row
from stance.io.tables import read_csv, read_parquet
from stance.io.text_files import read_json_lines, read_text

log = logging.getLogger(__name__)
READERS: dict[str, Callable[[Path, Columns, Notes], Iterator[Row | Reject]]] = {
    ".txt": read_text,
    ".jsonl": read_json_lines,
    ".jsonl.gz": read_json_lines,
    ".csv": read_csv,
    ".parquet": read_parquet,
}
_KINDS = " ".join(READERS)


def matching_files(path: str) -> list[Path]:
    """Return the files that a file, folder or glob stands for, in the order of their names.

    In a folder hidden files are passed over, and with a warning files of other kinds and what an earlier run has
    written there. Raises StanceError if none is left.
    """
    readable, others = sorted_out(path)
    if not readable and not others and not Path(path).is_dir():
        raise StanceError(f"There is no {path}. Give a file, a folder, or a glob such as 'news/*.jsonl'.")
    if not readable:
        found = f"{others[0]} is not such a file" if others else f"{path} is an empty folder"
        raise StanceError(f"Articles are read from {_KINDS} files, and {found}. Convert it or give another input.")
    if others:
        log.warning("passed over %d files that are no articles in %s, first %s", len(others), _KINDS, others[0])
    return readable


def sorted_out(path: str) -> tuple[list[Path], list[Path]]:
    """Return the files of articles that a file, folder or glob stands for, and the others."""
    files = _files(path)
    readable = [file for file in files if suffix(file) and not (len(files) > 1 and _is_output(file))]
    return readable, sorted(set(files) - set(readable))


def _files(path: str) -> list[Path]:
    place = Path(path)
    if place.is_file():
        return [place]
    # Path.glob takes no absolute pattern.
    found = place.rglob("*") if place.is_dir() else map(Path, glob.iglob(path, recursive=True))  # noqa: PTH207
    return sorted(file for file in found if file.is_file() and not file.name.startswith("."))


def _is_output(file: Path) -> bool:
    return file.name.endswith((".rejects.jsonl", manifest.NAME)) or is_quotes_file(file)


def suffix(path: Path) -> str | None:
    """Return the suffix that says how `path` is read, or None.

    >>> suffix(Path("NEWS.JSONL.GZ")), suffix(Path("news.docx"))
    ('.jsonl.gz', None)
    """
    return next((known for known in READERS if path.name.lower().endswith(known)), None)
