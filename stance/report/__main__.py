"""Quotes, or articles, in; a report per speaker out."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import ReportConfig
from stance.errors import StanceError
from stance.io import Reject, RejectsFile, is_quotes_file, read_articles, write_quotes
from stance.progress import ArticleProgress
from stance.schema import Quote

if TYPE_CHECKING:
    from stance.report.page import Report, Source

SOME_REJECTED = 3


@command("report", ReportConfig)
def main(config: ReportConfig) -> None:
    """Predict where the input is articles, write the report, print its table; end with status 3 after rejects."""
    from rich.console import Console

    from stance.report.build import build_report
    from stance.report.language import load_language
    from stance.report.page import Source
    from stance.report.terminal import speaker_table

    output, language = Path(config.output), load_language(config.language)
    if is_quotes_file(config.input):
        quotes, source = Path(config.input), Source()
    else:
        quotes = output / "quotes.jsonl"
        source = _predict(config, quotes, output / "rejects.jsonl")
    limits = {"sections": config.sections, "quotes_per_section": config.quotes_per_section, "rows": config.rows}
    report = build_report(quotes, output, source, language, **limits)
    Console().print(speaker_table(report.tables.speakers, language, Console().width))
    _say(report, output)
    if source.rejects:
        raise SystemExit(SOME_REJECTED)


def _predict(config: ReportConfig, quotes: Path, rejects: Path) -> "Source":
    """Write the quotes of all articles, and what was left out; return how many there were of each."""
    from stance.model.persistence import DEFAULT
    from stance.report.page import Source

    with RejectsFile(rejects) as rejects_file, ArticleProgress() as progress:
        write_quotes(quotes, _quotes(config, rejects_file, progress))
    name = Path(config.model or DEFAULT).name
    return Source(articles=progress.articles, rejects=rejects_file.count, model=name)


def _quotes(config: ReportConfig, rejects_file: RejectsFile, progress: ArticleProgress) -> Iterator[Quote]:
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
        first = f" {rejects_file.first}." if rejects_file.first else ""
        raise StanceError(f"No article could be read from {config.input}, so there is no report.{first}")


def _say(report: "Report", output: Path) -> None:
    from rich.console import Console

    overall, source = report.tables.overall, report.source
    lines = [f"{overall.quotes:,} quotes in {overall.articles:,} articles: see {output / 'index.html'}"]
    if source.rejects:
        lines.append(f"{source.rejects:,} articles left out: see {output / 'rejects.jsonl'}")
    Console(soft_wrap=True, markup=False, highlight=False).print("\n".join(lines))


if __name__ == "__main__":
    main()
