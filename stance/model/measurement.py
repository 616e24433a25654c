"""The figures of a training run: cross-validated beside its baselines, held out, and where the model is a stranger."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.dummy import DummyClassifier
from sklearn.pipeline import Pipeline

from stance.corpus import LabelledQuote
from stance.model.calibration import reliability, risk_coverage, rounded
from stance.model.crossval import Fold, asked_rows, draws_by_article, folds_by_article, out_of_fold, without_cue
from stance.model.intervals import intervals
from stance.model.scores import Scores, score

Figures = dict[str, Any]
Progress = Callable[[Sequence[Fold], str], Iterable[Fold]]


@dataclass(frozen=True, slots=True)
class CrossValidation:
    """Out-of-fold probabilities, shape (answers, classes), of quotes, and what was asked in which fold."""

    pipeline: Pipeline
    quotes: Sequence[LabelledQuote]
    classes: list[str]
    folds: list[Fold]
    seed: int
    progress: Progress
    probabilities: NDArray[np.float64] = field(repr=False)

    @property
    def asked(self) -> list[LabelledQuote]:
        """The quote that each answer is about: the quotes themselves where every one is asked once."""
        return [self.quotes[row] for row in asked_rows(self.folds)]

    @property
    def predicted(self) -> list[str]:
        """The most probable class in each answer."""
        return [self.classes[best] for best in self.probabilities.argmax(axis=1)]

    @property
    def fold_of_answer(self) -> NDArray[np.int64]:
        """The number, from 0, of the fold that each answer was given in."""
        sizes = [len(test) for _, test in self.folds]
        rows = np.concatenate([test for _, test in self.folds])
        return np.repeat(np.arange(len(sizes)), sizes)[np.argsort(rows, kind="stable")]

    def scores(self, probabilities: NDArray[np.float64], answers: Sequence[int]) -> Scores:
        """Score the probabilities of some answers."""
        asked = self.asked
        return score([str(asked[answer].label) for answer in answers], probabilities[list(answers)], self.classes)

    def figures(self, probabilities: NDArray[np.float64], answers: Sequence[int] | None = None) -> Figures:
        """Score the probabilities of all answers, or of some, with intervals."""
        asked = self.asked
        chosen = list(range(len(asked)) if answers is None else answers)
        return figures([asked[answer] for answer in chosen], probabilities[chosen], self.classes, self.seed)


def cross_validate(
    pipeline: Pipeline,
    quotes: Sequence[LabelledQuote],
    *,
    folds: int,
    seed: int,
    test_share: float | None = None,
    progress: Progress = lambda folds, _: folds,
) -> CrossValidation:
    """Ask a pipeline for every quote, or for a share drawn anew in each fold, while it knows none of the article."""
    if test_share is None:
        parts = folds_by_article(quotes, folds, seed)
    else:
        parts = draws_by_article(quotes, folds, test_share, seed)
    classes = sorted({str(quote.label) for quote in quotes})
    probabilities = out_of_fold(pipeline, quotes, progress(parts, "model"))
    return CrossValidation(pipeline, quotes, classes, parts, seed, progress, probabilities)


def figures(
    quotes: Sequence[LabelledQuote], probabilities: NDArray[np.float64], classes: Sequence[str], seed: int
) -> Figures:
    """Return the scores of probabilities with the 95 % intervals of those that have one."""
    truth = [str(quote.label) for quote in quotes]
    ranges = intervals(truth, probabilities, classes, [quote.group for quote in quotes], seed)
    return {
        **asdict(score(truth, probabilities, classes)),
        "intervals": {name: list(it) for name, it in ranges.items()},
    }


def compared(validation: CrossValidation) -> dict[str, Figures]:
    """Score the model, what single kinds of its features do alone, and the majority, all on the same folds."""
    found = {"model": validation.probabilities}
    for name, system, quotes in _baselines(validation):
        found[name] = out_of_fold(system, quotes, validation.progress(validation.folds, name))
    return {name: validation.figures(probabilities) for name, probabilities in found.items()}


def _baselines(validation: CrossValidation) -> Iterator[tuple[str, Pipeline, Sequence[LabelledQuote]]]:
    quotes, hidden = validation.quotes, without_cue(validation.quotes)
    kinds = {name for name, _ in validation.pipeline["features"].transformer_list}
    alone = {"cue": ("cue only", quotes), "signals": ("lexicon only", hidden)}
    for kind in [kind for kind in alone if kind in kinds and len(kinds) > 1]:
        if kind != "cue" or any(quote.cue for quote in quotes):
            dropped = {f"features__{name}": "drop" for name in kinds - {kind}}
            name, asked = alone[kind]
            yield name, clone(validation.pipeline).set_params(**dropped), asked
    yield "majority", Pipeline([("classifier", DummyClassifier(strategy="prior"))]), quotes


def by_source(validation: CrossValidation) -> dict[str, Figures]:
    """Score the model's cross-validated answers by where the quotes come from; empty where that is one place."""
    rows: dict[str, list[int]] = {}
    for row, quote in enumerate(validation.asked):
        rows.setdefault(quote.source.value, []).append(row)
    if len(rows) == 1:
        return {}
    return {source: validation.figures(validation.probabilities, part) for source, part in rows.items()}


def trustworthiness(validation: CrossValidation) -> dict[str, list[dict[str, float]]]:
    """Return the reliability and risk–coverage curves of the cross-validated model."""
    right = np.array([quote.label for quote in validation.asked]) == np.array(validation.predicted)
    confidence = validation.probabilities.max(axis=1)
    return {
        "reliability": rounded(reliability(right, confidence)),
        "risk_coverage": rounded(risk_coverage(right, confidence)),
    }


def held_out(pipeline: Pipeline, quotes: Sequence[LabelledQuote], seed: int = 0) -> dict[str, Figures]:
    """Score a fitted pipeline on quotes that it has not seen, by the part of the corpus that they come from."""
    parts: dict[str, list[LabelledQuote]] = {}
    for quote in quotes:
        parts.setdefault(quote.source.value, []).append(quote)
    classes = [str(name) for name in pipeline.classes_]
    return {source: figures(part, pipeline.predict_proba(part), classes, seed) for source, part in parts.items()}
