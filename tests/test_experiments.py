import csv
import io
import json
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console
from sklearn.linear_model import LogisticRegression

from stance.corpus import Corpus, LabelledQuote, Source, Split, read_corpus
from stance.errors import StanceError
from stance.experiments import (
    Trained,
    git_revision,
    read_runs,
    record_failure,
    revision,
    train,
    write_leaderboard,
    write_record,
)
from stance.experiments.leaderboard_page import page, screen
from stance.experiments.plots import confusion_plot, interval_plot, learning_curve_plot, run_plots
from stance.model import make_pipeline
from stance.paths import DATA_DIR

COMMAND = ("python", "-m", "stance.train")
SECRET = "كلمات من مقال لا يجوز نشره"


def some_quotes() -> list[LabelledQuote]:
    quotes = [quote for quote in read_corpus() if quote.split is not Split.TEST][::40]
    return [
        replace(quote, quote=f"{SECRET} {quote.quote}", cue=SECRET, source=Source.STANDOFF) for quote in quotes[:30]
    ] + quotes[30:]


def trained_with(C: float, corpus: Corpus, test_share: float | None = None) -> Trained:
    pipeline = make_pipeline(LogisticRegression(C=C, max_iter=1000), char_ngrams=None)
    settings: dict[str, Any] = {"folds": 2, "seed": 0, "thorough": False, "test_share": test_share}
    return train(pipeline, corpus, **settings, progress=lambda folds, _: folds)


@pytest.fixture(scope="module")
def trained() -> Trained:
    return trained_with(1, Corpus(some_quotes(), {}, {}))


def record(trained: Trained, folder: Path, *overrides: str, **more: Any) -> None:
    manifest = {"command": shlex.join([*COMMAND, *overrides]), "fit_seconds": 1.5, "bytes": 2_000_000}
    plots = run_plots(trained.validation, trained.metrics)
    given: dict[str, Any] = {"manifest": manifest, "metrics": trained.metrics, "config": "seed: 0\n", "plots": plots}
    write_record(folder, trained.validation, **given | more)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestTraining:
    def test_thorough_measures_come_on_demand(self, trained: Trained) -> None:
        assert not {"unseen", "learning_curve", "cue_masked"} & trained.metrics.keys()
        corpus = Corpus(some_quotes(), {}, {})
        pipeline = make_pipeline(LogisticRegression(C=1, max_iter=1000), char_ngrams=None)
        metrics = train(pipeline, corpus, folds=2, seed=0, thorough=True, progress=lambda folds, _: folds).metrics
        assert {"unseen", "learning_curve", "cue_masked"} <= metrics.keys()
        assert {name: metrics[name] for name in trained.metrics} == trained.metrics

    def test_settings_of_no_use_are_said(self) -> None:
        with pytest.raises(StanceError, match="These settings cannot be trained with: The 'C' parameter"):
            trained_with(-1, Corpus(some_quotes(), {}, {}))


class TestRecord:
    def test_every_quote_stands_there_with_its_answer(self, trained: Trained, tmp_path: Path) -> None:
        record(trained, tmp_path)
        quotes, answers = trained.validation.quotes, rows(tmp_path / "predictions.csv")
        assert [row["id"] for row in answers] == [quote.id for quote in quotes]
        assert [row["label"] for row in answers] == [quote.label for quote in quotes]
        assert {row["fold"] for row in answers} == {"0", "1"}
        for row in answers:
            shares = {name: float(row[f"p_{name}"]) for name in trained.validation.classes}
            assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
            assert row["predicted"] == max(shares, key=lambda name: shares[name])
        wrong = {row["id"] for row in answers if row["label"] != row["predicted"]}
        assert {row["id"] for row in rows(tmp_path / "errors.csv")} == wrong

    def test_no_word_of_a_public_corpus_is_written(self, trained: Trained, tmp_path: Path) -> None:
        record(trained, tmp_path)
        assert not [path for path in tmp_path.iterdir() if SECRET in path.read_text(encoding="utf-8")]
        errors = rows(tmp_path / "errors.csv")
        own = {quote.id: quote.quote for quote in trained.validation.quotes if quote.source is not Source.STANDOFF}
        assert any(row["source"] == "standoff" for row in errors)
        assert all(row["quote"] == own.get(row["id"], "") for row in errors)

    def test_errors_come_surest_first(self, trained: Trained, tmp_path: Path) -> None:
        record(trained, tmp_path)
        confidence = [float(row["confidence"]) for row in rows(tmp_path / "errors.csv")]
        assert confidence == sorted(confidence, reverse=True)

    def test_a_success_takes_the_place_of_a_failure(self, trained: Trained, tmp_path: Path) -> None:
        record_failure(tmp_path, "python -m stance.train", "StanceError: no")
        record(trained, tmp_path)
        assert not (tmp_path / "failed.json").exists()


class TestRevision:
    def test_it_is_the_checkouts(self) -> None:
        if not (DATA_DIR.parent / ".git").exists():
            pytest.skip("no checkout")
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=DATA_DIR, capture_output=True, text=True, check=True)
        found = git_revision()
        assert found is not None
        assert found["commit"] == head.stdout.strip()

    def test_changed_code_is_dirty_and_other_files_are_not(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(revision, "_CHECKOUT", tmp_path)
        assert git_revision() is None
        (tmp_path / "stance").mkdir()
        (tmp_path / "stance" / "text.py").touch()
        identity = ["-c", "user.name=Test", "-c", "user.email=test@localhost"]
        for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "First"]):
            subprocess.run(["git", *words], cwd=tmp_path, check=True)
        (tmp_path / "notes.txt").touch()
        clean = git_revision()
        (tmp_path / "stance" / "model.py").touch()
        assert clean and clean["dirty"] is False
        assert git_revision() == {**clean, "dirty": True}


