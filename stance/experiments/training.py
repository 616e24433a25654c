"""One run: cross-validate, measure, fit on all of the train split."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stance.corpus import Corpus, Split
from stance.errors import StanceError

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from stance.model.measurement import CrossValidation, Progress


@dataclass(frozen=True, slots=True)
class Trained:
    """A pipeline fitted on the train split in `fit_seconds`, its figures, and the answers that they are made of."""

    pipeline: Pipeline
    metrics: dict[str, Any]
    validation: CrossValidation
    fit_seconds: float


def train(
    pipeline: Pipeline,
    corpus: Corpus,
    *,
    folds: int,
    seed: int,
    thorough: bool,
    progress: Progress,
    test_share: float | None = None,
) -> Trained:
    """Measure and fit a pipeline; `thorough` adds what needs many more fits, `test_share` draws the folds at random.

    Raises
    ------
    StanceError
        Where scikit-learn cannot work with the settings, or the data has too few groups for the folds.
    """
    from stance.model.crossval import fit
    from stance.model.measurement import cross_validate

    quotes = corpus.of(Split.TRAIN)
    try:
        validation = cross_validate(pipeline, quotes, folds=folds, seed=seed, test_share=test_share, progress=progress)
        drawn = {} if test_share is None else {"test_share": test_share}
        metrics = {"folds": folds, "seed": seed, **drawn, **_quick(validation)}
        if thorough:
            metrics |= _thorough(validation)
        start = time.perf_counter()
        fit(pipeline, quotes)
        seconds = time.perf_counter() - start
    except ValueError as error:  # scikit-learn's word for settings that it cannot work with
        raise StanceError(f"These settings cannot be trained with: {error}") from error
    return Trained(pipeline, metrics | _held_out(pipeline, corpus, seed), validation, round(seconds, 2))


def _quick(validation: CrossValidation) -> dict[str, Any]:
    from stance.model import measurement

    return {
        "cross_validation": measurement.compared(validation),
        "by_source": measurement.by_source(validation),
        **measurement.trustworthiness(validation),
    }


def _thorough(validation: CrossValidation) -> dict[str, Any]:
    from stance.model import generalization

    masked = {"cue_masked": generalization.cue_masked(validation)} if any(q.cue for q in validation.quotes) else {}
    return {
        **masked,
        "unseen": generalization.unseen(validation),
        "learning_curve": generalization.learning_curve(validation),
    }


def _held_out(pipeline: Pipeline, corpus: Corpus, seed: int) -> dict[str, Any]:
    from stance.model.measurement import held_out

    return {"held_out": held_out(pipeline, corpus.of(Split.DEV), seed)}
