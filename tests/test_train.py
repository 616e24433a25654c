import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hydra.utils import instantiate

from stance.corpus import CORPUS_DIR, Split, assemble
from stance.model import load_model, make_pipeline
from stance.model.measurement import held_out
from stance.paths import MODELS_DIR
from stance.train import main

FIGURES = ("macro_f1", "accuracy", "log_loss", "ece")


@pytest.fixture(scope="module")
def few_quotes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a corpus of every seventh line of the shipped one, which has all splits in it."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("articles.jsonl", "quotes.jsonl", "standoff.jsonl"):
        lines = (CORPUS_DIR / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / name).write_text("".join(lines[::7]), encoding="utf-8")
    return folder


def train(monkeypatch: pytest.MonkeyPatch, *overrides: str) -> None:
    monkeypatch.setattr(sys, "argv", ["stance-train", *overrides])
    main()


def written(folder: Path, name: str) -> Any:
    return yaml.safe_load((folder / name).read_text(encoding="utf-8"))


def test_training_writes_a_model_that_loads_and_tells_how_good_it_is(
    few_quotes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    common = (f"data.path={few_quotes}", "features=word", "folds=3")
    train(monkeypatch, *common, f"output={tmp_path / 'one'}")
    shown = capsys.readouterr().out
    train(monkeypatch, *common, f"output={tmp_path / 'two'}")

    metrics = written(tmp_path / "one", "metrics.json")
    assert metrics == written(tmp_path / "two", "metrics.json")
    assert set(metrics["cross_validation"]) == {"model", "cue only", "majority"}
    assert set(metrics["held_out"]) == {"article", "isolated"}
    for name, scores in metrics["cross_validation"]["model"]["classes"].items():
        row = next(line for line in shown.splitlines() if name in line)
        assert all(f"{scores[key]:.3f}" in row for key in ("precision", "recall", "f1"))
    assert "cue only, cross-validated" in shown

    manifest, config = written(tmp_path / "one", "manifest.json"), written(tmp_path / "one", "config.yaml")
    assert manifest["command"] == f"python -m stance.train {' '.join(common)} output={tmp_path / 'one'}"
    corpus = assemble(few_quotes)
    assert manifest["data"]["files"] == corpus.digests
    assert sum(manifest["data"]["train"]["source"].values()) == len(corpus.of(Split.TRAIN))
    assert config["features"]["char_ngrams"] is None
    assert set(load_model(tmp_path / "one").predict(corpus.of(Split.DEV))) == {"cooperative", "hostile", "neutral"}


def test_a_sweep_writes_each_run_to_its_own_folder(
    few_quotes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = (f"data.path={few_quotes}", f"hydra.sweep.dir={tmp_path}", "features=cue", "folds=2")
    train(monkeypatch, "-m", *common, "classifier.C=0.01,1")
    assert [written(tmp_path / run, "config.yaml")["classifier"]["C"] for run in ("0", "1")] == [0.01, 1]
    one, other = (written(tmp_path / run, "metrics.json") for run in ("0", "1"))
    assert one["cross_validation"]["model"] != other["cross_validation"]["model"]


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("classifer.C=3", "classifier.C"),
        ("classifier.C=minus", "The 'C' parameter of LogisticRegression must be a float"),
        ("folds=1", "Cannot cross-validate in 1 folds"),
        ("features.word_ngrams=[2,1]", "word_ngrams is [2, 1]"),
        ("data.path=nowhere", "there is no corpus here"),
        ("data=corpus+standoff", "data.texts=…"),
        ("features=words", "word_char"),
    ],
)
def test_what_cannot_be_trained_is_said_and_writes_nothing(
    few_quotes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    override: str,
    said: str,
) -> None:
    with pytest.raises(SystemExit) as stop:
        train(monkeypatch, f"data.path={few_quotes}", f"output={tmp_path / 'model'}", override)
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert not (tmp_path / "model").exists()


def test_the_shipped_settings_rebuild_the_shipped_figures() -> None:
    folder = MODELS_DIR / "authored"
    config, manifest, metrics = (written(folder, name) for name in ("config.yaml", "manifest.json", "metrics.json"))
    corpus = assemble()
    assert corpus.digests == manifest["data"]["files"]
    train_split = corpus.of(Split.TRAIN)
    pipeline = make_pipeline(instantiate(config["classifier"]), **config["features"])
    pipeline.fit(train_split, [quote.stance.value for quote in train_split])
    for source, figures in held_out(pipeline, corpus.of(Split.DEV)).items():
        expected = metrics["held_out"][source]
        assert [figures[key] for key in FIGURES] == pytest.approx([expected[key] for key in FIGURES], abs=0.005)
