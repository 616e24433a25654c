"""What a model folder says of its model: digests, classes, features, data, and the packages that it was made with."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

_PACKAGES = ("scikit-learn", "numpy", "scipy", "joblib", "camel-tools", "stance")


def make_manifest(
    name: str, models: Mapping[str, bytes], pipeline: Pipeline, command: str, data: Mapping[str, Any]
) -> dict[str, Any]:
    """Describe a fitted pipeline that is kept as `models`: the bytes of model.joblib and perhaps model.skops."""
    packed = models["model.joblib"]
    digests = {"sha256": _sha256(packed)}
    if "model.skops" in models:
        digests["skops_sha256"] = _sha256(models["model.skops"])
    return {
        "name": name,
        "created": datetime.now(UTC).date().isoformat(),
        "command": command,
        **digests,
        "bytes": len(packed),
        "classes": [str(label) for label in pipeline.classes_],
        "classifier": type(pipeline["classifier"]).__name__,
        "features": {name: len(step.get_feature_names_out()) for name, step in pipeline["features"].transformer_list},
        "data": dict(data),
        "python": platform.python_version(),
        "packages": {package: version(package) for package in _PACKAGES},
    }


def _sha256(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()
