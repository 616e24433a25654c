"""A limit on how long a stretch of code may take, by a signal where that works and from another thread elsewhere."""

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

_SECONDS_UNTIL_RAISED_AGAIN = 1.0  # in case the first one was swallowed


class OutOfTimeError(Exception):
    """The time was up before the work was done."""


def time_limit(seconds: float) -> AbstractContextManager[None]:
    """Raise OutOfTimeError inside the block when it has run for that long.

    A signal also ends a regular expression that runs away, but reaches main threads only. A worker of Dask runs its
    tasks in another thread: there the exception comes between two steps of Python.
    """
    in_main_thread = threading.current_thread() is threading.main_thread()
    return _by_signal(seconds) if in_main_thread and hasattr(signal, "setitimer") else _by_thread(seconds)


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    former = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _SECONDS_UNTIL_RAISED_AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former or signal.SIG_DFL)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    thread, over = ctypes.c_ulong(threading.get_ident()), threading.Event()

    def watch() -> None:
        if not over.wait(seconds):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(OutOfTimeError))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()  # what it raises at the last moment is raised in here
