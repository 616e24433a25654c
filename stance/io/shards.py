"""A shard of a folder of quotes: one Parquet file, or one in each part that the folder is divided into."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from stance.errors import StanceError
from stance.io.manifest import Manifest, is_folder_of_quotes
from stance.io.parquet import divide_parquet
from stance.io.quotes import write_quotes
from stance.schema import Quote

DIVISIONS = {"outlet": "outlet", "month": "left(date, 7)"}  # DuckDB expressions over the columns of quotes
_PREFIX = "part-"


def write_shard(
    folder: Path, number: int, quotes: Iterable[Quote], partition_by: str | None
) -> tuple[int, tuple[str, ...]]:
    """Write the quotes of a shard; return how many there were, and the files by their paths inside the folder.

    Divided by outlet or month, the files lie in folders such as `month=2021-03`, as DuckDB, Spark and pandas read
    them. Each file appears whole; that all of them are there, the manifest must say.
    """
    name = f"{_PREFIX}{number:05}.parquet"
    if partition_by is None:
        return write_quotes(folder / name, quotes), (name,)
    with tempfile.TemporaryDirectory(prefix=f".{_PREFIX}", dir=folder) as scratch:
        whole, divided = Path(scratch) / name, Path(scratch) / "divided"
        count = write_quotes(whole, quotes)
        divide_parquet(whole, divided, partition_by, DIVISIONS[partition_by])
        files = [_moved(file, folder / file.relative_to(divided)) for file in divided.rglob("*.parquet")]
    return count, tuple(sorted(str(file.relative_to(folder)) for file in files))


def rejects_path(folder: Path, number: int) -> Path:
    """Return where the rejects of a shard are listed."""
    return folder / f"{_PREFIX}{number:05}.rejects.jsonl"


def check_folder(folder: Path, partition_by: str | None) -> None:
    """Raise StanceError where shards of another origin would be mixed in, or the division is unknown."""
    if partition_by is not None and partition_by not in DIVISIONS:
        raise StanceError(f"partition_by={partition_by} is unknown. Choose one of: null, {', '.join(DIVISIONS)}.")
    if not is_folder_of_quotes(folder) and (strange := next(folder.rglob(f"{_PREFIX}*"), None)):
        raise StanceError(f"{strange} is there already, and no run of ours has written it. Choose another output.")


def discard_unfinished(manifest: Manifest) -> None:
    """Remove what an interrupted run has left half done."""
    known = set(manifest.files)
    for leftover in list(manifest.folder.glob(f".{_PREFIX}*")):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    for file in list(manifest.folder.rglob(f"{_PREFIX}*.parquet")):
        if file not in known:
            file.unlink()


def _moved(file: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with file.open("rb") as written:
        os.fsync(written.fileno())
    return file.replace(target)
