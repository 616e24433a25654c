"""Which state of the code a run was made with."""

import subprocess
from typing import TypedDict

from stance.paths import DATA_DIR

_CHECKOUT = DATA_DIR.parent
_WHAT_COUNTS = ("stance", "configs", "data")


class Revision(TypedDict):
    """A commit, and whether code, configs or data differed from it."""

    commit: str
    dirty: bool


def git_revision() -> Revision | None:
    """Return the checkout's commit, or None where the code is no checkout or git is missing."""
    if not (_CHECKOUT / ".git").exists():  # an installed package may lie inside a checkout of something else
        return None
    try:
        commit = _git("rev-parse", "HEAD").strip()
        return {"commit": commit, "dirty": bool(_git("status", "--porcelain", "--", *_WHAT_COUNTS).strip())}
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(*words: str) -> str:
    return subprocess.run(["git", "-C", str(_CHECKOUT), *words], capture_output=True, text=True, check=True).stdout
