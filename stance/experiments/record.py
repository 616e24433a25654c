"""The record of a run: settings, figures, plots, and what was answered for every quote.

A run's folder is ignored by git, since it speaks of single quotes. Even so it never holds text of public corpora:
their quotes stand there by article id and offsets alone.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.corpus import LabelledQuote, Source

if TYPE_CHECKING:
    from stance.model.measurement import CrossValidation

PREDICTIONS, ERRORS, FAILURE = "predictions.csv", "errors.csv", "failed.json"
_DIGITS = 6


def write_record(
    folder: Path,
    validation: CrossValidation,
    *,
    manifest: Mapping[str, Any],
    metrics: Mapping[str, Any],
    config: str,
    plots: Mapping[str, str],
) -> None:
    """Write down everything about a run but its model."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FAILURE).unlink(missing_ok=True)
    _write_csv(folder / PREDICTIONS, _prediction_header(validation), _predictions(validation))
    _write_csv(folder / ERRORS, _ERROR_HEADER, _errors(validation))
    texts = {"manifest.json": _json(manifest), "metrics.json": _json(metrics), "config.yaml": config, **plots}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def record_failure(folder: Path, command: str, error: str) -> None:
    """Write down that a run of a sweep came to nothing, and why."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FAILURE).write_text(_json({"command": command, "error": error}), encoding="utf-8")


def _prediction_header(validation: CrossValidation) -> list[str]:
    return ["id", "group", "source", "fold", "label", "predicted", *(f"p_{name}" for name in validation.classes)]


def _predictions(validation: CrossValidation) -> Iterator[list[object]]:
    folds = validation.fold_of_answer.tolist()
    probabilities = validation.probabilities.tolist()
    for quote, fold, predicted, row in zip(validation.asked, folds, validation.predicted, probabilities, strict=True):
        given = [quote.id, quote.group, quote.source.value, fold, str(quote.label), predicted]
        yield [*given, *(round(value, _DIGITS) for value in row)]


_ERROR_HEADER = ["confidence", "label", "predicted", "id", "source", "cue", "quote"]


def _errors(validation: CrossValidation) -> list[list[object]]:
    """Return what was answered wrong, the surest answers first."""
    answers = zip(validation.asked, validation.predicted, validation.probabilities.max(axis=1).tolist(), strict=True)
    wrong = [answer for answer in answers if answer[1] != answer[0].label]
    wrong.sort(key=lambda answer: (-answer[2], answer[0].id))
    return [
        [round(confidence, 3), str(quote.label), predicted, quote.id, quote.source.value, *_words(quote)]
        for quote, predicted, confidence in wrong
    ]


def _words(quote: LabelledQuote) -> tuple[str | None, str | None]:
    return (None, None) if quote.source is Source.STANDOFF else (quote.cue, quote.quote)


def _write_csv(path: Path, header: list[str], rows: Iterable[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
