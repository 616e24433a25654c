"""Models that leave the machine: a skops file holds data alone, so that reading one runs no code that came with it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from stance.errors import StanceError

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

# Classes of ours that a pipeline is made of; skops knows those of NumPy, SciPy and scikit-learn itself.
_OURS = ("stance.features.", "stance.model.")


def dumps(pipeline: Pipeline) -> bytes:
    """Return a pipeline as a skops file."""
    _skops()
    import skops.io

    packed: bytes = skops.io.dumps(pipeline, compression=zipfile.ZIP_DEFLATED, compresslevel=6)
    return packed


def loads(packed: bytes, path: Path) -> Pipeline:
    """Read a pipeline from a skops file; raise StanceError where it holds anything but known classes."""
    _skops()
    import skops.io

    try:
        foreign = skops.io.get_untrusted_types(data=packed)
        trusted = [name for name in foreign if name.startswith(_OURS)]
        if len(trusted) < len(foreign):
            others = ", ".join(sorted(set(foreign) - set(trusted)))
            raise StanceError(f"{path}: holds what no model of ours is made of, and was not loaded: {others}.")
        pipeline: Pipeline = skops.io.loads(packed, trusted=trusted)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError, ImportError) as error:
        raise StanceError(f"{path}: cannot be read as a skops file ({error}).") from error
    return pipeline


def _skops() -> None:
    try:
        import skops  # noqa: F401
    except ImportError as error:
        raise StanceError("A .skops file needs the package skops: pip install 'stance[skops]'") from error
