"""Quotes and their articles into an annotation tool."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import ExportConfig
from stance.errors import StanceError
from stance.io import RejectsFile, read_articles, read_quotes

if TYPE_CHECKING:
    from stance.interop.annotated import Annotated

SOME_REJECTED = 3


@command("export", ExportConfig)
def main(config: ExportConfig) -> None:
    """Write articles with quotes in a tool's format, tell how many, and end with status 3 if some were left out."""
    from rich.console import Console

    from stance.interop.annotated import paired
    from stance.interop.counting import Counted
    from stance.interop.formats import format_named

    chosen, output = format_named(config.format), Path(config.output)
    quotes = read_quotes(config.quotes)
    with RejectsFile(Path(config.rejects or f"{output}.rejects.jsonl")) as rejects:
        articles = read_articles(config.articles, columns=asdict(config.columns), on_reject=rejects)
        counted = Counted(paired(articles, quotes, rejects))
        chosen.write(_some(counted, config, rejects), output, rejects)
    Console(soft_wrap=True, markup=False, highlight=False).print(counted.report(config.output, rejects))
    if rejects.count:
        raise SystemExit(SOME_REJECTED)


def _some(articles: "Iterable[Annotated]", config: ExportConfig, rejects: RejectsFile) -> "Iterator[Annotated]":
    """Pass articles on; raise StanceError where there is none, so that nothing is written."""
    empty = True
    for annotated in articles:
        empty = False
        yield annotated
    if empty:
        first = f" {rejects.first}." if rejects.first else ""
        raise StanceError(f"No article of {config.articles} can be exported, so nothing was written.{first}")


if __name__ == "__main__":
    main()
