"""Articles in, labelled quotes out."""

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import PredictConfig
from stance.errors import StanceError
from stance.io import RejectsFile, write_quotes
from stance.io.quote_formats import FORMATS
from stance.plurals import plural
from stance.progress import ArticleProgress

if TYPE_CHECKING:
    from stance.amendments import Amendments

log = logging.getLogger(__name__)
SOME_REJECTED = 3


@command("predict", PredictConfig)
def main(config: PredictConfig) -> None:
    """Write the quotes of all articles, show how many there were, and end with status 3 if some were left out."""
    from stance.amendments import Amendments

    if Path(config.output).resolve() == Path(config.input).resolve():
        raise StanceError(f"The output would replace the input, {config.input}. Choose another output.")
    amendments = Amendments.read(corrections=config.corrections, aliases=config.aliases)
    output = Path(config.output)
    into_folder = config.output.endswith(("/", os.sep)) or (output.is_dir() and output.suffix not in FORMATS)
    into = _into_folder if into_folder else _into_file
    with ArticleProgress() as progress:
        rejects = into(config, amendments, progress)
    _show(config, progress, rejects, amendments)
    if progress.rejects:
        raise SystemExit(SOME_REJECTED)


def _into_file(config: PredictConfig, amendments: "Amendments", progress: ArticleProgress) -> str:
    """Write one file, whole or not at all; return where the rejects are."""
    from stance.batch import label_articles, with_one_name_each, with_repeats_found

    output = Path(config.output)
    with RejectsFile(Path(config.rejects or f"{config.output}.rejects.jsonl")) as rejects:
        quotes = label_articles(
            config.input,
            config.columns,
            config.engine,
            config.model,
            rejects,
            progress,
            trusted=config.trusted,
            abstain_below=config.abstain_below,
        )
        quotes = amendments.made(quotes)
        if config.merge_speakers:
            quotes = with_one_name_each(quotes, amendments.aliases, output)
        if config.repeats:
            quotes = with_repeats_found(quotes, output)
        write_quotes(output, quotes)
    return str(rejects.path)


def _into_folder(config: PredictConfig, amendments: "Amendments", progress: ArticleProgress) -> str:
    """Write a folder that an interrupted run goes on with; return where the rejects are."""
    from stance.sharded import label_into_folder

    if config.rejects:
        raise StanceError("Where the output is a folder, rejects are listed in it, shard by shard: leave rejects out.")
    try:
        label_into_folder(config, amendments, progress)
    except KeyboardInterrupt:
        log.warning("What is finished is kept in %s: the same command goes on from there.", config.output)
        raise
    return str(Path(config.output) / "part-*.rejects.jsonl")


def _show(config: PredictConfig, progress: ArticleProgress, rejects: str, amendments: "Amendments") -> None:
    from rich.console import Console

    console = Console(markup=False, highlight=False, soft_wrap=True)
    listed = rejects if progress.rejects else ""
    rows = (progress.articles, "article", config.input), (progress.quotes, "quote", config.output)
    for count, noun, place in (*rows, (progress.rejects, "reject", listed)):
        console.print(f"{count:>9,} {plural(count, noun):<9} {place}".rstrip())
    for line in amendments.report():
        console.print(line)


if __name__ == "__main__":
    main()
