"""The command line: predictions and gold in, tables, figures and errors out."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from stance.evaluate.__main__ import main
from stance.io import write_quotes
from stance.schema import Form, Quote, Stance

TEXT = "أعلنت الوزيرة سلمى الهاشمي أن المحمية ستفتح أبوابها، وحذر عادل الكيلاني من جفاف الآبار."


def quote(words: str, speaker: str) -> Quote:
    start = TEXT.index(words)
    end = start + len(words)
    return Quote("1", f"1:{start}-{end}", words, start, end, Form.INDIRECT, speaker=speaker, stance=Stance.NEUTRAL)


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    quotes = [quote("المحمية ستفتح أبوابها", "سلمى الهاشمي"), quote("جفاف الآبار", "عادل الكيلاني")]
    rows = [
        {"start": q.quote_start, "end": q.quote_end, "speaker": q.speaker, "stance": q.stance, "form": q.form}
        for q in quotes
    ]
    path = tmp_path / "gold.jsonl"
    articles: list[dict[str, Any]] = [{"id": "1", "split": "test", "text": TEXT, "quotes": rows}]
    articles += [{"id": "2", "split": "test", "text": "لا أقوال هنا", "quotes": []}]
    articles += [{"id": "3", "split": "train", "text": "ولا هنا", "quotes": []}]
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return path


def run(monkeypatch: pytest.MonkeyPatch, **settings: Path | str) -> None:
    monkeypatch.setattr(sys, "argv", ["stance-evaluate", *(f"{name}={value}" for name, value in settings.items())])
    main()


@pytest.mark.parametrize("suffix", [".html", ".jsonl", ".csv"])
def test_figures_and_errors_are_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, gold_file: Path, suffix: str
) -> None:
    predictions, errors = tmp_path / "quotes.jsonl", tmp_path / "out" / f"errors{suffix}"
    write_quotes(predictions, [quote("المحمية ستفتح أبوابها", "عادل الكيلاني")])
    run(monkeypatch, gold=gold_file, split="test", predictions=predictions, errors=errors, resamples="20")
    metrics = json.loads((tmp_path / "out" / "metrics.json").read_bytes())
    assert (metrics["articles"], metrics["quote"], metrics["speaker_accuracy"]) == (
        2,
        {"p": 1.0, "r": 0.5, "f1": 0.6667},
        0,
    )
    assert metrics["intervals"]["quote"]["r"] == [0.0, 0.5]
    assert "جفاف الآبار" in errors.read_text(encoding="utf-8")
    assert "2 articles, 2 gold quotes, 1 predicted" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"gold": "nowhere.jsonl"}, "nowhere.jsonl cannot be read"),
        ({"split": "tset"}, "no article of split 'tset'"),
        ({"errors": "errors.xlsx"}, "use one of .html, .jsonl, .csv"),
        ({"predictions": "nowhere.jsonl"}, "nowhere.jsonl"),
        ({"resamples": "0"}, "draw once at least"),
    ],
)
def test_faults_end_with_a_message(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    gold_file: Path,
    settings: dict[str, str],
    message: str,
) -> None:
    predictions = tmp_path / "quotes.jsonl"
    write_quotes(predictions, [])
    with pytest.raises(SystemExit) as exit_:
        run(monkeypatch, **{"gold": str(gold_file), "predictions": str(predictions)} | settings)
    assert exit_.value.code == 2
    assert message in capsys.readouterr().err
