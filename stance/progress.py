"""How far a run over articles has come: a live line on a terminal, log lines elsewhere."""

import logging
import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

log = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOG_LINES = 10.0


class ArticleProgress:
    """Counts `articles`, `quotes` and `rejects` and shows them; a context manager.

    Articles come from a stream, so how many there will be is not known.
    """

    def __init__(self) -> None:
        self.articles = self.quotes = self.rejects = 0
        self._began = self._last_line = time.monotonic()
        self._live: tuple[Progress, TaskID] | None = None
        self._exit = ExitStack()

    def advance(self, *, articles: int = 0, quotes: int = 0, rejects: int = 0) -> None:
        """Add to the counts."""
        if not self.articles:  # until now processes have started, which is no news
            self._last_line = time.monotonic()
        self.articles += articles
        self.quotes += quotes
        self.rejects += rejects
        if self._live:
            progress, task = self._live
            progress.update(task, description=str(self))
        elif time.monotonic() > self._last_line + _SECONDS_BETWEEN_LOG_LINES:
            self._last_line = time.monotonic()
            log.info("%s", self)

    def __str__(self) -> str:
        rate = self.articles / max(time.monotonic() - self._began, 1e-9)
        return f"{self.articles:,} articles ({rate:,.0f}/s), {self.quotes:,} quotes, {self.rejects:,} rejects"

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._began = self._last_line = time.monotonic()
        console = Console(stderr=True)
        if console.is_terminal:
            columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
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
