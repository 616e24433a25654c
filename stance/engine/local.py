"""Processes of this machine, through loky: started afresh, so that they share nothing, and replaced when they die."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, cast

from stance.engine.pool import Pending
from stance.engine.work import Task
from stance.schema import Article

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

_SECONDS_BETWEEN_LOOKS = 1.0


@contextmanager
def local_pool(width: int) -> Iterator["LocalPool"]:
    """Lend so many processes, which end with the block at once."""
    pool = LocalPool(width)
    try:
        yield pool
    finally:
        pool.end()


class LocalPool:
    """A number of processes that take chunks."""

    deaths = (BrokenExecutor,)

    def __init__(self, width: int) -> None:
        self.width = width
        self._executor = self._started()

    def submit(self, task: Task, chunk: list[Article]) -> Pending:
        """Have the next idle process do it."""
        return cast("Pending", self._executor.submit(task, chunk))

    def renew(self) -> None:
        """Start new processes: one that dies takes all the others with it."""
        self.end()
        self._executor = self._started()

    def end(self) -> None:
        """End the processes, whatever they are at."""
        self._executor.shutdown(wait=True, kill_workers=True)

    def _started(self) -> "ProcessPoolExecutor":
        from loky import ProcessPoolExecutor

        return ProcessPoolExecutor(self.width, initializer=_begin_worker, initargs=(os.getpid(),))


def _begin_worker(parent: int) -> None:
    """Leave interruptions to the parent, which ends its workers, and end when it is gone without having done so.

    Do without pandas, which scikit-learn loads where it is installed: half a second and 60 MB that no worker uses.
    """
    sys.modules.setdefault("pandas", cast("ModuleType", None))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    os._exit(1)
