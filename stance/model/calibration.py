"""How far probabilities can be trusted: reliability over bins of equal mass, and what abstaining would buy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Bin:
    """Quotes of like confidence: the mean confidence, and the share of them that is labelled right."""

    confidence: float
    right: float
    quotes: int


@dataclass(frozen=True, slots=True)
class Abstention:
    """Labelling only the most confident share (`coverage`) of quotes: the least confidence, and the share wrong."""

    coverage: float
    confidence: float
    risk: float


def reliability(right: NDArray[np.bool_], confidence: NDArray[np.float64]) -> list[Bin]:
    """Part the quotes by confidence into ten bins with equally many; fewer where there are fewer quotes."""
    share_right = _among_equals(right, confidence)
    bins = [rows for rows in np.array_split(np.argsort(confidence), BINS) if len(rows)]
    return [Bin(float(confidence[rows].mean()), float(share_right[rows].mean()), len(rows)) for rows in bins]


def calibration_error(right: NDArray[np.bool_], confidence: NDArray[np.float64]) -> float:
    """Return the mean distance between confidence and share right, over ten bins with equally many quotes.

    >>> calibration_error(np.array([True, False]), np.array([0.75, 0.75]))
    0.25
    """
    bins = reliability(right, confidence)
    return sum(abs(one.right - one.confidence) * one.quotes for one in bins) / len(right)


def risk_coverage(right: NDArray[np.bool_], confidence: NDArray[np.float64]) -> list[Abstention]:
    """Return what is wrong among the most confident tenth, two tenths, … and all of the quotes."""
    order = np.argsort(-confidence)
    wrong = np.cumsum(1 - _among_equals(right, confidence)[order]) / np.arange(1, len(order) + 1)
    lasts = [max(1, round(len(order) * tenths / BINS)) - 1 for tenths in range(1, BINS + 1)]
    return [
        Abstention(round(tenths / BINS, 1), float(confidence[order[last]]), float(wrong[last]))
        for tenths, last in enumerate(lasts, start=1)
    ]


def _among_equals(right: NDArray[np.bool_], confidence: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each quote the share right among those of its very confidence, so that their order cannot matter."""
    _, level = np.unique(confidence, return_inverse=True)
    return np.asarray((np.bincount(level, right) / np.bincount(level))[level])


def rounded(curve: Sequence[Bin] | Sequence[Abstention]) -> list[dict[str, float]]:
    """Return the points of a curve as they stand in metrics.json."""
    return [
        {name: round(value, _DIGITS) for name in type(point).__slots__ for value in [getattr(point, name)]}
        for point in curve
    ]
