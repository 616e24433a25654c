"""Quotes, or articles, in; a report per speaker out."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import ReportConfig
from stance.errors import StanceError
from stance.io import RejectsFile, is_quotes_file, read_articles, read_quotes, write_quotes
from stance.plurals import counted
from stance.progress import ArticleProgress

if TYPE_CHECKING:
    from stance.amendments import Amendments
    from stance.io import Reject
    from stance.report.findings import Report, Source
    from stance.report.gathering import Limits
    from stance.summarize import Selection

SOME_REJECTED = 3
_LISTS = ("speakers", "targets", "outlets", "format")


def main() -> None:
    """Run the command line, on which lists may be typed without their brackets."""
    sys.argv[1:] = map(_bracketed, sys.argv[1:])
    _report()


def _bracketed(word: str) -> str:
    """Return an override of a list with brackets around it.

    >>> _bracketed("format=html,csv"), _bracketed("since=2024")
    ('format=[html,csv]', 'since=2024')
    """
    key, _, value = word.partition("=")
    return f"{key}=[{value}]" if key in _LISTS and value[:1] != "[" else word


@command("report", ReportConfig)
def _report(config: ReportConfig) -> None:
    """Predict where the input is articles, write the report, print its table; end with status 3 after rejects."""
    from rich.console import Console

    from stance.amendments import Amendments
    from stance.model.persistence import DEFAULT, load_model
    from stance.report.build import Format, write_report
    from stance.report.gathering import explained, gather, in_context
    from stance.report.language import load_language
    from stance.report.terminal import speaker_table

    if not config.format:
        raise StanceError("format=[] asks for nothing. Choose of: html, xlsx, csv, json.")
    language, selection, limits = load_language(config.language), _selection(config), _limits(config)
    amendments, output = Amendments.read(corrections=config.corrections, aliases=config.aliases), Path(config.output)
    quotes, articles, source = _source(config, amendments, output)
    texts = read_articles(articles, columns=asdict(config.columns), on_reject=_passed_over) if articles else ()
    model = load_model(config.model, trusted=config.trusted) if config.explain else None
    report = gather(lambda: amendments.made(read_quotes(quotes)), output, source, selection, limits, amendments.aliases)
    report = in_context(report, texts)
    if model:
        report = explained(report, model, config.model or DEFAULT)
    written = write_report(report, output, language, {Format(one.value) for one in config.format})
    screen = Console()
    height = screen.height if screen.is_terminal else None
    screen.print(speaker_table(report.tables.speakers, language, screen.width, height))
    _say(report, written, amendments, config.articles, output)
    if source.rejects:
        raise SystemExit(SOME_REJECTED)


def _selection(config: ReportConfig) -> "Selection":
    from stance.summarize import Selection

    speakers, targets, outlets = map(tuple, (config.speakers, config.targets, config.outlets))
    return Selection(speakers, targets, outlets, config.since, config.until)


def _limits(config: ReportConfig) -> "Limits":
    from stance.report.gathering import Limits
    from stance.summarize import By

    by = By(config.by.value) if config.by else None
    return Limits(by, config.pages, config.shown, config.quotes_per_page, config.rows)


def _source(config: ReportConfig, amendments: "Amendments", output: Path) -> "tuple[Path, str | None, Source]":
    """Return the file of the quotes, their articles, and where they come from; from articles, find them now."""
    from stance.report.findings import Source

    if is_quotes_file(config.input):
        return Path(config.input), config.articles, Source()
    if config.articles:
        raise StanceError(f"{config.input} is no file of quotes, to which articles=… belongs: leave that out.")
    quotes, rejects = output / "quotes.jsonl", output / "rejects.jsonl"
    return quotes, config.input, _predict(config, amendments, quotes, rejects)


def _predict(config: ReportConfig, amendments: "Amendments", quotes: Path, rejects: Path) -> "Source":
    """Write the quotes of all articles, and what was left out; return how many there were of each."""
    from stance.batch import label_articles, with_one_name_each, with_repeats_found
    from stance.model.persistence import DEFAULT
    from stance.report.findings import Source
    from stance.speakers.aliases import under_aliases

    with RejectsFile(rejects) as rejects_file, ArticleProgress() as progress:
        labelled = label_articles(
            config.input,
            config.columns,
            config.engine,
            config.model,
            rejects_file,
            progress,
            trusted=config.trusted,
            abstain_below=config.abstain_below,
        )
        named = with_one_name_each(under_aliases(labelled, amendments.aliases), amendments.aliases, quotes)
        write_quotes(quotes, with_repeats_found(named, quotes))
    return Source(articles=progress.articles, rejects=rejects_file.count, model=config.model or DEFAULT)


def _passed_over(_reject: "Reject") -> None:
    """Keep silent of what cannot be read: it was told when the quotes were found."""


def _say(
    report: "Report", written: "Sequence[Path]", amendments: "Amendments", articles: str | None, output: Path
) -> None:
    from rich.console import Console

    overall, source = report.tables.overall, report.source
    lines = amendments.report()
    if articles:
        shown = counted(len(report.quotes), "quote")
        lines.append(f"{len(report.passages):,} of {shown} shown stand in {articles}")
    if source.rejects:
        lines.append(f"{counted(source.rejects, 'article')} left out: see {output / 'rejects.jsonl'}")
    first, *others = written
    if others:
        lines.append(f"beside it: {', '.join(path.name for path in others)}")
    lines.append(f"{counted(overall.quotes, 'quote')} in {counted(overall.articles, 'article')}: see {first}")
    Console(soft_wrap=True, markup=False, highlight=False).print("\n".join(lines))


if __name__ == "__main__":
    main()
