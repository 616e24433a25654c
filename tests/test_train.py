import csv
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hydra.utils import instantiate

from stance.corpus import CORPUS_DIR, Split, assemble
from stance.io import write_quotes
from stance.model import load_model, make_pipeline
from stance.model.measurement import held_out
from stance.paths import MODELS_DIR
from stance.schema import Form, Quote, Stance
from stance.train import main

FIGURES = ("macro_f1", "accuracy", "log_loss", "ece")
TABLE = [
    ("نرحب بأي حوار جاد", "friendly"),
    ("لن نغفر لهم هذا العدوان", "angry"),
    ("تبدأ الجلسة غدا في العاصمة", "plain"),
]


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


def into(folder: Path) -> tuple[str, str]:
    return f"output={folder}", f"run={folder / 'record'}"


def written(folder: Path, name: str) -> Any:
    return yaml.safe_load((folder / name).read_text(encoding="utf-8"))


def test_training_writes_a_model_that_loads_and_tells_how_good_it_is(
    few_quotes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    common = (f"data.path={few_quotes}", "features=word", "folds=3")
    train(monkeypatch, *common, *into(tmp_path / "one"))
    shown = capsys.readouterr().out
    train(monkeypatch, *common, *into(tmp_path / "two"))

    for name in ("metrics.json", "record/predictions.csv", "record/errors.csv", "reliability.svg"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    metrics = written(tmp_path / "one", "metrics.json")
    assert set(metrics["cross_validation"]) == {"model", "cue only", "majority"}
    assert set(metrics["held_out"]) == {"article", "isolated"}
    lines = shown.splitlines()
    for name, scores in metrics["cross_validation"]["model"]["classes"].items():
        row = next(line for line in lines if name in line)
        assert all(f"{scores[key]:.3f}" in row for key in ("precision", "recall", "f1"))
    assert any("cue only" in line and f"{metrics['cross_validation']['cue only']['ece']:.3f}" in line for line in lines)

    manifest, config = written(tmp_path / "one", "manifest.json"), written(tmp_path / "one", "config.yaml")
    assert manifest["command"] == f"python -m stance.train {' '.join([*common, *into(tmp_path / 'one')])}"
    corpus = assemble(few_quotes)
    assert manifest["data"]["files"] == corpus.digests
    assert sum(manifest["data"]["train"]["source"].values()) == len(corpus.of(Split.TRAIN))
    assert config["features"]["char_ngrams"] is None
    model = load_model(tmp_path / "one", trusted=True)
    assert set(model.predict(corpus.of(Split.DEV))) == {"cooperative", "hostile", "neutral"}


def test_the_record_of_a_run_is_whole(few_quotes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train(monkeypatch, f"data.path={few_quotes}", "features=cue", "folds=2", "measure=all", *into(tmp_path))
    assert {path.name for path in (tmp_path / "record").iterdir()} == {
        *("config.yaml", "manifest.json", "metrics.json", "predictions.csv", "errors.csv"),
        *("confusion.svg", "reliability.svg", "risk_coverage.svg", "learning_curve.svg"),
    }
    for name in ("config.yaml", "manifest.json", "metrics.json"):
        assert (tmp_path / "record" / name).read_bytes() == (tmp_path / name).read_bytes()
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".csv"]
    assert "revision" in written(tmp_path, "manifest.json")
    assert {"cue_masked", "unseen", "learning_curve"} <= written(tmp_path, "metrics.json").keys()
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert all(heading in card for heading in ("### Where it is a stranger", "### What more data would buy"))


def test_folds_can_be_drawn_anew(
    few_quotes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    train(monkeypatch, f"data.path={few_quotes}", "features=cue", "folds=3", "test_share=0.15", *into(tmp_path))
    articles = len({quote.group for quote in assemble(few_quotes).of(Split.TRAIN)})
    with (tmp_path / "record" / "predictions.csv").open(encoding="utf-8", newline="") as file:
        asked = {(row["fold"], row["group"]) for row in csv.DictReader(file)}
    for number in "012":
        assert sum(fold == number for fold, _ in asked) == pytest.approx(0.15 * articles, abs=1)
    assert "3 draws of 15%" in capsys.readouterr().out
    assert "by article (3 draws of 15 %, seed 0)" in (tmp_path / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("launcher", ["basic", "joblib"])
def test_a_sweep_ends_with_a_leaderboard(
    few_quotes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    launcher: str,
) -> None:
    common = (f"hydra/launcher={launcher}", f"data.path={few_quotes}", f"hydra.sweep.dir={tmp_path}", "folds=2")
    with pytest.raises(SystemExit) as stop:
        train(monkeypatch, "-m", *common, "features=cue", "classifier.C=0.01,minus,1")
    assert stop.value.code == 3
    assert [written(tmp_path / run, "config.yaml")["classifier"]["C"] for run in ("0", "2")] == [0.01, 1]
    one, other = (written(tmp_path / run, "metrics.json") for run in ("0", "2"))
    assert one["cross_validation"]["model"] != other["cross_validation"]["model"]
    assert (tmp_path / "0" / "model.joblib").exists() and (tmp_path / "0" / "predictions.csv").exists()
    assert "The 'C' parameter" in written(tmp_path / "1", "failed.json")["error"]
    assert (tmp_path / "leaderboard.csv").read_text(encoding="utf-8").count("\n") == 4
    assert "<svg" in (tmp_path / "leaderboard.html").read_text(encoding="utf-8")
    shown = capsys.readouterr().out
    assert "3 runs, best first by macro_f1" in shown
    assert "classifier.C=minus" in shown


def test_a_sweep_of_failures_only_has_failed(few_quotes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as stop:
        train(
            monkeypatch, "-m", "hydra/launcher=basic", f"hydra.sweep.dir={tmp_path}", "data.path=nowhere", "folds=2,3"
        )
    assert stop.value.code == 2


def write_table(path: Path) -> Path:
    rows = [{"quote": f"{text} {number}", "tone": tone} for number in range(8) for text, tone in TABLE]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_table_of_ones_own_is_trained_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = write_table(tmp_path / "mine.jsonl")
    common = (
        "data=table",
        f"data.path={table}",
        "data.text=quote",
        "data.label=tone",
        "features=word",
        "folds=2",
    )
    train(monkeypatch, *common, *into(tmp_path / "raw"))
    model = load_model(tmp_path / "raw", trusted=True)
    assert model.classes_ == ["angry", "friendly", "plain"]
    assert model.predict([text for text, _ in TABLE]) == [tone for _, tone in TABLE]
    assert "into 3 classes" in (tmp_path / "raw" / "README.md").read_text(encoding="utf-8")

    labels = "data.labels={friendly: cooperative, angry: hostile, plain: neutral}"
    train(monkeypatch, *common, labels, *into(tmp_path / "mapped"))
    assert load_model(tmp_path / "mapped", trusted=True).classes_ == ["cooperative", "hostile", "neutral"]


QUOTE = Quote("n", "n:0-13", "نرحب بهذا كله", 0, 13, Form.DIRECT, stance=Stance.HOSTILE)


def write_quotes_file(path: Path) -> None:
    write_quotes(path, [QUOTE])


def write_review_sheet(path: Path) -> None:
    write_quotes(path, [replace(QUOTE, stance=Stance.COOPERATIVE)])
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"new_stance,{header}\nhostile,{row}\n", encoding="utf-8")


@pytest.mark.parametrize("write", [write_quotes_file, write_review_sheet])
def test_corrections_are_learned_from(
    few_quotes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None]
) -> None:
    write(tmp_path / "corrections.csv")
    common = (f"data.path={few_quotes}", "features=word", "folds=2")
    train(monkeypatch, *common, *into(tmp_path / "before"))
    correcting = (f"continue={tmp_path / 'corrections.csv'}", "continue_weight=30")
    train(monkeypatch, *common, *correcting, *into(tmp_path / "after"))
    before, after = (
        dict(zip(model.classes_, model.predict_proba([QUOTE])[0], strict=True))
        for model in (load_model(tmp_path / name, trusted=True) for name in ("before", "after"))
    )
    assert after["hostile"] > before["hostile"] + 0.2
    manifest = written(tmp_path / "after", "manifest.json")
    assert manifest["data"]["train"]["source"]["correction"] == 1
    assert "corrections.csv" in manifest["data"]["files"]
    assert written(tmp_path / "after", "config.yaml")["continue_weight"] == 30


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("classifer.C=3", "classifier.C"),
        ("classifier.c=3", "Did you mean classifier.C"),
        ("classifier.C=minus", "The 'C' parameter of LogisticRegression must be a float"),
        ("folds=1", "Cannot cross-validate in 1 folds"),
        ("test_share=2", "Cannot draw a share of 2.0 of the articles 5 times"),
        ("features.word_ngrams=[2,1]", "word_ngrams is [2, 1]"),
        ("data.path=nowhere", "there is no corpus here"),
        ("data=corpus+standoff", "data.texts=…"),
        ("data=table", "data.label=…"),
        ("features=words", "Did you mean word?"),
        ("measure=most", "quick, all"),
        ("continue=nowhere.csv", "There is no file nowhere.csv"),
        ("contniue=x.csv", "Did you mean continue_from"),
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
        train(monkeypatch, f"data.path={few_quotes}", *into(tmp_path / "model"), override)
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
    pipeline.fit(train_split, [str(quote.label) for quote in train_split])
    for source, figures in held_out(pipeline, corpus.of(Split.DEV)).items():
        expected = metrics["held_out"][source]
        assert [figures[key] for key in FIGURES] == pytest.approx([expected[key] for key in FIGURES], abs=0.005)
