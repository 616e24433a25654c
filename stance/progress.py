"""How far a run over articles has come: a live bar on a terminal, log lines elsewhere."""

import logging
import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

from stance.plurals import counted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

log = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOG_LINES = 10.0
_SECONDS_BETWEEN_LOOKS = 0.1


class ArticleProgress:
    """Counts `articles`, `quotes` and `rejects` and shows them; a context manager.

    Articles come from a stream: `expect` tells about how many there will be, where that is known.
    """

    def __init__(self) -> None:
        self.articles = self.quotes = self.rejects = 0
        self._already = 0
        self._expected: int | None = None
        self._began = self._last_shown = time.monotonic()
        self._live: tuple[Progress, TaskID] | None = None
        self._exit = ExitStack()

    def expect(self, articles: int) -> None:
        """Reckon with so many articles."""
        self._expected = articles or None

    def advance(self, *, articles: int = 0, quotes: int = 0, rejects: int = 0, already: bool = False) -> None:
        """Add to the counts; `already` is what an earlier run has done, which tells nothing about the speed."""
        if self.articles == self._already:  # until now processes have started, which is no news
            self._began = self._last_shown = time.monotonic()
        self.articles += articles
        self.quotes += quotes
        self.rejects += rejects
        self._already += articles if already else 0
        if time.monotonic() > self._last_shown + (_SECONDS_BETWEEN_LOOKS if self._live else _SECONDS_BETWEEN_LOG_LINES):
            self._show()

    def __str__(self) -> str:
        left = self._seconds_left()
        until = f", {_spelled(left)} left" if left is not None else ""
        counts = f"{counted(self.quotes, 'quote')}, {counted(self.rejects, 'reject')}"
        return f"{counted(self.articles, 'article')} ({self._rate():,.0f}/s), {counts}{until}"

    def _show(self) -> None:
        self._last_shown = time.monotonic()
        if self._live:
            progress, task = self._live
            total = max(self._expected, self.articles) if self._expected else None
            progress.update(task, description=str(self), completed=self.articles, total=total)
        else:
            log.info("%s", self)

    def _rate(self) -> float:
        return (self.articles - self._already) / max(time.monotonic() - self._began, 1e-9)

    def _seconds_left(self) -> float | None:
        if not self._expected or self.articles == self._already:
            return None
        return max(0, self._expected - self.articles - self.rejects) / self._rate()

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        if console.is_terminal:
            columns = BarColumn(bar_width=20), TextColumn("{task.description}"), TimeElapsedColumn()
            progress = self._exit.enter_context(Progress(*columns, console=console, transient=True))
            self._live = progress, progress.add_task(str(self), total=None)
            self._log_above_the_live_line()
        return self

    def _log_above_the_live_line(self) -> None:
        """Send the log through the stderr that rich has put in place, until the end."""
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler) and (former := handler.setStream(sys.stderr)):
                self._exit.callback(handler.setStream, former)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._exit.close()


def _spelled(seconds: float) -> str:
    """Return a stretch of time in its two greatest units.

    >>> _spelled(42), _spelled(3_725), _spelled(200_000)
    ('42 s', '1 h 2 min', '2 d 7 h')
    """
    whole = round(seconds)
    for size, unit, smaller, smaller_unit in ((86_400, "d", 3_600, "h"), (3_600, "h", 60, "min"), (60, "min", 1, "s")):
        if whole >= size:
            return f"{whole // size} {unit} {whole % size // smaller} {smaller_unit}"
    return f"{whole} s"
