"""What users hold: a fitted pipeline that labels quotes and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from stance.model.explanation import Explanation, explain
from stance.schema import Quote, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sklearn.pipeline import Pipeline

    from stance.features import QuoteLike


class StanceModel:
    """Labels quotes. A quote is a `Quote`, a mapping with `quote` and optional `cue`, or a plain string."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    @property
    def classes_(self) -> list[str]:
        """The labels, in the order of the columns of `predict_proba`."""
        return [str(label) for label in self.pipeline.classes_]

    def predict(self, quotes: Sequence[QuoteLike]) -> list[str]:
        """Return the most probable label of each quote."""
        classes = self.classes_
        return [classes[best] for best in self.predict_proba(quotes).argmax(axis=1)]

    def predict_proba(self, quotes: Sequence[QuoteLike]) -> NDArray[np.float64]:
        """Return the probability of each class, shape (quotes, classes)."""
        import numpy as np

        if not len(quotes):
            return np.empty((0, len(self.classes_)))
        return cast("NDArray[np.float64]", self.pipeline.predict_proba(quotes))

    def label(self, quotes: Sequence[Quote]) -> list[Quote]:
        """Return the same quotes with `stance` and the three probabilities filled in."""
        rows = self.predict_proba(quotes).tolist()
        classes = self.classes_
        return [_labelled(quote, dict(zip(classes, row, strict=True))) for quote, row in zip(quotes, rows, strict=True)]

    def explain(self, quote: QuoteLike) -> Explanation:
        """Return what each word of the quote, its cue and the intercept add to the decision."""
        return explain(self.pipeline, quote)


def _labelled(quote: Quote, probability: dict[str, float]) -> Quote:
    return replace(
        quote,
        stance=Stance(max(probability, key=lambda name: probability[name])),
        p_cooperative=probability[Stance.COOPERATIVE],
        p_hostile=probability[Stance.HOSTILE],
        p_neutral=probability[Stance.NEUTRAL],
    )
