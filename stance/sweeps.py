"""What happens when the last run of a sweep has ended: Hydra calls, as configs/hydra/callbacks says."""

from pathlib import Path
from typing import Any

from hydra.experimental.callback import Callback
from omegaconf import DictConfig

from stance.errors import StanceError
from stance.experiments.leaderboard import FIGURES

SOME_FAILED, ALL_FAILED = 3, 2


class Leaderboard(Callback):
    """Puts all runs of a sweep into one table, best first by a figure of metrics.json."""

    def __init__(self, by: str) -> None:
        if by not in FIGURES:
            raise StanceError(f"A leaderboard can be ordered by {', '.join(FIGURES)}, not by {by!r}.")
        self.by = by

    def on_multirun_end(self, config: DictConfig, **kwargs: Any) -> None:
        """Write leaderboard.csv and leaderboard.html, show the table, and end with a status that tells of failures."""
        from rich.console import Console

        from stance.experiments import read_runs, write_leaderboard
        from stance.experiments.leaderboard_page import screen

        folder = Path(str(config.hydra.sweep.dir))
        runs = read_runs(folder, by=self.by)
        if not runs:  # a sweep over a command that keeps no record
            return
        write_leaderboard(folder, runs, by=self.by)
        console = Console()
        console.print(screen(runs, self.by))
        console.print(f"Wrote {folder / 'leaderboard.csv'} and {folder / 'leaderboard.html'}", highlight=False)
        failed = sum(run.error is not None for run in runs)
        if failed:
            raise SystemExit(ALL_FAILED if failed == len(runs) else SOME_FAILED)