@pytest.fixture(scope="module")
def sweep(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep")
    better = trained_with(30, Corpus(some_quotes(), {}, {}))
    fewer = trained_with(1, Corpus(some_quotes()[5:], {}, {}))
    for number, (one, C) in enumerate(((trained, 1), (better, 30), (fewer, 2))):
        record(one, folder / str(number), "features=word", f"classifier.C={C}")
    record_failure(
        folder / "10", shlex.join([*COMMAND, "features=word", "classifier.C=no"]), "StanceError: C <b>no</b>"
    )
    (folder / "notes").mkdir()
    return folder


class TestLeaderboard:
    def test_runs_are_ordered_and_compared(self, sweep: Path) -> None:
        runs = read_runs(sweep, by="log_loss")
        assert runs[-1].error and runs[-1].name == "10"
        losses = [run.figures["log_loss"] for run in runs[:-1]]
        assert losses == sorted(losses)
        assert {run.name: run.settings for run in runs} == {
            "0": "classifier.C=1",
            "1": "classifier.C=30",
            "2": "classifier.C=2",
            "10": "classifier.C=no",
        }
        gains = {run.name: run.gain for run in runs}
        figures = {run.name: run.figures["macro_f1"] for run in runs[:-1]}
        assert gains["0"] is gains["2"] is gains["10"] is None
        assert gains["1"] and gains["1"].value == pytest.approx(figures["1"] - figures["0"], abs=2e-4)

    def test_runs_that_ask_some_quotes_twice_are_compared(self, tmp_path: Path) -> None:
        corpus = Corpus(some_quotes(), {}, {})
        for number, C in enumerate((0.01, 30)):
            record(trained_with(C, corpus, test_share=0.4), tmp_path / str(number), f"classifier.C={C}")
        asked = [row["id"] for row in rows(tmp_path / "0" / "predictions.csv")]
        assert len({*asked}) < len(asked)
        better, worse = read_runs(tmp_path, by="macro_f1")
        assert better.figures["quotes"] == len(asked)
        assert better.gain
        difference = better.figures["macro_f1"] - worse.figures["macro_f1"]
        assert better.gain.value == pytest.approx(difference, abs=2e-4)

    def test_the_table_is_for_spreadsheets(self, sweep: Path) -> None:
        runs = read_runs(sweep, by="macro_f1")
        write_leaderboard(sweep, runs, by="macro_f1")
        found = {row["run"]: row for row in rows(sweep / "leaderboard.csv")}
        assert [found[name]["status"] for name in ("0", "1", "2", "10")] == ["completed"] * 3 + ["failed"]
        assert float(found["1"]["macro_f1_low"]) < float(found["1"]["macro_f1"]) < float(found["1"]["macro_f1_high"])
        assert found["1"]["command"] == "python -m stance.train features=word classifier.C=30"
        assert (found["1"]["fit_seconds"], found["1"]["bytes"]) == ("1.5", "2000000")

    def test_the_page_needs_nothing_else(self, sweep: Path) -> None:
        html = page(read_runs(sweep, by="macro_f1"), "macro_f1")
        assert "<svg" in html and "<script" not in html and "src=" not in html and "href=" not in html
        assert "over run 0" in html
        assert "C &lt;b&gt;no&lt;/b&gt;" in html
        assert "python -m stance.train features=word classifier.C=30" in html

    def test_the_screen_of_a_small_terminal_shows_all(self, sweep: Path) -> None:
        console = Console(width=80, file=io.StringIO(), record=True)
        runs = read_runs(sweep, by="macro_f1")
        console.print(screen(runs, "macro_f1"))
        shown = console.export_text()
        assert "…" not in shown
        assert all(f"{run.figures['macro_f1']:.4f}" in shown for run in runs if not run.error)
        assert "failed: StanceError: C <b>no</b>" in shown

    def test_a_sweep_of_failures_has_a_page(self, tmp_path: Path) -> None:
        record_failure(tmp_path / "0", "python -m stance.train classifier.C=no", "StanceError: no")
        write_leaderboard(tmp_path, read_runs(tmp_path, by="macro_f1"), by="macro_f1")
        assert "StanceError: no" in (tmp_path / "leaderboard.html").read_text(encoding="utf-8")


class TestPlots:
    def test_all_are_well_formed_and_keep_to_their_frame(self, trained: Trained) -> None:
        points = [
            {"quotes": quotes, "macro_f1": f1, "interval": interval}
            for quotes, f1, interval in ((100, 0.5, [0.45, 0.55]), (200, 0.6, None), (400, 0.65, [0.6, 0.7]))
        ]
        drawings = {
            **run_plots(trained.validation, trained.metrics),
            "curve": learning_curve_plot(points),
            "intervals": interval_plot([("0", 0.5, 0.4, 0.62), ("1", 0.7, 0.61, 0.98)]),
        }
        assert set(drawings) == {"confusion.svg", "reliability.svg", "risk_coverage.svg", "curve", "intervals"}
        for svg in drawings.values():
            root = ElementTree.fromstring(svg)
            width, height = float(root.attrib["width"]), float(root.attrib["height"])
            for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
                assert 0 <= float(circle.attrib["cx"]) <= width
                assert 0 <= float(circle.attrib["cy"]) <= height

    def test_names_of_classes_are_escaped(self) -> None:
        root = ElementTree.fromstring(confusion_plot(["<a>", "ب"], ["<a>", "<a>"], ["<a>", "ب"]))
        texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
        assert texts.count("<a>") == texts.count("ب") == 2
        assert texts.count("100 %") == 2


def test_metrics_can_be_written_as_json(trained: Trained) -> None:
    assert json.loads(json.dumps(trained.metrics)) == trained.metrics
