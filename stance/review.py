"""The quotes worth checking first, for people to correct."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import ReviewConfig
from stance.errors import StanceError
from stance.io import RejectsFile, read_articles, read_quotes
from stance.plurals import counted

if TYPE_CHECKING:
    from stance.interop.annotated import Annotated
    from stance.priority import Candidate

SOME_REJECTED = 3


@command("review", ReviewConfig)
def main(config: ReviewConfig) -> None:
    """Write a workbook and, where the articles are given, tasks for Label Studio; tell what was written."""
    from stance.corrections import read_rows
    from stance.priority import worth_checking
    from stance.review_sheet import review_texts, write_review

    output = Path(config.output)
    if output.suffix.lower() != ".xlsx":
        raise StanceError(f"output={output}: a workbook is written. Give it a name in .xlsx.")
    if config.n < 1:
        raise StanceError(f"n={config.n}: it is a number of quotes, 1 or more.")
    review_texts(config.language)  # before any work is done
    checked = {row.quote_id for row in read_rows(config.corrections)} if config.corrections else set()
    chosen = worth_checking(lambda: read_quotes(config.quotes), config.n, checked)
    with RejectsFile(Path(config.rejects or f"{output}.rejects.jsonl")) as rejects:
        around = _annotated(config, {one.quote.article_id for one in chosen}, rejects) if config.articles else []
        write_review(output, chosen, _paragraphs(around, chosen), config.language)
        if config.articles:
            _write_tasks(around, output, rejects)
    _show(config, len(chosen), rejects)
    if rejects.count:
        raise SystemExit(SOME_REJECTED)


def _annotated(config: ReviewConfig, ids: Collection[str], rejects: RejectsFile) -> "list[Annotated]":
    """Return the articles of these ids with all their quotes, so that none looks missed to who corrects them."""
    from stance.interop.annotated import paired

    quotes = (quote for quote in read_quotes(config.quotes) if quote.article_id in ids)
    articles = read_articles(config.articles or "", columns=asdict(config.columns), on_reject=rejects)
    return list(paired((article for article in articles if article.id in ids), quotes, rejects))


def _paragraphs(around: "Sequence[Annotated]", chosen: "Sequence[Candidate]") -> dict[str, str]:
    texts = {article.id: article.text for article, _ in around}
    quotes = (one.quote for one in chosen if one.quote.article_id in texts)
    return {quote.quote_id: _lines(texts[quote.article_id], quote.quote_start, quote.quote_end) for quote in quotes}


def _lines(text: str, start: int, end: int) -> str:
    """Return the whole lines that a stretch touches."""
    last = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : len(text) if last < 0 else last]


def _write_tasks(around: "Sequence[Annotated]", output: Path, rejects: RejectsFile) -> None:
    from stance.interop import label_studio

    label_studio.write(around, _tasks_path(output), rejects)


def _tasks_path(output: Path) -> Path:
    return output.with_suffix(".label-studio.json")


def _show(config: ReviewConfig, count: int, rejects: RejectsFile) -> None:
    from rich.console import Console

    places = [config.output, str(_tasks_path(Path(config.output)))] if config.articles else [config.output]
    lines = [f"{counted(count, 'quote')} to check first: see {' and '.join(places)}"]
    if rejects.count:
        lines.append(f"{counted(rejects.count, 'article')} left out: see {rejects.path}")
    Console(soft_wrap=True, markup=False, highlight=False).print("\n".join(lines))


if __name__ == "__main__":
    main()
