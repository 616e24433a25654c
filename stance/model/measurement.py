"""The figures of a training run: cross-validated beside its baselines, and on the held-out split."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sklearn.base import clone
from sklearn.dummy import DummyClassifier
from sklearn.pipeline import Pipeline

from stance.corpus import LabelledQuote
from stance.model.crossval import Fold, folds_by_article, out_of_fold
from stance.model.pipeline import make_pipeline
from stance.model.scores import score
from stance.schema import Stance

CLASSES = sorted(stance.value for stance in Stance)
Figures = dict[str, Any]


def cross_validated(
    pipeline: Pipeline,
    quotes: Sequence[LabelledQuote],
    *,
    folds: int,
    seed: int,
    progress: Callable[[Sequence[Fold], str], Iterable[Fold]] = lambda folds, _: folds,
) -> dict[str, Figures]:
    """Score the model, its classifier with nothing but the cue, and the majority, all on the same folds."""
    parts = folds_by_article(quotes, folds, seed)
    systems = {
        "model": pipeline,
        "cue only": make_pipeline(clone(pipeline["classifier"]), word_ngrams=None, char_ngrams=None),
        "majority": make_pipeline(DummyClassifier(strategy="prior"), word_ngrams=None, char_ngrams=None),
    }
    truth = [quote.stance.value for quote in quotes]
    return {
        name: asdict(score(truth, out_of_fold(system, quotes, progress(parts, name)), CLASSES))
        for name, system in systems.items()
    }


def held_out(pipeline: Pipeline, quotes: Sequence[LabelledQuote]) -> dict[str, Figures]:
    """Score a fitted pipeline on quotes that it has not seen, by the part of the corpus that they come from."""
    by_source: dict[str, list[LabelledQuote]] = {}
    for quote in quotes:
        by_source.setdefault(quote.source.value, []).append(quote)
    return {
        source: asdict(score([quote.stance.value for quote in part], pipeline.predict_proba(part), CLASSES))
        for source, part in by_source.items()
    }
