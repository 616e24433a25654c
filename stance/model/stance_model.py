"""What users hold: a fitted pipeline that labels quotes and says why."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.model.explanation import Explanation, explanations
from stance.model.judgeable import why_not
from stance.schema import Quote, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sklearn.pipeline import Pipeline

    from stance.features import QuoteLike

_COLUMNS = (Stance.COOPERATIVE, Stance.HOSTILE, Stance.NEUTRAL)  # as a quote has their probabilities
_NOT_JUDGED = (None,) * len(_COLUMNS)
_NAMES = [field.name for field in fields(Quote)]
_BEFORE = attrgetter(*_NAMES[: _NAMES.index("stance")])
_BEHIND = attrgetter(*_NAMES[_NAMES.index("stance") + 1 + len(_COLUMNS) :])
_AT_A_TIME = 1024  # quotes whose words fit into the features' memory, so that they are taken apart once


class StanceModel:
    """Labels quotes. A quote is a `Quote`, a mapping with `quote` and optional `cue`, or a plain string.

    A quote that says too little to be judged is neutral, and `reason` says why.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    @property
    def classes_(self) -> list[str]:
        """The labels, in the order of the columns of `predict_proba`."""
        return [str(label) for label in self.pipeline.classes_]

    def predict(self, quotes: Sequence[QuoteLike]) -> list[str]:
        """Return the label of each quote: the most probable class, or neutral where there is a `reason`."""
        classes = self.classes_
        best = self.predict_proba(quotes).argmax(axis=1)
        return [
            Stance.NEUTRAL.value if self.reason(quote) else classes[column]
            for quote, column in zip(quotes, best, strict=True)
        ]

    def predict_proba(self, quotes: Sequence[QuoteLike]) -> NDArray[np.float64]:
        """Return the probability of each class, shape (quotes, classes), whether there is a `reason` or not."""
        import numpy as np

        probabilities = np.empty((len(quotes), len(self.classes_)))
        for start in range(0, len(quotes), _AT_A_TIME):
            some = quotes[start : start + _AT_A_TIME]
            probabilities[start : start + len(some)] = self.pipeline.predict_proba(some)
        return probabilities

    def reason(self, quote: QuoteLike) -> str | None:
        """Return why a quote is neutral unread; None where the model judges it, or knows no neutral class."""
        return why_not(quote) if Stance.NEUTRAL in self.classes_ else None

    def label(self, quotes: Sequence[Quote], abstain_below: float | None = None) -> list[Quote]:
        """Return the same quotes with `stance` and the three probabilities filled in.

        Where there is a `reason`, the stance is neutral and the probabilities are None: the quote was not judged.
        Where the greatest probability is less than `abstain_below`, the stance is None: the quote is undecided. Raises
        StanceError if the model knows other classes than the three stances.
        """
        if set(self.classes_) != set(Stance):
            raise StanceError(
                f"This model knows {', '.join(self.classes_)}, but the columns of a quote need {', '.join(Stance)}. "
                "Use predict or predict_proba, or train with data.labels={…} onto these three."
            )
        probabilities = self.predict_proba(quotes)[:, [self.classes_.index(stance) for stance in _COLUMNS]]
        best = probabilities.argmax(axis=1).tolist()
        return [
            _with(quote, Stance.NEUTRAL, _NOT_JUDGED)
            if why_not(quote)
            else _with(quote, _COLUMNS[column] if row[column] >= (abstain_below or 0.0) else None, row)
            for quote, row, column in zip(quotes, probabilities.tolist(), best, strict=True)
        ]

    def explain(self, quote: QuoteLike) -> Explanation:
        """Return what each word of the quote, its cue and the intercept add to the decision."""
        [explanation] = self.explain_all([quote])
        return explanation

    def explain_all(self, quotes: Iterable[QuoteLike]) -> Iterator[Explanation]:
        """Yield the explanation of each quote; of many at a time they come much sooner than one by one."""
        given, explained = itertools.tee(quotes)
        for quote, explanation in zip(given, explanations(self.pipeline, explained), strict=True):
            reason = self.reason(quote)
            yield replace(explanation, stance=Stance.NEUTRAL.value, reason=reason) if reason else explanation


def _with(quote: Quote, stance: Stance | None, probabilities: Iterable[float | None]) -> Quote:
    """Do what `dataclasses.replace` does, in half the time."""
    columns: list[Any] = [*_BEFORE(quote), stance, *probabilities, *_BEHIND(quote)]
    return Quote(*columns)
