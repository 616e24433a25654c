"""How far the figures of a model would move with other articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stance.resampling import Array, Interval, interval, resampled_sums

RESAMPLES = 1000
_DIGITS = 4


class Gain(NamedTuple):
    """How much higher one model's macro F1 is than another's on the same quotes, with its 95 % interval."""

    value: float
    low: float
    high: float


def intervals(
    truth: Sequence[str], probabilities: Array, classes: Sequence[str], groups: Sequence[str], seed: int
) -> dict[str, Interval]:
    """Bootstrap the 95 % intervals of the figures that are sums over quotes; none where there is a single group.

    The expected calibration error has none: what is drawn with repetition looks worse calibrated than it is.
    """
    columns, of_group = _numbered(truth, classes), _rows_by_group(groups)
    if len(of_group) < 2:
        return {}
    likely = np.clip(probabilities[np.arange(len(columns)), columns], np.finfo(float).eps, 1)
    squares = ((probabilities - np.eye(len(classes))[columns]) ** 2).sum(axis=1)
    by_quote = np.column_stack(
        [_confusions(columns, probabilities.argmax(axis=1), len(classes)), -np.log(likely), squares]
    )
    totals = resampled_sums(_summed(by_quote, of_group), RESAMPLES, seed)
    confusions, quotes = _squared(totals[:, :-2], len(classes)), totals[:, :-2].sum(axis=1)
    figures = {
        "macro_f1": macro_f1(confusions),
        "accuracy": np.trace(confusions, axis1=1, axis2=2) / quotes,
        "log_loss": totals[:, -2] / quotes,
        "brier": totals[:, -1] / quotes,
    }
    return {name: _rounded(interval(values)) for name, values in figures.items()}


def gain(truth: Sequence[str], ours: Sequence[str], theirs: Sequence[str], groups: Sequence[str], seed: int) -> Gain:
    """Return how much better `ours` are than `theirs`, both measured on the same draws of articles."""
    classes = sorted({*truth, *ours, *theirs})
    columns = _numbered(truth, classes)
    both = [_confusions(columns, _numbered(labels, classes), len(classes)) for labels in (ours, theirs)]
    by_group = _summed(np.column_stack(both), _rows_by_group(groups))
    whole, draws = by_group.sum(axis=0, keepdims=True), resampled_sums(by_group, RESAMPLES, seed)
    (value,), differences = _difference(whole, len(classes)), _difference(draws, len(classes))
    return Gain(round(float(value), _DIGITS), *_rounded(interval(differences)))


def macro_f1(confusions: Array) -> Array:
    """Return macro F1 of each confusion matrix (true class by predicted), over the classes that occur in it."""
    right = np.diagonal(confusions, axis1=-2, axis2=-1)
    claimed = confusions.sum(axis=-1) + confusions.sum(axis=-2)
    return np.asarray((2 * right / np.maximum(claimed, 1)).sum(axis=-1) / (claimed > 0).sum(axis=-1))


def _difference(totals: Array, classes: int) -> Array:
    ours, theirs = np.split(totals, 2, axis=1)
    return macro_f1(_squared(ours, classes)) - macro_f1(_squared(theirs, classes))


def _numbered(labels: Sequence[str], classes: Sequence[str]) -> NDArray[np.int64]:
    number = {name: column for column, name in enumerate(classes)}
    return np.array([number[label] for label in labels])


def _rows_by_group(groups: Sequence[str]) -> list[NDArray[np.int64]]:
    _, numbers = np.unique(np.asarray(groups), return_inverse=True)
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(numbers[order])) + 1)


def _confusions(truth: NDArray[np.int64], predicted: NDArray[np.int64], classes: int) -> Array:
    """Return each quote's cell of the flattened confusion matrix as a row with a single 1."""
    return np.asarray(np.eye(classes * classes)[truth * classes + predicted])


def _summed(by_quote: Array, of_group: Sequence[NDArray[np.int64]]) -> Array:
    return np.array([by_quote[rows].sum(axis=0) for rows in of_group])


def _squared(flat: Array, classes: int) -> Array:
    return np.asarray(np.reshape(flat, (-1, classes, classes)))


def _rounded(interval: Interval) -> Interval:
    return round(interval[0], _DIGITS), round(interval[1], _DIGITS)
