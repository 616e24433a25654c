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
from stance.repeats import Repeats
from stance.report.accuracy import read_accuracy
from stance.report.evidence import clearest, latest
from stance.report.findings import Report, Source
from stance.report.passages import passages
from stance.report.weights import has_labelled, weighty_words
from stance.schema import Article, Quote, Stance
from stance.speakers.merging import SpeakerNames, renamed
from stance.summarize import By, Selection, breakdowns, chosen_span, opened, speaker_key, tables, timelines

if TYPE_CHECKING:
    from stance.model import StanceModel
    from stance.speakers.aliases import Alias

_CLEAREST = 5
_POLES = (Stance.HOSTILE, Stance.COOPERATIVE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is shown: the latest `shown` quotes of the first `pages` speakers and of nobody, so many a page.

    Periods are as the dates allow where `by` is None; the first `rows` speakers are in the table. Raises StanceError
    for what is no count.
    """

    by: By | None = None
    pages: int = 200
    shown: int = 50_000
    quotes_per_page: int = 200
    rows: int = 2000

    def __post_init__(self) -> None:
        if min(self.pages, self.shown, self.rows) < 0 or self.quotes_per_page < 1:
            raise StanceError("pages, shown and rows are counts, 0 or more; quotes_per_page is 1 or more.")


def gather(
    read: Callable[[], Iterator[Quote]],
    folder: Path,
    source: Source,
    selection: Selection,
    limits: Limits,
    aliases: "Mapping[str, Alias] | None" = None,
) -> Report:
    """Count the quotes that belong to a selection, and choose those to show.

    `read` is called for each pass: for one name for each speaker, for repeats where nobody has looked for them, and for
    counting. What is counted lies in a file in `folder` meanwhile, so that no more quotes are held than are shown.
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
            evidence=latest(rows, first, limits.shown),
            per_page=limits.quotes_per_page,
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
    weighty = weighty_words(model, quotes)
    return replace(report, weighty=weighty, source=replace(report.source, model=name, accuracy=read_accuracy(name)))


@contextmanager
def _kept(read: Callable[[], Iterator[Quote]], folder: Path, given: "Mapping[str, Alias]") -> Iterator[Path]:
    """Lend a Parquet file of the quotes: each speaker under one name, all reports of a statement in one cluster."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".report-") as scratch:
        path = Path(scratch) / "quotes.parquet"
        names, clustered = SpeakerNames(given), False
        for quote in names.noting(read()):
            clustered = clustered or quote.cluster_id not in {None, quote.quote_id}
        canonical = names.canonical()

        def named() -> Iterator[Quote]:
            return renamed(read(), canonical)

        write_quotes(path, named() if clustered else _with_repeats_found(named, Path(scratch)))
        yield path


def _with_repeats_found(read: Callable[[], Iterator[Quote]], folder: Path) -> Iterator[Quote]:
    with Repeats(folder) as repeats:
        deque(repeats.noting(read()), maxlen=0)
        yield from repeats.clustered(read())
