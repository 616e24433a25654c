"""Quotes files: the same columns in JSONL, CSV and Parquet, written whole or not at all; and folders of them."""

import csv
import logging
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from stance.errors import StanceError
from stance.io.atomic import replacing
from stance.io.manifest import Manifest, is_folder_of_quotes
from stance.io.quote_columns import REQUIRED, to_quote
from stance.io.quote_formats import FORMATS, Format
from stance.schema import Quote

log = logging.getLogger(__name__)


def write_quotes(path: str | Path, quotes: Iterable[Quote]) -> int:
    """Write quotes to a `.jsonl`, `.csv` or `.parquet` file and return how many.

    Missing folders are made; the file appears when the last quote is in it, and not at all after an error or an
    interruption. In CSV an empty cell is null. Raises StanceError for other suffixes and where nothing can be written.
    """
    target = Path(path)
    chosen = _format(target)
    with replacing(target) as part:
        return chosen.write(part, quotes)


def read_quotes(path: str | Path) -> Iterator[Quote]:
    """Stream the quotes of a file that `write_quotes` made, or of a folder that a batch was written to.

    Further columns are passed over. Raises StanceError, with file and line, for what is no such file.
    """
    source = Path(path)
    if is_folder_of_quotes(source):
        return _read_folder(source)
    chosen = _format(source)
    if not source.is_file():
        raise StanceError(f"There is no file {path}.")
    return (to_quote(values, f"{path}, line {line}") for line, values in chosen.read(source))


def is_quotes_file(path: str | Path) -> bool:
    """Tell whether `path` is a file (by its columns) or folder of quotes, rather than articles or nothing at all."""
    source = Path(path)
    if is_folder_of_quotes(source):
        return True
    if source.suffix.lower() not in FORMATS or not source.is_file():
        return False
    try:
        return set(REQUIRED) <= set(_format(source).columns(source))
    except (StanceError, OSError, csv.Error):
        return False


def _read_folder(folder: Path) -> Iterator[Quote]:
    manifest = Manifest(folder)
    if not manifest.complete:
        log.warning("%s is not finished: only what is there is read", folder)
    return chain.from_iterable(map(read_quotes, manifest.files))


def _format(path: Path) -> Format:
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise StanceError(
            f"{path}: quotes are kept in {', '.join(FORMATS)} files, or in a folder, named with a slash at its end."
        ) from None
