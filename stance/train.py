"""Labelled quotes in, model folder and record of the run out."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.cli import command
from stance.config import DataConfig, Measure, TrainConfig
from stance.errors import StanceError

if TYPE_CHECKING:
    from stance.corpus import Corpus
    from stance.experiments import Trained
    from stance.model.crossval import Fold
    from stance.schema import Quote

logger = logging.getLogger(__name__)


# `continue` is a word of Python's own, which no field of a config can be called.
@command("train", TrainConfig, spellings={"continue": "continue_from"})
def main(config: TrainConfig) -> float:
    """Train, write the model's folder and the run's, and return macro F1 for a sweep to compare."""
    from hydra.core.hydra_config import HydraConfig
    from hydra.types import RunMode

    hydra = HydraConfig.get()
    overrides = list(hydra.overrides.task)
    if hydra.mode is RunMode.MULTIRUN:
        folder = str(hydra.runtime.output_dir)
        return _one_of_many(replace(config, output=folder, run=folder), overrides)
    metrics = _train(config, overrides, _progress)
    _show(metrics, config)
    return _macro_f1(metrics)


def _one_of_many(config: TrainConfig, overrides: Sequence[str]) -> float:
    """Run one combination of a sweep; whatever it fails of must not cost the others."""
    from stance.experiments import record_failure

    try:
        return _macro_f1(_train(config, overrides, lambda folds, _: folds))
    except Exception as error:
        logger.error("%s: %s", " ".join(overrides), error, exc_info=not isinstance(error, StanceError))
        record_failure(Path(config.run), _command(overrides), f"{type(error).__name__}: {error}")
        return float("nan")


def _train(config: TrainConfig, overrides: Sequence[str], progress: Any) -> dict[str, Any]:
    from hydra.utils import instantiate

    from stance.experiments import train
    from stance.model import make_pipeline

    corpus = _corpus(config)
    pipeline = make_pipeline(instantiate(config.classifier), **asdict(config.features))
    thorough = config.measure is Measure.all
    trained = train(
        pipeline,
        corpus,
        folds=config.folds,
        seed=config.seed,
        test_share=config.test_share,
        thorough=thorough,
        progress=progress,
    )
    _write(trained, corpus, config, overrides)
    return trained.metrics


def _corpus(config: TrainConfig) -> Corpus:
    from stance.corpus import with_corrections

    corpus = _table(config.data) if config.data.text else _annotated(config.data)
    if config.continue_from:
        path = Path(config.continue_from)
        return with_corrections(corpus, _corrected_quotes(path), path, config.continue_weight)
    return corpus


def _corrected_quotes(path: Path) -> Iterator[Quote]:
    """Read a review sheet, which says what is to change, or a quotes file in whose `stance` column it was changed."""
    from stance.corrections import checked_quotes
    from stance.corrections.records import COLUMNS
    from stance.io import read_quotes
    from stance.io.quote_formats import FORMATS

    chosen = FORMATS.get(path.suffix.lower())
    is_plain = chosen and not (path.is_file() and set(COLUMNS) & set(chosen.columns(path)))
    return read_quotes(path) if is_plain else checked_quotes(path)


def _table(data: DataConfig) -> Corpus:
    from stance.corpus import TableColumns, read_table

    labels = data.labels or {}
    if not isinstance(labels, dict):
        raise StanceError(
            f"data.labels is {labels!r}; it must map labels to classes: 'data.labels={{friendly: cooperative}}'"
        )
    columns = TableColumns(data.text or "", data.label or "", data.cue, data.group)
    return read_table(Path(data.path or ""), columns, {str(label): name for label, name in labels.items()})


def _annotated(data: DataConfig) -> Corpus:
    from stance.corpus import CORPUS_DIR, assemble

    corpus = assemble(Path(data.path) if data.path else CORPUS_DIR, Path(data.texts) if data.texts else None)
    for reason, count in corpus.left_out.items():
        logger.info(
            "%d %s are left out. Those over public corpora need the texts: data=corpus+standoff data.texts=FILE "
            "brings them in (data/README.md).",
            count,
            reason,
        )
    return corpus


def _progress(folds: Sequence[Fold], name: str) -> Iterable[Fold]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    if not console.is_terminal:
        logger.info("cross-validating %s", name)
        return folds
    return track(folds, f"cross-validating {name}", console=console)


def _write(trained: Trained, corpus: Corpus, config: TrainConfig, overrides: Sequence[str]) -> None:
    from stance.experiments import git_revision, write_record
    from stance.experiments.plots import run_plots
    from stance.model import save_model

    settings, plots = _yaml(config), run_plots(trained.validation, trained.metrics)
    run = {"fit_seconds": trained.fit_seconds, "revision": git_revision()}
    manifest = save_model(
        trained.pipeline,
        Path(config.output),
        metrics=trained.metrics,
        config=settings,
        command=_command(overrides),
        data=corpus.described(),
        run=run,
        figures=plots,
        export=config.export is not None,
    )
    write_record(
        Path(config.run),
        trained.validation,
        manifest=manifest,
        metrics=trained.metrics,
        config=settings,
        plots=plots,
    )


def _yaml(config: TrainConfig) -> str:
    from omegaconf import OmegaConf

    return OmegaConf.to_yaml(OmegaConf.create(asdict(config)))


def _command(overrides: Sequence[str]) -> str:
    """Return what to type to train this model again."""
    return shlex.join(["python", "-m", "stance.train", *overrides])


def _macro_f1(metrics: dict[str, Any]) -> float:
    return float(metrics["cross_validation"]["model"]["macro_f1"])


def _folds(config: TrainConfig) -> str:
    if config.test_share is None:
        return f"{config.folds} folds"
    return f"{config.folds} draws of {config.test_share:.0%}"


def _show(metrics: dict[str, Any], config: TrainConfig) -> None:
    from rich.console import Console

    from stance.model.tables import by_class, compared

    console = Console()
    console.print(by_class(metrics["cross_validation"]["model"], f"Cross-validated by article, {_folds(config)}"))
    console.print(compared(metrics))
    console.print(f"Wrote {config.output} and {config.run}", highlight=False)


if __name__ == "__main__":
    main()
