"""Articles in, labelled quotes out."""

from pathlib import Path

from stance.cli import command
from stance.config import PredictConfig
from stance.errors import StanceError
from stance.io import RejectsFile, write_quotes
from stance.progress import ArticleProgress

SOME_REJECTED = 3


@command("predict", PredictConfig)
def main(config: PredictConfig) -> None:
    """Write the quotes of all articles, show how many there were, and end with status 3 if some were left out."""
    from stance.batch import label_articles, with_one_name_each
    from stance.speakers.aliases import read_aliases, under_aliases

    if Path(config.output).resolve() == Path(config.input).resolve():
        raise StanceError(f"The output would replace the input, {config.input}. Choose another output.")
    aliases = read_aliases(config.aliases) if config.aliases else {}
    rejects_path = Path(config.rejects or f"{config.output}.rejects.jsonl")
    with RejectsFile(rejects_path) as rejects_file, ArticleProgress() as progress:
        quotes = label_articles(config.input, config.columns, config.engine, config.model, rejects_file, progress)
        quotes = under_aliases(quotes, aliases)
        if config.merge_speakers:
            quotes = with_one_name_each(quotes, aliases, Path(config.output))
        write_quotes(config.output, quotes)
    _show(config, progress, rejects_file)
    if rejects_file.count:
        raise SystemExit(SOME_REJECTED)


def _show(config: PredictConfig, progress: ArticleProgress, rejects: RejectsFile) -> None:
    from rich.console import Console

    listed = str(rejects.path) if rejects.count else ""
    rows = (progress.articles, "articles", config.input), (progress.quotes, "quotes", config.output)
    for count, name, place in (*rows, (progress.rejects, "rejects", listed)):
        Console().print(f"{count:>9,} {name:<9} {place}".rstrip(), markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
