"""The experiment bench: one run trained, measured and recorded, and all runs of a sweep held against each other."""

from stance.experiments.leaderboard import Run, read_runs, write_leaderboard
from stance.experiments.record import record_failure, write_record
from stance.experiments.revision import git_revision
from stance.experiments.training import Trained, train

__all__ = [
    "Run",
    "Trained",
    "git_revision",
    "read_runs",
    "record_failure",
    "train",
    "write_leaderboard",
    "write_record",
]
