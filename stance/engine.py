"""Many articles through the pipeline, in chunks, on one core or several; order is kept and memory stays constant."""

import functools
import logging
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from stance.io import Reject
from stance.schema import Article, Quote

if TYPE_CHECKING:
    from stance.model import StanceModel

log = logging.getLogger(__name__)
Result: TypeAlias = list[Quote] | Reject
_CHUNKS_PER_ROUND = 8  # for each process: enough that few of them idle at a round's end


def run(articles: Iterable[Article], *, model_path: str | None, n_jobs: int, chunk_size: int) -> Iterator[Result]:
    """Yield for each article, in order, its labelled quotes, or a Reject if the extraction failed on it.

    `n_jobs` processes (-1: one per core) load the model once each, from its path, and take `chunk_size` articles at a
    time; 1 stays in this process, and so does an input of a single chunk. Raises StanceError if there is no model.
    """
    from stance.model import load_model

    model = load_model(model_path)
    chunks = _chunks(articles, chunk_size)
    first = list(islice(chunks, 2))
    chunks = chain(first, chunks)
    if n_jobs == 1 or len(first) < 2:
        return chain.from_iterable(_process(chunk, model) for chunk in chunks)
    return _run_in_processes(chunks, model_path, n_jobs)


def _chunks(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    stream = iter(articles)
    while chunk := list(islice(stream, size)):
        yield chunk


def _run_in_processes(chunks: Iterator[list[Article]], model_path: str | None, n_jobs: int) -> Iterator[Result]:
    import joblib

    round_size = _CHUNKS_PER_ROUND * joblib.effective_n_jobs(n_jobs)
    with joblib.Parallel(n_jobs=n_jobs, batch_size=1, pre_dispatch="all", return_as="generator") as parallel:
        # In rounds: articles are read in this thread, and never more of them than one round takes.
        while some := list(islice(chunks, round_size)):
            yield from chain.from_iterable(parallel(joblib.delayed(_process_elsewhere)(it, model_path) for it in some))


def _process_elsewhere(chunk: list[Article], model_path: str | None) -> list[Result]:
    return _process(chunk, _model_of_this_process(model_path))


@functools.cache
def _model_of_this_process(path: str | None) -> "StanceModel":
    from stance.model import load_model

    return load_model(path)


def _process(chunk: list[Article], model: "StanceModel") -> list[Result]:
    """Extract article by article, then label the quotes of all in one call, which is what the model is quick at."""
    found = [_extracted(article) for article in chunk]
    quotes = [quote for result in found if not isinstance(result, Reject) for quote in result]
    labelled = iter(model.label(quotes))
    return [result if isinstance(result, Reject) else list(islice(labelled, len(result))) for result in found]


def _extracted(article: Article) -> Result:
    from stance.pipeline import extract_quotes

    try:
        return extract_quotes(article)
    except Exception as error:  # one odd article must not cost all the others
        log.debug("article %s", article.id, exc_info=True)
        return Reject(f"the extraction failed on it ({type(error).__name__}: {error})", article_id=article.id)
