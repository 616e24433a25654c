"""Predictions, or the pipeline as it stands, held against gold."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import EvaluateConfig
from stance.errors import StanceError

if TYPE_CHECKING:
    from stance.evaluate.gold import GoldArticle
    from stance.model import StanceModel
    from stance.schema import Quote


@command("evaluate", EvaluateConfig)
def main(config: EvaluateConfig) -> float:
    """Score, print tables, write figures and errors; return the joint F1 of quote and speaker."""
    from rich.console import Console

    from stance.evaluate.errors import find_errors
    from stance.evaluate.evaluation import evaluate
    from stance.evaluate.files import check_format, write_errors, write_metrics
    from stance.evaluate.gold import read_gold
    from stance.evaluate.tables import tables
    from stance.model import load_model

    errors = Path(config.errors) if config.errors else None
    metrics = Path(config.metrics) if config.metrics else errors and errors.with_name("metrics.json")
    if errors:
        check_format(errors)
    if config.resamples < 1:
        raise StanceError(f"resamples={config.resamples}: draw once at least; 1000 gives steady intervals.")
    gold = read_gold(config.gold, config.split)
    # Predictions carry their stance already: a model is asked about the gold quotes only where one is named.
    model = None if config.predictions and not config.model else load_model(config.model, trusted=config.trusted)
    quotes = _predictions(config, gold, model)
    evaluation = evaluate(gold, quotes, model, resamples=config.resamples, seed=config.seed)
    Console().print(tables(evaluation))
    if metrics:
        write_metrics(metrics, evaluation)
    if errors:
        write_errors(errors, find_errors(evaluation.alignments))
    return evaluation.overall.figures["joint.f1"]


def _predictions(
    config: EvaluateConfig, gold: "Sequence[GoldArticle]", model: "StanceModel | None"
) -> "Sequence[Quote]":
    if not config.predictions:
        from stance.pipeline import analyze

        return list(analyze((one.article for one in gold), model))
    from stance.evaluate.evaluation import check_same_text
    from stance.io import read_quotes

    quotes = list(read_quotes(config.predictions))
    check_same_text(gold, quotes)
    return quotes


if __name__ == "__main__":
    main()
