"""New quotes for all the files of a folder, taking the place of the old ones together."""

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from stance.io.manifest import Manifest
from stance.io.parquet import parquet_length
from stance.io.quotes import write_quotes
from stance.schema import Quote

FOLDER = ".replacement"
_READY = "ready"


class Replacement:
    """Files beside those of a folder's finished shards.

    Once all are written, they are `ready`: from then on putting them in place can be interrupted and done again.
    """

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._folder = manifest.folder / FOLDER

    @property
    def scratch(self) -> Path:
        """A file that may be written beside them; it goes with them."""
        return self._folder / "quotes"

    @property
    def ready(self) -> bool:
        """Whether all files are written, and some may be in place."""
        return (self._folder / _READY).exists()

    def write(self, quotes: Iterator[Quote]) -> None:
        """Write as many quotes for each file as it holds."""
        for file in self._manifest.files:
            write_quotes(self._beside(file), islice(quotes, parquet_length(file)))
        (self._folder / _READY).touch()

    def put_in_place(self) -> None:
        """Move the files over the old ones, and say in the manifest that the folder is complete."""
        for file in self._manifest.files:
            if self._beside(file).exists():
                self._beside(file).replace(file)
        self._manifest.close()
        self.discard()

    def discard(self) -> None:
        """Remove what has been written, if anything."""
        if self._folder.exists():
            (self._folder / _READY).unlink(missing_ok=True)
            shutil.rmtree(self._folder)

    def _beside(self, file: Path) -> Path:
        return self._folder / file.relative_to(self._manifest.folder)
