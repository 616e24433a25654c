"""The leaderboard as people see it: on a terminal, and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from stance.experiments.leaderboard import Run
from stance.experiments.plots import environment, interval_plot
from stance.plurals import counted

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

NAMES = ("macro F1", "gain", "accuracy", "log-loss", "ECE", "fit, s", "MB")


class _Line(NamedTuple):
    """A run in words; a cell may have a second part, its interval."""

    name: str
    cells: list[tuple[str, str]]
    settings: str
    command: str
    error: str | None


def screen(runs: Sequence[Run], by: str) -> Group:
    """Return the leaderboard for a terminal of 80 columns: figures, then what was set, or went wrong, in each run."""
    from rich.console import Group
    from rich.text import Text

    title = f"{counted(len(runs), 'run')}, best first by {by}; below macro F1 and gain, 95 % intervals"
    figures, settings = _table(title, *NAMES), _table(None)
    settings.add_column("what is set", overflow="fold")
    for run in runs:
        cells = ["\n".join(filter(None, cell)) for cell in _cells(run)]
        figures.add_row(run.name, *(cells or ["failed"]))
        settings.add_row(run.name, Text(f"{run.settings}\nfailed: {run.error}" if run.error else run.settings))
    return Group(figures, settings)


def _table(title: str | None, *names: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("run", *names):
        table.add_column(name, justify="right", no_wrap=True)
    return table


def page(runs: Sequence[Run], by: str) -> str:
    """Return the leaderboard as one HTML page that needs nothing else."""
    measured = [run for run in runs if not run.error]
    drawn = [(run.name, run.figures["macro_f1"], *_interval(run)) for run in measured]
    template = environment().get_template("leaderboard.html.j2")
    return template.render(
        runs=[_Line(run.name, _cells(run), run.settings, run.command, run.error) for run in runs],
        names=NAMES,
        by=by,
        reference=next((run.name for run in measured if run.reference), None),
        plot=interval_plot(drawn) if drawn else "",
    )


def _interval(run: Run) -> tuple[float, float]:
    value = run.figures["macro_f1"]
    low, high = run.figures["intervals"].get("macro_f1", (value, value))
    return low, high


def _cells(run: Run) -> list[tuple[str, str]]:
    if run.error:
        return []
    low, high = _interval(run)
    gain = run.gain
    return [
        (f"{run.figures['macro_f1']:.4f}", f"{low:.3f}–{high:.3f}"),
        (f"{gain.value:+.4f}", f"{gain.low:+.3f} {gain.high:+.3f}") if gain else ("", ""),
        *((f"{run.figures[name]:.4f}", "") for name in ("accuracy", "log_loss", "ece")),
        (f"{run.fit_seconds:.1f}", ""),
        (f"{(run.size or 0) / 1e6:.1f}", ""),
    ]
