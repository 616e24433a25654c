"""Files in, one stream of articles out; whatever cannot be read is reported and passed over."""

import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from stance.errors import StanceError
from stance.io.dates import iso_date
from stance.io.encoding import NotTextError, printable
from stance.io.identity import UniqueIds
from stance.io.notes import Notes
from stance.io.rejects import Reject, excerpt
from stance.io.rows import COLUMNS, Columns, Row
from stance.io.sources import READERS, matching_files, suffix
from stance.schema import Article

log = logging.getLogger(__name__)
_JSON_NAMES = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}


def read_articles(
    path: str | Path, *, columns: Mapping[str, str] | None = None, on_reject: Callable[[Reject], None] | None = None
) -> Iterator[Article]:
    """Stream the articles of a file, a folder with all below it, or a glob.

    A `.txt` file is one article named after the file; `.jsonl`, `.jsonl.gz`, `.csv` and `.parquet` hold one per row,
    named by its id or else `<file>-<row>`. An id that comes again gets `#2`, `#3`, … after it. Dates become ISO days,
    or None where they are not ISO 8601.

    Parameters
    ----------
    columns
        What the fields of an Article are called in the files, where the names differ: `{"text": "body"}`.
    on_reject
        Takes every Reject; by default each is logged as a warning.

    Raises
    ------
    StanceError
        If no file matches, or the only one has an unknown suffix or no column for the text. Among several files, such
        a one is a Reject.
    """
    return (article for _, article in read_articles_by_file(path, columns=columns, on_reject=on_reject))


def read_articles_by_file(
    path: str | Path, *, columns: Mapping[str, str] | None = None, on_reject: Callable[[Reject], None] | None = None
) -> Iterator[tuple[Path, Article]]:
    """Stream what `read_articles` does, each article with the file that it comes from."""
    unknown = (columns or {}).keys() - set(COLUMNS)
    if unknown:
        raise StanceError(f"An article has no {', '.join(sorted(unknown))}: columns maps {', '.join(COLUMNS)}.")
    mapping = {name: name for name in COLUMNS} | dict(columns or {})
    return _stream(matching_files(str(path)), mapping, on_reject or _warn)


def _warn(reject: Reject) -> None:
    log.warning("left out: %s", reject)


def _stream(files: list[Path], columns: Columns, on_reject: Callable[[Reject], None]) -> Iterator[tuple[Path, Article]]:
    notes, ids = Notes(), UniqueIds()
    try:
        for file in files:
            for number, found in enumerate(_rows(file, columns, notes, alone=len(files) == 1), start=1):
                article = found if isinstance(found, Reject) else _article(found, file, number, notes, ids)
                if isinstance(article, Reject):
                    on_reject(article)
                else:
                    yield file, article
    finally:
        notes.log()


def _rows(file: Path, columns: Columns, notes: Notes, *, alone: bool) -> Iterator[Row | Reject]:
    """Read one file; a fault that ends the reading becomes the last reject."""
    line = 0
    try:
        if file.stat().st_size == 0:
            yield Reject("the file is empty", file=str(file))
            return
        for found in READERS[suffix(file) or ""](file, columns, notes):
            line = found.line or line
            yield found
    except NotTextError as error:
        yield Reject(str(error), file=str(file))
    except (EOFError, OSError, zlib.error) as error:
        yield Reject(f"the file cannot be read from here on ({error})", file=str(file), line=line + 1)
    except StanceError as error:
        if alone:
            raise
        yield Reject(str(error), file=str(file))


def _article(row: Row, file: Path, number: int, notes: Notes, ids: UniqueIds) -> Article | Reject:
    given = {name: _as_string(value) for name, value in row.values.items()}
    text = given.get("text") or ""
    fault = _fault(row.values)
    if fault:
        return Reject(fault, file=str(file), line=row.line, article_id=given.get("id"), excerpt=excerpt(text) or None)
    place = f"{file}, line {row.line}" if row.line else str(file)
    named = printable(given.get("id") or f"{file.name[: -len(suffix(file) or '')]}-{number}")
    article_id = ids.unique(named)
    if article_id != named:
        notes.add("this id has come before, so #2, #3, … was added to it", f"{place}, {named!r}")
    return Article(
        id=article_id,
        text=text,
        title=given.get("title"),
        date=_day(given.get("date"), place, notes),
        outlet=given.get("outlet"),
        url=given.get("url"),
        author=given.get("author"),
    )


def _fault(values: Mapping[str, object]) -> str | None:
    text = values.get("text")
    if text is None or (isinstance(text, str) and (not text or text.isspace())):
        return "the text is empty"
    for name, value in values.items():
        allowed = str if name == "text" else (str, int, float, type(None))
        if not isinstance(value, allowed) or isinstance(value, bool):
            return f"the {name} is {_JSON_NAMES.get(type(value), 'no string')}, not a string"
    return None


def _as_string(value: object) -> str | None:
    string = "" if value is None else str(value)
    return string if string.strip() else None


def _day(date: str | None, place: str, notes: Notes) -> str | None:
    day = iso_date(date) if date else None
    if date and not day:
        notes.add("the date is not ISO 8601 (such as 2021-03-04) and was left out", f"{place}, {date!r}")
    return day
