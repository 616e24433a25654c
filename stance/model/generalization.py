"""How the model does where it is a stranger: unseen topics and outlets, no cue, fewer articles to learn from."""

from collections.abc import Sequence
from dataclasses import replace
from math import log2
from typing import Any

import numpy as np

from stance.corpus import Source
from stance.model.crossval import asked_rows, folds_by_part, out_of_fold, with_share_of_articles, without_cue
from stance.model.measurement import CrossValidation, Figures

SHARES = (0.125, 0.25, 0.5, 1.0)
MORE_QUOTES = 2000
_DIGITS = 4


def cue_masked(validation: CrossValidation) -> Figures:
    """Score the model on the same folds when it is not shown the cues of the quotes that it is asked for."""
    folds = validation.progress(validation.folds, "model, cue masked")
    hidden = without_cue(validation.quotes)
    return validation.figures(out_of_fold(validation.pipeline, validation.quotes, folds, hidden))


def unseen(validation: CrossValidation) -> dict[str, dict[str, Any]]:
    """Leave one topic out, then one outlet: the topics of what was written for the purpose, the outlets of real news.

    Beside the figures stands the model cross-validated by article on the very same quotes, as `seen`.
    """
    kinds = {
        "topic": [quote.region for quote in validation.quotes],
        "outlet": [quote.outlet if quote.source is Source.STANDOFF else None for quote in validation.quotes],
    }
    return {kind: _left_out(validation, kind, parts) for kind, parts in kinds.items() if len({*parts} - {None}) > 1}


def _left_out(validation: CrossValidation, kind: str, parts: Sequence[str | None]) -> dict[str, Any]:
    folds = folds_by_part(parts)
    probabilities = out_of_fold(validation.pipeline, validation.quotes, validation.progress(folds, f"unseen {kind}"))
    left_out = replace(validation, folds=folds, probabilities=probabilities)
    by_part = {}
    for number, (_, test) in enumerate(folds):
        answers = np.flatnonzero(left_out.fold_of_answer == number).tolist()
        scores = left_out.scores(probabilities, answers)
        by_part[str(parts[test[0]])] = {"quotes": len(test), "macro_f1": scores.macro_f1}
    seen = np.flatnonzero(np.isin(asked_rows(validation.folds), asked_rows(folds)))
    return {
        "model": left_out.figures(probabilities),
        "seen": validation.figures(validation.probabilities, seen.tolist()),
        "parts": by_part,
    }


def learning_curve(validation: CrossValidation) -> dict[str, Any]:
    """Score the model on the same folds when it learns from a share of the articles, and say what more would buy.

    `next_2000` continues the gain of the last doubling by 2,000 quotes: a guess, and rather a high one.
    """
    points = [_at(validation, share) for share in SHARES]
    per_doubling = points[-1]["macro_f1"] - points[-2]["macro_f1"]
    quotes = points[-1]["quotes"]
    return {
        "points": points,
        "per_doubling": round(per_doubling, _DIGITS),
        f"next_{MORE_QUOTES}": round(per_doubling * log2((quotes + MORE_QUOTES) / quotes), _DIGITS),
    }


def _at(validation: CrossValidation, share: float) -> Figures:
    groups = [quote.group for quote in validation.quotes]
    folds = with_share_of_articles(validation.folds, groups, share, validation.seed)
    probabilities = validation.probabilities
    if share < 1:
        named = validation.progress(folds, f"model, {share:.1%} of the articles")
        probabilities = out_of_fold(validation.pipeline, validation.quotes, named)
    found = validation.figures(probabilities)
    return {
        "share": share,
        "quotes": round(float(np.mean([len(train) for train, _ in folds]))),
        "macro_f1": found["macro_f1"],
        "log_loss": found["log_loss"],
        "interval": found["intervals"].get("macro_f1"),
    }
