"""Articles in, labelled quotes out."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from stance.cli import command
from stance.config import PredictConfig
from stance.errors import StanceError
from stance.io import Reject, RejectsFile, read_articles, write_quotes
from stance.progress import ArticleProgress
from stance.schema import Quote

SOME_REJECTED = 3


@command("predict", PredictConfig)
def main(config: PredictConfig) -> None:
    """Write the quotes of all articles, show how many there were, and end with status 3 if some were left out."""
    if Path(config.output).resolve() == Path(config.input).resolve():
        raise StanceError(f"The output would replace the input, {config.input}. Choose another output.")
    rejects_path = Path(config.rejects or f"{config.output}.rejects.jsonl")
    with RejectsFile(rejects_path) as rejects_file, ArticleProgress() as progress:
        write_quotes(config.output, _quotes(config, rejects_file, progress))
    _show(config, progress, rejects_file)
    if rejects_file.count:
        raise SystemExit(SOME_REJECTED)


def _quotes(config: PredictConfig, rejects_file: RejectsFile, progress: ArticleProgress) -> Iterator[Quote]:
    """Yield the quotes of all articles; raises StanceError at the end of none, so that nothing is written."""
    from stance import engine

    def reject(what: Reject) -> None:
        rejects_file(what)
        progress.advance(rejects=1)

    articles = read_articles(config.input, columns=asdict(config.columns), on_reject=reject)
    for result in engine.run(articles, model_path=config.model, **asdict(config.engine)):
        if isinstance(result, Reject):
            reject(result)
        else:
            progress.advance(articles=1, quotes=len(result))
            yield from result
    if not progress.articles:
        raise StanceError(_nothing_read(config.input, rejects_file))


def _nothing_read(path: str, rejects: RejectsFile) -> str:
    if not rejects.first:
        return f"There is no article in {path}. Nothing was written."
    others = f" All {rejects.count} rejects: {rejects.path}." if rejects.count > 1 else ""
    return f"No article could be read from {path}, so nothing was written. {rejects.first}.{others}"


def _show(config: PredictConfig, progress: ArticleProgress, rejects: RejectsFile) -> None:
    from rich.console import Console

    listed = str(rejects.path) if rejects.count else ""
    rows = (progress.articles, "articles", config.input), (progress.quotes, "quotes", config.output)
    for count, name, place in (*rows, (progress.rejects, "rejects", listed)):
        Console().print(f"{count:>9,} {name:<9} {place}".rstrip(), markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
