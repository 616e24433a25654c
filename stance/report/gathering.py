"""A quotes file in, all that a report shows out."""

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stance.errors import StanceError
from stance.io import write_quotes
from stance.report.accuracy import read_accuracy
from stance.report.evidence import clearest, latest
from stance.report.findings import Report, Source
from stance.report.passages import passages
from stance.report.weights import has_labelled, weighty_words
from stance.schema import Article, Quote, Stance
from stance.speakers.clusters import Bearer
from stance.speakers.merging import SpeakerNames, renamed
from stance.summarize import By, Selection, breakdowns, chosen_span, opened, speaker_key, tables, timelines

if TYPE_CHECKING:
    from stance.model import StanceModel
    from stance.speakers.aliases import Alias

_CLEAREST = 5
_POLES = (Stance.HOSTILE, Stance.COOPERATIVE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is shown: the latest `quotes_per_page` of each of the first `pages` speakers, and of nobody.

    Periods are as the dates allow where `by` is None; the first `rows` speakers are in the table. Raises StanceError
    for what is no count.
    """

    by: By | None = None
    pages: int = 200
    quotes_per_page: int = 100
    rows: int = 2000

    def __post_init__(self) -> None:
        if min(self.pages, self.quotes_per_page, self.rows) < 0:
            raise StanceError("pages, quotes_per_page and rows are counts: 0 or more.")


def gather(
    read: Callable[[], Iterator[Quote]],
    folder: Path,
    source: Source,
    selection: Selection,
    limits: Limits,
    aliases: "Mapping[str, Alias] | None" = None,
) -> Report:
    """Count the quotes that belong to a selection, and choose those to show.

    `read` is called twice, first for one name for each speaker. What is counted lies in a file in `folder` meanwhile,
    so that no more quotes are held than are shown.
    """
    with _kept(read, folder, aliases or {}) as path, opened(path, selection) as rows:
        counted = tables(rows)
        by = limits.by or chosen_span(rows)
        first = [speaker_key(s) for at, s in enumerate(counted.speakers) if at < limits.pages or s.speaker is None]
        return Report(
            source=source,
            selection=selection,
            tables=counted,
            by=by,
            timeline=timelines(rows, by).get((), []),
            breakdowns=breakdowns(rows, first, by),
            evidence=latest(rows, first, limits.quotes_per_page),
            clearest={stance: clearest(rows, stance, _CLEAREST) for stance in _POLES},
            rows=limits.rows,
        )


def in_context(report: Report, articles: Iterable[Article]) -> Report:
    """Return the report with the paragraphs of the quotes that it shows, where the articles have them."""
    return replace(report, passages=passages(articles, report.quotes))


def explained(report: Report, model: "StanceModel", name: str) -> Report:
    """Return the report with the words that moved each label, and the model's accuracy, if it gave the labels."""
    quotes = report.quotes
    if not has_labelled(model, quotes):
        return report
    weighty = {quote.quote_id: weighty_words(model, quote) for quote in quotes}
    return replace(report, weighty=weighty, source=replace(report.source, model=name, accuracy=read_accuracy(name)))


@contextmanager
def _kept(read: Callable[[], Iterator[Quote]], folder: Path, given: "Mapping[str, Alias]") -> Iterator[Path]:
    """Lend a Parquet file of the quotes, each speaker under one name."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".report-") as scratch:
        path = Path(scratch) / "quotes.parquet"
        write_quotes(path, renamed(read(), _canonical(read(), given)))
        yield path


def _canonical(quotes: Iterable[Quote], given: "Mapping[str, Alias]") -> dict[Bearer, Bearer]:
    names = SpeakerNames(given)
    deque(names.noting(quotes), maxlen=0)
    return names.canonical()
