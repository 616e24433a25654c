"""A batch: articles from files through the engine, what cannot be read or analysed set aside, speakers named alike."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from stance import engine
from stance.config import ColumnsConfig, EngineConfig
from stance.errors import StanceError
from stance.io import Reject, RejectsFile, read_articles, read_quotes, write_quotes
from stance.progress import ArticleProgress
from stance.schema import Quote
from stance.speakers.aliases import Alias
from stance.speakers.merging import SpeakerNames, renamed


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


def with_one_name_each(quotes: Iterable[Quote], aliases: Mapping[str, Alias], output: Path) -> Iterator[Quote]:
    """Yield quotes, already under their aliases, with one name for each speaker in all of them.

    That name is known only behind the last quote: until then they lie in a file beside `output`.
    """
    names = SpeakerNames(aliases)
    scratch = output.with_name(f".{output.name}.{os.getpid()}.unnamed.jsonl")
    try:
        write_quotes(scratch, names.noting(quotes))
        yield from renamed(read_quotes(scratch), names.canonical())
    finally:
        scratch.unlink(missing_ok=True)


def _nothing_read(source: str, rejects: RejectsFile) -> str:
    if not rejects.first:
        return f"There is no article in {source}. Nothing was written."
    others = f" All {rejects.count} rejects: {rejects.path}." if rejects.count > 1 else ""
    return f"No article could be read from {source}, so nothing was written. {rejects.first}.{others}"
