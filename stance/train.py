"""Corpus in, model folder out: cross-validate by article, fit, save."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.cli import command
from stance.config import DataConfig, TrainConfig
from stance.errors import StanceError

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from stance.corpus import Corpus
    from stance.model.crossval import Fold

logger = logging.getLogger(__name__)


@command("train", TrainConfig)
def main(config: TrainConfig) -> float:
    """Train, write the model's folder, print how good it is, and return macro F1 for a sweep to compare."""
    from hydra.utils import instantiate

    from stance.model import make_pipeline, save_model

    config = replace(config, output=_output(config))
    corpus = _corpus(config.data)
    pipeline = make_pipeline(instantiate(config.classifier), **asdict(config.features))
    try:
        metrics = _fit(pipeline, corpus, config)
    except ValueError as error:  # scikit-learn's word for settings that it cannot work with
        raise StanceError(f"These settings cannot be trained with: {error}") from error
    save_model(
        pipeline,
        Path(config.output),
        metrics=metrics,
        config=_yaml(config),
        command=_command(),
        data=_described(corpus),
    )
    _show(metrics, config.output)
    return float(metrics["cross_validation"]["model"]["macro_f1"])


def _output(config: TrainConfig) -> str:
    """Return where the model goes: each run of a sweep has a folder of its own."""
    from hydra.core.hydra_config import HydraConfig
    from hydra.types import RunMode

    hydra = HydraConfig.get()
    return str(hydra.runtime.output_dir) if hydra.mode is RunMode.MULTIRUN else config.output


def _corpus(data: DataConfig) -> Corpus:
    from stance.corpus import CORPUS_DIR, assemble

    corpus = assemble(Path(data.path) if data.path else CORPUS_DIR, Path(data.texts) if data.texts else None)
    if corpus.without_text:
        logger.info(
            "%d labels over public corpora are left out, as their texts are not at hand: "
            "data=corpus+standoff data.texts=FILE brings them in (data/README.md).",
            corpus.without_text,
        )
    return corpus


def _fit(pipeline: Pipeline, corpus: Corpus, config: TrainConfig) -> dict[str, Any]:
    """Cross-validate, then fit on the whole train split; return the figures, with those on the dev split."""
    from stance.corpus import Split
    from stance.model.measurement import cross_validated, held_out

    train = corpus.of(Split.TRAIN)
    figures = cross_validated(pipeline, train, folds=config.folds, seed=config.seed, progress=_progress)
    pipeline.fit(train, [quote.stance.value for quote in train])
    return {
        "folds": config.folds,
        "seed": config.seed,
        "cross_validation": figures,
        "held_out": held_out(pipeline, corpus.of(Split.DEV)),
    }


def _progress(folds: Sequence[Fold], name: str) -> Iterable[Fold]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    if not console.is_terminal:
        logger.info("cross-validating %s", name)
        return folds
    return track(folds, f"cross-validating {name}", console=console)


def _described(corpus: Corpus) -> dict[str, Any]:
    from stance.corpus import Split

    return {"files": corpus.digests, "labels_without_text": corpus.without_text, "train": corpus.counts(Split.TRAIN)}


def _yaml(config: TrainConfig) -> str:
    from omegaconf import OmegaConf

    return OmegaConf.to_yaml(OmegaConf.create(asdict(config)))


def _command() -> str:
    """Return what to type to train this model again."""
    from hydra.core.hydra_config import HydraConfig

    return shlex.join(["python", "-m", "stance.train", *HydraConfig.get().overrides.task])


def _show(metrics: dict[str, Any], folder: str) -> None:
    from rich.console import Console

    from stance.model.tables import by_class, compared

    console = Console()
    console.print(
        by_class(metrics["cross_validation"]["model"], f"Cross-validated by article, {metrics['folds']} folds")
    )
    console.print(compared(metrics))
    console.print(f"Wrote {folder}", highlight=False)


if __name__ == "__main__":
    main()
