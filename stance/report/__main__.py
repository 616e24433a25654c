"""Quotes, or articles, in; a report per speaker out."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import ReportConfig
from stance.io import RejectsFile, is_quotes_file, write_quotes
from stance.progress import ArticleProgress

if TYPE_CHECKING:
    from stance.report.page import Report, Source
    from stance.speakers.aliases import Alias

SOME_REJECTED = 3


@command("report", ReportConfig)
def main(config: ReportConfig) -> None:
    """Predict where the input is articles, write the report, print its table; end with status 3 after rejects."""
    from rich.console import Console

    from stance.report.build import build_report
    from stance.report.language import load_language
    from stance.report.page import Source
    from stance.report.terminal import speaker_table
    from stance.speakers.aliases import read_aliases

    aliases = read_aliases(config.aliases) if config.aliases else {}
    output, language = Path(config.output), load_language(config.language)
    if is_quotes_file(config.input):
        quotes, source = Path(config.input), Source()
    else:
        quotes = output / "quotes.jsonl"
        source = _predict(config, aliases, quotes, output / "rejects.jsonl")
    limits = {"sections": config.sections, "quotes_per_section": config.quotes_per_section, "rows": config.rows}
    report = build_report(quotes, output, source, language, aliases=aliases, **limits)
    Console().print(speaker_table(report.tables.speakers, language, Console().width))
    _say(report, output)
    if source.rejects:
        raise SystemExit(SOME_REJECTED)


def _predict(config: ReportConfig, aliases: "Mapping[str, Alias]", quotes: Path, rejects: Path) -> "Source":
    """Write the quotes of all articles, and what was left out; return how many there were of each."""
    from stance.batch import label_articles, with_one_name_each
    from stance.model.persistence import DEFAULT
    from stance.report.page import Source
    from stance.speakers.aliases import under_aliases

    with RejectsFile(rejects) as rejects_file, ArticleProgress() as progress:
        labelled = label_articles(config.input, config.columns, config.engine, config.model, rejects_file, progress)
        write_quotes(quotes, with_one_name_each(under_aliases(labelled, aliases), aliases, quotes))
    name = Path(config.model or DEFAULT).name
    return Source(articles=progress.articles, rejects=rejects_file.count, model=name)


def _say(report: "Report", output: Path) -> None:
    from rich.console import Console

    overall, source = report.tables.overall, report.source
    lines = [f"{overall.quotes:,} quotes in {overall.articles:,} articles: see {output / 'index.html'}"]
    if source.rejects:
        lines.append(f"{source.rejects:,} articles left out: see {output / 'rejects.jsonl'}")
    Console(soft_wrap=True, markup=False, highlight=False).print("\n".join(lines))


if __name__ == "__main__":
    main()
