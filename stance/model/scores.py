"""How good predicted probabilities are: by class, over classes, and as probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import log_loss, precision_recall_fscore_support

BINS = 10


@dataclass(frozen=True, slots=True)
class ClassScores:
    """How well one class is found."""

    precision: float
    recall: float
    f1: float
    quotes: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Macro F1 is the mean of the classes' F1; `ece` the expected calibration error over ten bins of equal mass."""

    quotes: int
    macro_f1: float
    accuracy: float
    log_loss: float
    ece: float
    classes: dict[str, ClassScores]


def score(truth: Sequence[str], probabilities: NDArray[np.float64], classes: Sequence[str]) -> Scores:
    """Score probabilities of shape (quotes, classes), columns in the order of `classes`, against the true labels."""
    labels = np.asarray(truth)
    predicted = np.asarray(classes)[probabilities.argmax(axis=1)]
    by_class = zip(*precision_recall_fscore_support(labels, predicted, labels=classes, zero_division=0), strict=True)
    of_class = {
        name: ClassScores(_rounded(p), _rounded(r), _rounded(f1), int(n))
        for name, (p, r, f1, n) in zip(classes, by_class, strict=True)
    }
    return Scores(
        quotes=len(labels),
        macro_f1=_rounded(sum(scores.f1 for scores in of_class.values()) / len(of_class)),
        accuracy=_rounded((predicted == labels).mean()),
        log_loss=_rounded(log_loss(labels, probabilities, labels=list(classes))),
        ece=_rounded(calibration_error(predicted == labels, probabilities.max(axis=1))),
        classes=of_class,
    )


def calibration_error(right: NDArray[np.bool_], confidence: NDArray[np.float64]) -> float:
    """Return the mean distance between confidence and share right, over ten bins with equally many quotes.

    >>> calibration_error(np.array([True, False]), np.array([0.75, 0.75]))
    0.5
    """
    order = np.argsort(confidence, kind="stable")
    bins = [chosen for chosen in np.array_split(order, BINS) if len(chosen)]
    distances = [abs(right[chosen].mean() - confidence[chosen].mean()) * len(chosen) for chosen in bins]
    return float(sum(distances) / len(order))


def _rounded(value: float) -> float:
    return round(float(value), 4)
