"""Quotes back from an annotation tool."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import ImportConfig
from stance.errors import StanceError
from stance.io import RejectsFile, read_articles, read_quotes, write_quotes
from stance.plurals import plural

if TYPE_CHECKING:
    from stance.interop.annotated import Annotated
    from stance.schema import Quote

SOME_REJECTED = 3


@command("import", ImportConfig)
def main(config: ImportConfig) -> None:
    """Read what a tool exported, write its quotes, tell how many; end with status 3 if some were left out."""
    from stance.interop.annotated import described
    from stance.interop.counting import Counted
    from stance.interop.formats import format_named

    chosen, source = format_named(config.format), Path(config.input)
    if not source.exists():
        raise StanceError(f"There is no {config.input}. Give what the annotation tool has exported: input=…")
    if config.corrections and not config.quotes:
        raise StanceError("corrections=… lists how quotes differ from those that were exported: name them, quotes=….")
    with RejectsFile(Path(config.rejects or f"{config.output}.rejects.jsonl")) as rejects:
        read = _noting_ids(chosen.read(source), ids := set[str]())
        counted = Counted(_in_their_articles(read, config, rejects) if config.articles else read)
        quotes = (quote for one in counted for quote in (described(one) if config.articles else one.quotes))
        write_quotes(config.output, _completed(quotes, config))
    _say(counted.report(config.output, rejects))
    if config.corrections and config.quotes:
        count = _write_corrections(config.quotes, config.output, ids, config.corrections)
        _say(f"{count:>9,} {plural(count, 'correction')} {config.corrections}")
    if rejects.count:
        raise SystemExit(SOME_REJECTED)


def _noting_ids(read: "Iterable[Annotated]", ids: set[str]) -> "Iterator[Annotated]":
    """Pass articles on and note which there are, those without a quote included."""
    for annotated in read:
        ids.add(annotated.article.id)
        yield annotated


def _in_their_articles(
    read: "Iterable[Annotated]", config: ImportConfig, rejects: RejectsFile
) -> "Iterator[Annotated]":
    """Hold the quotes against the articles they came from; those with no quotes are passed over."""
    from stance.interop.annotated import paired

    quotes = (quote for annotated in read for quote in annotated.quotes)
    articles = read_articles(config.articles or "", columns=asdict(config.columns), on_reject=rejects)
    return (annotated for annotated in paired(articles, quotes, rejects) if annotated.quotes)


def _completed(quotes: "Iterable[Quote]", config: ImportConfig) -> "Iterable[Quote]":
    from stance.interop.markup import columns_kept

    return columns_kept(quotes, read_quotes(config.quotes)) if config.quotes else quotes


def _write_corrections(before: str, after: str, ids: Collection[str], path: str) -> int:
    from stance.corrections import differences, write_corrections

    return write_corrections(Path(path), differences(read_quotes(before), read_quotes(after), ids))


def _say(text: str) -> None:
    from rich.console import Console

    Console(soft_wrap=True, markup=False, highlight=False).print(text)


if __name__ == "__main__":
    main()
