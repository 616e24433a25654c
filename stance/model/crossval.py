"""Predictions for quotes whose article, topic or outlet the model has not seen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.model_selection import (
    GroupShuffleSplit,
    LeaveOneGroupOut,
    StratifiedGroupKFold,
    StratifiedShuffleSplit,
)
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import has_fit_parameter

from stance.corpus import LabelledQuote
from stance.errors import StanceError

Rows = NDArray[np.int64]
Fold = tuple[Rows, Rows]


def folds_by_article(quotes: Sequence[LabelledQuote], folds: int, seed: int) -> list[Fold]:
    """Part the quotes into folds of like label shares that never split an article; (train, test) row numbers."""
    labels, groups = [quote.label for quote in quotes], [quote.group for quote in quotes]
    try:
        splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
        return list(splitter.split(np.zeros(len(quotes)), labels, groups))
    except ValueError as error:
        raise StanceError(f"Cannot cross-validate in {folds} folds: {error}") from error


def draws_by_article(quotes: Sequence[LabelledQuote], draws: int, share: float, seed: int) -> list[Fold]:
    """Draw articles to ask anew each time, a share of each label's; an article has the label of its first quote.

    A quote may be asked in several draws, or in none.
    """
    labels: dict[str, str] = {}
    for quote in quotes:
        labels.setdefault(quote.group, str(quote.label))
    groups, names = np.array([quote.group for quote in quotes]), np.array(list(labels))
    try:
        splitter = StratifiedShuffleSplit(draws, test_size=share, random_state=seed)
        tests = [names[test] for _, test in splitter.split(names, list(labels.values()))]
    except ValueError as error:
        raise StanceError(f"Cannot draw a share of {share} of the articles {draws} times: {error}") from error
    asked = [np.isin(groups, test) for test in tests]
    return [(np.flatnonzero(~these), np.flatnonzero(these)) for these in asked]


def asked_rows(folds: Iterable[Fold]) -> Rows:
    """Return the row of the quote that each answer of `out_of_fold` is about.

    >>> asked_rows([(np.array([0, 2]), np.array([1, 3])), (np.array([2, 3]), np.array([0, 1]))]).tolist()
    [0, 1, 1, 3]
    """
    return np.sort(np.concatenate([test for _, test in folds]))


def folds_by_part(parts: Sequence[str | None]) -> list[Fold]:
    """Leave one part out in each fold; quotes of no part (None) are always trained on, never asked.

    >>> [(train.tolist(), test.tolist()) for train, test in folds_by_part(["a", "b", None])]
    [([1, 2], [0]), ([0, 2], [1])]
    """
    of_some_part = np.array([row for row, part in enumerate(parts) if part is not None])
    names = [part for part in parts if part is not None]
    everything = np.arange(len(parts))
    tests = [of_some_part[test] for _, test in LeaveOneGroupOut().split(of_some_part, groups=names)]
    return [(np.setdiff1d(everything, test), test) for test in tests]


def with_share_of_articles(folds: Iterable[Fold], groups: Sequence[str], share: float, seed: int) -> list[Fold]:
    """Keep of each fold's training articles a share drawn at random, and all that is asked."""
    if share == 1:
        return list(folds)
    splitter = GroupShuffleSplit(1, train_size=share, random_state=seed)
    names = np.asarray(groups)
    return [(train[next(splitter.split(train, groups=names[train]))[0]], test) for train, test in folds]


def fit(pipeline: Pipeline, quotes: Sequence[LabelledQuote]) -> Pipeline:
    """Fit a pipeline on quotes, each counting by its weight."""
    labels, weights = [str(quote.label) for quote in quotes], [quote.weight for quote in quotes]
    if set(weights) <= {1.0}:
        return pipeline.fit(quotes, labels)
    name, classifier = pipeline.steps[-1]
    if not has_fit_parameter(classifier, "sample_weight"):
        raise StanceError(
            f"{type(classifier).__name__} cannot weigh quotes. Set continue_weight=1, or another classifier."
        )
    return pipeline.fit(quotes, labels, **{f"{name}__sample_weight": np.asarray(weights)})


def out_of_fold(
    pipeline: Pipeline,
    quotes: Sequence[LabelledQuote],
    folds: Iterable[Fold],
    asked: Sequence[LabelledQuote] | None = None,
) -> NDArray[np.float64]:
    """Return probabilities, shape (answers, classes), each given by a copy fitted without the quote's fold.

    Answers are in the order of the quotes, those about one quote in the order of the folds; columns in that of the
    sorted labels. `asked` are the quotes as the fitted copies see them, where that is not as they are.
    """
    asked = quotes if asked is None else asked
    classes = np.unique([str(quote.label) for quote in quotes])
    rows: list[Rows] = []
    probabilities: list[NDArray[np.float64]] = []
    for train, test in folds:
        fitted = fit(clone(pipeline), [quotes[row] for row in train])
        found = np.zeros((len(test), len(classes)))  # a class that is not among the training quotes keeps 0
        found[:, np.searchsorted(classes, fitted.classes_)] = fitted.predict_proba([asked[row] for row in test])
        rows.append(test)
        probabilities.append(found)
    return np.concatenate(probabilities)[np.argsort(np.concatenate(rows), kind="stable")]


def without_cue(quotes: Iterable[LabelledQuote]) -> list[LabelledQuote]:
    """Return the quotes with their cues hidden."""
    return [replace(quote, cue=None) for quote in quotes]
