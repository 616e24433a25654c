"""How good predicted probabilities are: by class, over classes, and as probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, log_loss, precision_recall_fscore_support

from stance.model.calibration import calibration_error

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class ClassScores:
    """How well one class is found."""

    precision: float
    recall: float
    f1: float
    quotes: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Macro F1 is the mean of the classes' F1; `ece` the expected calibration error over ten bins of equal mass.

    `brier` sums the squared errors of a quote's probabilities, so that it lies between 0 and 2.
    """

    quotes: int
    macro_f1: float
    accuracy: float
    log_loss: float
    brier: float
    ece: float
    classes: dict[str, ClassScores]


def score(truth: Sequence[str], probabilities: NDArray[np.float64], classes: Sequence[str]) -> Scores:
    """Score probabilities of shape (quotes, classes), columns in the order of `classes`, against the true labels.

    A class that neither occurs nor is predicted takes no part in macro F1.
    """
    labels = np.asarray(truth)
    predicted = np.asarray(classes)[probabilities.argmax(axis=1)]
    by_class = zip(*precision_recall_fscore_support(labels, predicted, labels=classes, zero_division=0), strict=True)
    of_class = {
        name: ClassScores(_rounded(p), _rounded(r), _rounded(f1), int(n))
        for name, (p, r, f1, n) in zip(classes, by_class, strict=True)
        if n or name in predicted
    }
    return Scores(
        quotes=len(labels),
        macro_f1=_rounded(sum(scores.f1 for scores in of_class.values()) / len(of_class)),
        accuracy=_rounded((predicted == labels).mean()),
        log_loss=_rounded(log_loss(labels, probabilities, labels=list(classes))),
        brier=_rounded(brier_score_loss(labels, probabilities, labels=list(classes), scale_by_half=False)),
        ece=_rounded(calibration_error(predicted == labels, probabilities.max(axis=1))),
        classes=of_class,
    )


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS)
