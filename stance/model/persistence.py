"""Model folders: what is in them, how they are written, and what is checked before one is trusted.

A model is a pickle, and a pickle runs code when it is read. The manifest's digest finds damage and mix-ups, not an
attacker who can change both files: load only models whose origin you trust.
"""

from __future__ import annotations

import hashlib
import io
import json
import platform
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.model.card import render_card
from stance.model.stance_model import StanceModel
from stance.paths import MODELS_DIR

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

DEFAULT = "news"
MODEL, MANIFEST, METRICS, CONFIG, CARD = "model.joblib", "manifest.json", "metrics.json", "config.yaml", "README.md"
_PACKAGES = ("scikit-learn", "numpy", "scipy", "joblib", "camel-tools", "stance")


def save_model(
    pipeline: Pipeline,
    folder: Path,
    *,
    metrics: Mapping[str, Any],
    config: str,
    command: str,
    data: Mapping[str, Any],
) -> dict[str, Any]:
    """Write model, manifest, metrics, config and card into a folder, and return the manifest.

    `config` is YAML, `command` what to type to train the same model again, `data` the digests and counts of what it
    was trained on. Files of an earlier model there are replaced only when all the new ones are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    packed = _pack(pipeline)
    manifest = _manifest(folder.name, packed, pipeline, command, data)
    files = {
        MODEL: packed,
        METRICS: _json(metrics),
        CONFIG: config.encode(),
        CARD: render_card(manifest, metrics).encode(),
        MANIFEST: _json(manifest),
    }
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as staging:
        for name, content in files.items():
            (Path(staging) / name).write_bytes(content)
        for name in files:
            (Path(staging) / name).replace(folder / name)
    return manifest


def load_model(path: str | Path | None = None) -> StanceModel:
    """Load a model from its folder, by its name under `models/`, or the default one.

    Raises
    ------
    StanceError
        Where there is no such model, its file is not the one that its manifest describes (found before anything in
        it runs), or it was made under another version of scikit-learn.
    """
    import joblib

    folder = _folder(DEFAULT if path is None else path)
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        packed = (folder / MODEL).read_bytes()
    except OSError as error:
        raise StanceError(f"{error.filename}: cannot be read ({error.strerror}); the model is incomplete.") from error
    except ValueError as error:
        raise StanceError(f"{folder / MANIFEST}: is not a manifest ({error}).") from error
    if hashlib.sha256(packed).hexdigest() != manifest["sha256"]:
        raise StanceError(
            f"{folder / MODEL} is not the file that {MANIFEST} describes: it was changed or damaged. "
            f"Restore both files, or train again: {manifest['command']}"
        )
    _check_version(folder, manifest)
    return StanceModel(joblib.load(io.BytesIO(packed)))


def _folder(path: str | Path) -> Path:
    for folder in (Path(path), MODELS_DIR / path):
        if (folder / MANIFEST).is_file():
            return folder
    names = sorted(manifest.parent.name for manifest in MODELS_DIR.glob(f"*/{MANIFEST}"))
    raise StanceError(
        f"There is no model in {path}: {MANIFEST} is missing. Models at hand: {', '.join(names) or 'none'}."
    )


def _check_version(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Refuse a model of another minor version of scikit-learn, which promises nothing for its pickles across them."""
    made, here = manifest["packages"]["scikit-learn"], version("scikit-learn")
    if made.split(".")[:2] != here.split(".")[:2]:
        raise StanceError(
            f"{folder} was made under scikit-learn {made} and cannot be used under {here}. "
            f"Install scikit-learn {made}, or train again: {manifest['command']}"
        )


def _pack(pipeline: Pipeline) -> bytes:
    import joblib

    buffer = io.BytesIO()
    joblib.dump(pipeline, buffer, compress=("zlib", 6))
    return buffer.getvalue()


def _manifest(name: str, packed: bytes, pipeline: Pipeline, command: str, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "created": datetime.now(UTC).date().isoformat(),
        "command": command,
        "sha256": hashlib.sha256(packed).hexdigest(),
        "bytes": len(packed),
        "classes": [str(label) for label in pipeline.classes_],
        "classifier": type(pipeline["classifier"]).__name__,
        "features": {name: len(step.vocabulary_) for name, step in pipeline["features"].transformer_list},
        "data": dict(data),
        "python": platform.python_version(),
        "packages": {package: version(package) for package in _PACKAGES},
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
