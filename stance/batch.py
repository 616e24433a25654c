"""A batch: articles from files through the engine, what cannot be read or analysed set aside, speakers named alike."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from stance import engine
from stance.config import ColumnsConfig, EngineConfig
from stance.errors import StanceError
from stance.io import Reject, RejectsFile, read_articles, read_quotes, write_quotes
from stance.io.counting import estimated_articles
from stance.progress import ArticleProgress
from stance.repeats import Repeats
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
    *,
    trusted: bool = False,
    abstain_below: float | None = None,
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
    progress.expect(estimated_articles(source))
    results = engine.run(
        articles, model_path=model, trusted=trusted, abstain_below=abstain_below, **asdict(engine_config)
    )
    for result in results:
        if isinstance(result, Reject):
            reject(result)
        else:
            progress.advance(articles=1, quotes=len(result))
            yield from result
    if not progress.articles:
        listed = f" All {rejects.count} rejects: {rejects.path}." if rejects.count > 1 else ""
        raise StanceError(nothing_read(source, rejects.first) + listed)


def nothing_read(source: str, first: Reject | None) -> str:
    """Say that no article was read, and why the first was not."""
    if not first:
        return f"There is no article in {source}. Nothing was written."
    return f"No article could be read from {source}, so nothing was written. {first}."


def with_one_name_each(quotes: Iterable[Quote], aliases: Mapping[str, Alias], output: Path) -> Iterator[Quote]:
    """Yield quotes, already under their aliases, with one name for each speaker in all of them.

    That name is known only behind the last quote: until then they lie in a file beside `output`.
    """
    names = SpeakerNames(aliases)
    with _kept(names.noting(quotes), output) as scratch:
        yield from renamed(read_quotes(scratch), names.canonical())


def with_repeats_found(quotes: Iterable[Quote], output: Path) -> Iterator[Quote]:
    """Yield quotes, whose speakers have one name each, with one `cluster_id` for all reports of a statement.

    Until the last one has come they lie in files beside `output`.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    with Repeats(output.parent) as repeats, _kept(repeats.noting(quotes), output) as scratch:
        yield from repeats.clustered(read_quotes(scratch))


@contextmanager
def _kept(quotes: Iterable[Quote], output: Path) -> Iterator[Path]:
    """Write quotes down, and lend the file until they have been read."""
    scratch = output.with_name(f".{output.name}.{os.getpid()}.{id(quotes):x}.jsonl")
    try:
        write_quotes(scratch, quotes)
        yield scratch
    finally:
        scratch.unlink(missing_ok=True)
