"""What a folder of quotes holds: a line for each finished shard, written behind the shard, so that it tells no lies."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from stance.errors import StanceError

NAME = "quotes-manifest.jsonl"


@dataclass(frozen=True, slots=True)
class Finished:
    """A shard that is safe on the disk: its files in the folder, what they hold and what they were made of.

    `input_sha256` is the digest of its articles; `rejects` counts what was left out of it, at reading too.
    """

    shard: int
    files: tuple[str, ...]
    articles: int
    quotes: int
    rejects: int
    input_sha256: str


class Manifest:
    """The manifest of a folder, to be read, or written on where it is `lent` for that.

    `settings` is what all shards were made with; `complete` says that no shard is missing.
    """

    def __init__(self, folder: Path, file: BinaryIO | None = None) -> None:
        self.folder = folder
        self.settings: Mapping[str, Any] | None = None
        self.finished: dict[int, Finished] = {}
        self.complete = False
        self._file = file
        for record in _records(folder / NAME):
            self._take(record)

    @classmethod
    @contextmanager
    def lent(cls, folder: Path) -> Iterator["Manifest"]:
        """Lend the manifest of a folder, which may be new, to be written on.

        Raises StanceError while another process has it.
        """
        path = folder / NAME
        with path.open("ab") as file:
            _lock(file, folder)
            if (whole := _whole_lines(path)) < path.stat().st_size:
                file.truncate(whole)
            yield cls(folder, file)

    @property
    def files(self) -> list[Path]:
        """The files of all finished shards, in the order of their articles."""
        shards = (self.finished[number] for number in sorted(self.finished))
        return [self.folder / file for shard in shards for file in shard.files]

    def begin(self, settings: Mapping[str, Any]) -> None:
        """Record what the shards will be made with."""
        self._add({"settings": settings})

    def add(self, shard: Finished) -> None:
        """Record a finished shard, whose files are in place."""
        self._add(asdict(shard))

    def close(self) -> None:
        """Record that all shards are there."""
        self._add({"complete": True})

    def abandon(self) -> None:
        """Remove the manifest again, as nothing has come of it."""
        (self.folder / NAME).unlink()

    def _take(self, record: Mapping[str, Any]) -> None:
        self.complete = "complete" in record
        if "settings" in record:
            self.settings = record["settings"]
        elif not self.complete:
            self.finished[record["shard"]] = Finished(**{**record, "files": tuple(record["files"])})

    def _add(self, record: Mapping[str, Any]) -> None:
        if self._file is None:
            raise ValueError("this manifest is only lent for reading")
        self._file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._take(record)


def is_folder_of_quotes(path: Path) -> bool:
    """Tell whether quotes were written into this folder, shard by shard."""
    return (path / NAME).is_file()


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    """Read a manifest; a last line that was cut off when the power went is passed over."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_bytes()[: _whole_lines(path)].splitlines(), start=1):
        try:
            yield orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise StanceError(
                f"{path}, line {number}, column {error.colno}: not valid JSON ({error.msg}). "
                f"Delete {path.parent} to begin anew."
            ) from error


def _whole_lines(path: Path) -> int:
    """Return where the last whole line ends."""
    return path.read_bytes().rfind(b"\n") + 1


def _lock(file: BinaryIO, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise StanceError(f"Another run is writing into {folder}. Wait for it, or choose another output.") from error
