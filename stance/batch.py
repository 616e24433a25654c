"""A batch: articles from files through the engine, what cannot be read or analysed set aside."""

from collections.abc import Iterator
from dataclasses import asdict

from stance import engine
from stance.config import ColumnsConfig, EngineConfig
from stance.errors import StanceError
from stance.io import Reject, RejectsFile, read_articles
from stance.progress import ArticleProgress
from stance.schema import Quote


def label_articles(
    source: str,
    columns: ColumnsConfig,
    engine_config: EngineConfig,
    model: str | None,
    rejects: RejectsFile,
    progress: ArticleProgress,
) -> Iterator[Quote]:
    """Yield the labelled quotes of all articles of a file, folder or glob, in order.

    Raises
    ------
    StanceError
        Where not a single article could be analysed, so that nothing is written.

    """

    def reject(what: Reject) -> None:
        rejects(what)
        progress.advance(rejects=1)

    articles = read_articles(source, columns=asdict(columns), on_reject=reject)
    for result in engine.run(articles, model_path=model, **asdict(engine_config)):
        if isinstance(result, Reject):
            reject(result)
        else:
            progress.advance(articles=1, quotes=len(result))
            yield from result
    if not progress.articles:
        raise StanceError(_nothing_read(source, rejects))


def _nothing_read(source: str, rejects: RejectsFile) -> str:
    if not rejects.first:
        return f"There is no article in {source}. Nothing was written."
    others = f" All {rejects.count} rejects: {rejects.path}." if rejects.count > 1 else ""
    return f"No article could be read from {source}, so nothing was written. {rejects.first}.{others}"
