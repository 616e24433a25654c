"""Predictions for quotes whose article the model has not seen."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import Pipeline

from stance.corpus import LabelledQuote
from stance.errors import StanceError

Fold = tuple[NDArray[np.int64], NDArray[np.int64]]


def folds_by_article(quotes: Sequence[LabelledQuote], folds: int, seed: int) -> list[Fold]:
    """Part the quotes into folds of like stance shares that never split an article; (train, test) row numbers."""
    stances, groups = [quote.stance.value for quote in quotes], [quote.group for quote in quotes]
    try:
        splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
        return list(splitter.split(np.zeros(len(quotes)), stances, groups))
    except ValueError as error:
        raise StanceError(f"Cannot cross-validate in {folds} folds: {error}") from error


def out_of_fold(pipeline: Pipeline, quotes: Sequence[LabelledQuote], folds: Iterable[Fold]) -> NDArray[np.float64]:
    """Return probabilities, shape (quotes, classes), each given by a copy fitted without the quote's fold."""
    stances = np.array([quote.stance.value for quote in quotes])
    probabilities = np.full((len(quotes), len(np.unique(stances))), np.nan)
    for train, test in folds:
        fitted = clone(pipeline).fit([quotes[row] for row in train], stances[train])
        probabilities[test] = fitted.predict_proba([quotes[row] for row in test])
    return probabilities
