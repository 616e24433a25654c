"""Articles in, results in the same order out, whichever engine does the work."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import chain, islice

from stance.engine.chunks import in_chunks
from stance.engine.dask_cluster import dask_pool
from stance.engine.local import local_pool
from stance.engine.model_reference import ModelReference
from stance.engine.pool import Pool
from stance.engine.supervision import Supervisor
from stance.engine.work import Extract, Result, Task, Work
from stance.errors import StanceError
from stance.pipeline import extract_quotes
from stance.schema import Article

BACKENDS = ("serial", "local", "dask")


def run(
    articles: Iterable[Article],
    *,
    backend: str = "serial",
    model_path: str | None = None,
    trusted: bool = False,
    abstain_below: float | None = None,
    n_jobs: int = -1,
    chunk_size: int = 16,
    per_article_timeout_s: float = 60,
    address: str | None = None,
    extract: Extract = extract_quotes,
) -> Iterator[Result]:
    """Yield for each article, in order, its labelled quotes, or a Reject where it could not be analysed.

    Articles are read as they are needed, and what is read ahead is bounded. An article is rejected when `extract` or
    the model raises on it, when `extract` takes longer than `per_article_timeout_s`, and, outside this process, when
    a worker dies of it.

    Parameters
    ----------
    backend
        serial: this process; local: `n_jobs` processes of this machine (-1: one per core); dask: the cluster whose
        scheduler is at `address`, or `n_jobs` workers on this machine where that is None.
    model_path, trusted
        As `stance.load_model` takes them; workers load the model once each, from there, and check its digest.
    abstain_below
        How probable the most probable stance must be, for a quote not to be left undecided.
    chunk_size
        How many articles travel together.
    extract
        A function that a worker can import.

    Raises
    ------
    StanceError
        Where there is no model, Dask is asked for and not installed, or no cluster answers.

    """
    if backend not in BACKENDS:
        raise StanceError(f"There is no engine {backend!r}. Choose one of: {', '.join(BACKENDS)}.")
    if chunk_size < 1 or per_article_timeout_s <= 0 or n_jobs == 0:
        raise StanceError("engine.chunk_size, engine.n_jobs and engine.per_article_timeout_s cannot be 0.")
    work = Work(ModelReference.of(model_path, trusted=trusted), per_article_timeout_s, extract, abstain_below)
    chunks = in_chunks(articles, chunk_size)
    if backend == "serial":
        return chain.from_iterable(map(partial(work.process, work.model.load()), chunks))
    pool = local_pool if backend == "local" else partial(dask_pool, address)
    return _run_in_workers(chunks, work, pool, processes(n_jobs))


def processes(n_jobs: int) -> int:
    """Return how many processes are meant: as many as there are cores for -1, one less for -2."""
    from loky import cpu_count

    return n_jobs if n_jobs > 0 else max(1, int(cpu_count()) + 1 + n_jobs)


def _run_in_workers(
    chunks: Iterator[list[Article]], work: Task, pool: Callable[[int], AbstractContextManager[Pool]], most: int
) -> Iterator[Result]:
    """Start at `most` so many workers, fewer where there are fewer chunks."""
    first = list(islice(chunks, most))
    if first:
        with pool(len(first)) as workers:
            yield from Supervisor(workers, work).results(chain(first, chunks))
