"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stance.errors import StanceError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a new file beside `path` that takes its place when the block ends, and vanishes when the block fails.

    Missing folders are made. Raises StanceError where the folder or the disk does not take the file.
    """
    part = new_part(path)
    try:
        yield part
        commit(part, path)
    except OSError as error:
        raise StanceError(f"Could not finish {path}: {error}. Nothing was written there.") from error
    finally:
        part.unlink(missing_ok=True)


def new_part(path: Path) -> Path:
    """Make the file beside `path` that is written first; raises StanceError naming what is in the way."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError("it is a folder; name a file in it")
        path.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
    except OSError as error:
        raise StanceError(f"Cannot write {path}: {error}. Choose another output.") from error
    return part


def commit(part: Path, path: Path) -> None:
    """Put a finished `part` in the place of `path`, safe on the disk first."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
