"""Model folders: what is in them, how they are written, and what is checked before one is trusted.

A model is a pickle, and a pickle runs code when it is read. The manifest's digest finds damage and mix-ups, not an
attacker who can change both files: so a pickle from elsewhere is read only where the caller trusts its origin.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.model import exchange
from stance.model.card import render_card
from stance.model.manifest import make_manifest
from stance.model.stance_model import StanceModel
from stance.paths import MODELS_DIR

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

DEFAULT = "news"
MODEL, MANIFEST, METRICS, CONFIG, CARD = "model.joblib", "manifest.json", "metrics.json", "config.yaml", "README.md"
EXCHANGE = "model.skops"


def save_model(
    pipeline: Pipeline,
    folder: Path,
    *,
    metrics: Mapping[str, Any],
    config: str,
    command: str,
    data: Mapping[str, Any],
    run: Mapping[str, Any] | None = None,
    figures: Mapping[str, str] | None = None,
    export: bool = False,
) -> dict[str, Any]:
    """Write model, manifest, metrics, config and card into a folder, and return the manifest.

    Files of an earlier model there are replaced only when all the new ones are written.

    Parameters
    ----------
    config
        The resolved settings, as YAML.
    command
        What to type to train the same model again.
    data
        The digests and counts of what it was trained on.
    run
        More that the manifest is to say of the run, such as its revision of the code.
    figures
        Drawings for the card: SVG by file name.
    export
        Whether to write `model.skops` too, which loads without running code.
    """
    folder.mkdir(parents=True, exist_ok=True)
    models = {MODEL: _pack(pipeline)} | ({EXCHANGE: exchange.dumps(pipeline)} if export else {})
    manifest = make_manifest(folder.name, models, pipeline, command, data) | dict(run or {})
    files = {
        **models,
        METRICS: _json(metrics),
        CONFIG: config.encode(),
        CARD: render_card(manifest, metrics).encode(),
        **{name: svg.encode() for name, svg in (figures or {}).items()},
        MANIFEST: _json(manifest),
    }
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as staging:
        for name, content in files.items():
            (Path(staging) / name).write_bytes(content)
        for name in files:
            (Path(staging) / name).replace(folder / name)
    if not export:  # that of an earlier model is not this one
        (folder / EXCHANGE).unlink(missing_ok=True)
    return manifest


def load_model(path: str | Path | None = None, *, trusted: bool = False) -> StanceModel:
    """Load a model from its folder, by its name under `models/`, from a `.skops` file, or the default one.

    From a folder outside `models/` its `model.skops` is read, or its `model.joblib` if it is `trusted`.

    Raises
    ------
    StanceError
        Where there is no such model, its file is not the one that its manifest describes (found before anything in
        it runs), it is a pickle from elsewhere that is not trusted, or it was made under another version of
        scikit-learn.
    """
    if path is not None and Path(path).suffix == ".skops":
        return StanceModel(exchange.loads(_read(Path(path)), Path(path)))
    folder = _folder(DEFAULT if path is None else path)
    manifest = _manifest(folder)
    if trusted or folder.resolve().is_relative_to(MODELS_DIR.resolve()):
        return StanceModel(_unpickled(_checked(folder, MODEL, manifest["sha256"], manifest)))
    if "skops_sha256" in manifest:
        packed = _checked(folder, EXCHANGE, manifest["skops_sha256"], manifest)
        return StanceModel(exchange.loads(packed, folder / EXCHANGE))
    raise StanceError(
        f"{folder / MODEL} is a pickle, which can run any code when it is loaded, and lies outside {MODELS_DIR}. "
        f"If you trust its origin, say trusted=true; or have it made with export=skops, which needs no trust."
    )


def _folder(path: str | Path) -> Path:
    for folder in (Path(path), MODELS_DIR / path):
        if (folder / MANIFEST).is_file():
            return folder
    names = sorted(manifest.parent.name for manifest in MODELS_DIR.glob(f"*/{MANIFEST}"))
    raise StanceError(
        f"There is no model in {path}: {MANIFEST} is missing. Models at hand: {', '.join(names) or 'none'}."
    )


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(_read(folder / MANIFEST))
    except ValueError as error:
        raise StanceError(f"{folder / MANIFEST}: is not a manifest ({error}).") from error
    return manifest


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StanceError(f"{path}: cannot be read ({error.strerror}); the model is incomplete.") from error


def _checked(folder: Path, name: str, digest: str, manifest: Mapping[str, Any]) -> bytes:
    """Return a model's bytes if they are the ones, and of the scikit-learn, that the manifest tells of."""
    packed = _read(folder / name)
    if hashlib.sha256(packed).hexdigest() != digest:
        raise StanceError(
            f"{folder / name} is not the file that {MANIFEST} describes: it was changed or damaged. "
            f"Restore both files, or train again: {manifest['command']}"
        )
    _check_version(folder, manifest)
    return packed


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


def _unpickled(packed: bytes) -> Pipeline:
    import joblib

    pipeline: Pipeline = joblib.load(io.BytesIO(packed))
    return pipeline


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
