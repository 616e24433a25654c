"""Chunks to workers and results back in order; whoever kills a worker is found and left out."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stance.engine.pool import Pending, Pool
from stance.engine.work import Result, Task
from stance.io import Reject
from stance.schema import Article

log = logging.getLogger(__name__)
_AHEAD = 8  # chunks for each worker, so that none waits while a slow one holds up the order


class Supervisor:
    """Keeps the workers of a pool busy, with a bounded number of chunks under way."""

    def __init__(self, pool: Pool, task: Task) -> None:
        self.pool = pool
        self.task = task
        self._under_way: deque[tuple[list[Article], Pending]] = deque()

    def results(self, chunks: Iterable[list[Article]]) -> Iterator[Result]:
        """Yield the results of all chunks in the order of their articles."""
        for chunk in chunks:
            self._under_way.append((chunk, self._submitted(chunk)))
            while len(self._under_way) >= _AHEAD * self.pool.width:
                yield from self._next()
        while self._under_way:
            yield from self._next()

    def _next(self) -> list[Result]:
        chunk, pending = self._under_way.popleft()
        try:
            return pending.result()
        except self.pool.deaths:
            log.warning("a worker process died; what it worked on is tried again")
            return self._after_a_death(chunk)

    def _after_a_death(self, chunk: list[Article]) -> list[Result]:
        """Try again, each by itself, all the chunks that have died: whichever dies then has nobody else to blame."""
        settled = [(other, self._kept(pending)) for other, pending in self._under_way]
        self.pool.renew()
        results = self._again(chunk)
        self._under_way = deque((other, Done(kept or self._again(other))) for other, kept in settled)
        return results

    def _kept(self, pending: Pending) -> list[Result] | None:
        try:
            return pending.result()
        except self.pool.deaths:
            return None

    def _again(self, chunk: list[Article]) -> list[Result]:
        """Try a chunk once more, and then its articles one by one."""
        results = self._tried(chunk)
        if results is None:
            results = [result for article in chunk for result in self._tried([article]) or [_killer(article)]]
        return results

    def _tried(self, chunk: list[Article]) -> list[Result] | None:
        results = self._kept(self._submitted(chunk))
        if results is None:
            self.pool.renew()
        return results

    def _submitted(self, chunk: list[Article]) -> Pending:
        try:
            return self.pool.submit(self.task, chunk)
        except self.pool.deaths as error:
            return Dead(error)


@dataclass(frozen=True, slots=True)
class Done:
    """Results that have come already."""

    results: list[Result]

    def result(self) -> list[Result]:
        """Return them."""
        return self.results


@dataclass(frozen=True, slots=True)
class Dead:
    """Results that will not come."""

    error: Exception

    def result(self) -> list[Result]:
        """Raise what happened."""
        raise self.error


def _killer(article: Article) -> Reject:
    log.warning("article %s killed the worker process and is left out", article.id)
    return Reject("the worker process died on it", article_id=article.id)
