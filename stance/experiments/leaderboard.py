"""All runs of a sweep in one table: on screen, for spreadsheets, and as a page with a plot."""

from __future__ import annotations

import csv
import json
import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.experiments.record import FAILURE, PREDICTIONS

if TYPE_CHECKING:
    from stance.model.intervals import Gain

FIGURES = ("macro_f1", "accuracy", "log_loss", "brier", "ece")
LOWER_IS_BETTER = frozenset({"log_loss", "brier", "ece"})


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a sweep: its figures, or the error that ended it.

    `settings` are the overrides that not all runs share. `gain` is over the `reference`, the sweep's first run that did
    not fail; None for that one itself and for runs over other quotes.
    """

    name: str
    command: str
    settings: str
    figures: dict[str, Any]
    fit_seconds: float | None = None
    size: int | None = None
    gain: Gain | None = None
    reference: bool = False
    error: str | None = None


def read_runs(folder: Path, *, by: str, seed: int = 0) -> list[Run]:
    """Read the runs of a sweep's folder, the best first, those that failed last."""
    found = [_described(path) for path in sorted(folder.iterdir(), key=_number) if path.is_dir()]
    described = [one for one in found if one]
    shared = set.intersection(*({*_settings(one)} for one in described)) if described else set()
    first = next((one["folder"] for one in described if "error" not in one), None)
    runs = [_run(one, shared, first, seed) for one in described]
    sign = 1 if by in LOWER_IS_BETTER else -1
    return sorted(runs, key=lambda run: (run.error is not None, sign * run.figures.get(by, 0)))


def write_leaderboard(folder: Path, runs: Sequence[Run], *, by: str) -> None:
    """Write `leaderboard.csv` and `leaderboard.html` into the sweep's folder."""
    from stance.experiments.leaderboard_page import page

    with (folder / "leaderboard.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [_csv_row(run) for run in runs]
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    (folder / "leaderboard.html").write_text(page(runs, by), encoding="utf-8")


def _number(path: Path) -> tuple[int, str]:
    return (int(path.name) if path.name.isdecimal() else -1, path.name)


def _described(folder: Path) -> dict[str, Any] | None:
    """Return what a run wrote down: its failure, or its manifest with the figures."""
    if (folder / FAILURE).is_file():
        return {"folder": folder, **_json(folder / FAILURE)}
    if not (folder / "manifest.json").is_file():
        return None
    figures = _json(folder / "metrics.json")["cross_validation"]["model"]
    return {"folder": folder, "figures": figures, **_json(folder / "manifest.json")}


def _settings(one: dict[str, Any]) -> list[str]:
    """Return what was typed behind `python -m stance.train`."""
    return shlex.split(one["command"])[3:]


def _run(one: dict[str, Any], shared: set[str], first: Path | None, seed: int) -> Run:
    return Run(
        name=one["folder"].name,
        command=one["command"],
        settings=" ".join(word for word in _settings(one) if word not in shared),
        figures=one.get("figures", {}),
        fit_seconds=one.get("fit_seconds"),
        size=one.get("bytes"),
        gain=_gain(one["folder"], first, seed) if first and first != one["folder"] and "error" not in one else None,
        reference=one["folder"] == first,
        error=one.get("error"),
    )


def _gain(folder: Path, first: Path, seed: int) -> Gain | None:
    from stance.model.intervals import gain

    ours, reference = _answers(folder), _answers(first)
    if ours.keys() != reference.keys() or any(ours[it][:2] != reference[it][:2] for it in ours):
        return None
    truth, groups = ([ours[it][part] for it in ours] for part in (0, 1))
    return gain(truth, [ours[it][2] for it in ours], [reference[it][2] for it in ours], groups, seed)


def _answers(folder: Path) -> dict[tuple[str, int], tuple[str, str, str]]:
    """Return label, group and predicted class of each answer, by the quote's id and how often it was asked before."""
    answers: dict[tuple[str, int], tuple[str, str, str]] = {}
    asked: Counter[str] = Counter()
    with (folder / PREDICTIONS).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answers[row["id"], asked[row["id"]]] = (row["label"], row["group"], row["predicted"])
            asked[row["id"]] += 1
    return answers


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


def _csv_row(run: Run) -> dict[str, object]:
    low, high = run.figures.get("intervals", {}).get("macro_f1", (None, None))
    value, gain_low, gain_high = run.gain or (None, None, None)
    return {
        "run": run.name,
        "status": "failed" if run.error else "completed",
        **{name: run.figures.get(name) for name in FIGURES},
        "macro_f1_low": low,
        "macro_f1_high": high,
        "gain": value,
        "gain_low": gain_low,
        "gain_high": gain_high,
        "fit_seconds": run.fit_seconds,
        "bytes": run.size,
        "settings": run.settings,
        "command": run.command,
        "error": run.error,
    }
