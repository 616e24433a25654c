"""How good the model is, by the figures in its folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.paths import MODELS_DIR
from stance.schema import Stance


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often a model is right on annotated quotes of articles that it has not seen.

    `precision` says how many of the quotes that it calls so are; `recall`, how many of those that are it calls so.
    """

    quotes: int
    accuracy: float
    precision: Mapping[Stance, float]
    recall: Mapping[Stance, float]


def read_accuracy(model: str | Path) -> Accuracy | None:
    """Return what a model folder's metrics say: of articles held out, else of cross-validation; None without any."""
    for folder in (Path(model), MODELS_DIR / model):
        try:
            return _accuracy(json.loads((folder / "metrics.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError):
            continue
    return None


def _accuracy(metrics: dict[str, Any]) -> Accuracy:
    held_out = metrics.get("held_out") or {}
    scores = held_out.get("article") or metrics["cross_validation"]["model"]
    by_class = {stance: scores["classes"][stance] for stance in Stance}
    return Accuracy(
        quotes=scores["quotes"],
        accuracy=scores["accuracy"],
        precision={stance: score["precision"] for stance, score in by_class.items()},
        recall={stance: score["recall"] for stance, score in by_class.items()},
    )
