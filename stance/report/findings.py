"""All that a report shows, found before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from stance.report.accuracy import Accuracy
from stance.report.evidence import Evidence, Shown, Statement
from stance.report.passages import Passage, Piece, pieces
from stance.schema import Quote, Span, Stance
from stance.summarize import Breakdown, By, Figures, Period, Selection, SpeakerSummary, Tables, speaker_key

FIRST_ROWS = 15
_MAP_ROWS, _MAP_COLUMNS = 15, 10


@dataclass(frozen=True, slots=True)
class Source:
    """Where the quotes come from; None for what is not known, as when they were read from a file."""

    articles: int | None = None
    rejects: int = 0
    model: str | None = None
    accuracy: Accuracy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the pages and tables show: speakers in `evidence` have pages, the first `rows` a row in the table.

    By quote id, `passages` and `weighty`, the words that moved a label, are there where they are known.
    """

    source: Source
    selection: Selection
    tables: Tables
    by: By
    timeline: Sequence[Period]
    breakdowns: Mapping[str | None, Breakdown]
    evidence: Evidence
    clearest: Mapping[Stance, Sequence[Statement]]
    per_page: int
    rows: int
    passages: Mapping[str, Passage] = field(default_factory=dict)
    weighty: Mapping[str, Sequence[Span]] = field(default_factory=dict)

    @property
    def ranked(self) -> list[tuple[int, SpeakerSummary]]:
        """Return the speakers that the table shows, with their ranks; those with a page are among them."""
        ranked = enumerate(self.tables.speakers, 1)
        return [(rank, speaker) for rank, speaker in ranked if rank <= self.rows or self.has_page(speaker)]

    @property
    def with_page(self) -> list[SpeakerSummary]:
        """Return the speakers that have a page of their own."""
        return [speaker for speaker in self.tables.speakers if self.has_page(speaker)]

    def has_page(self, speaker: SpeakerSummary | Quote) -> bool:
        """Tell whether a speaker has a page."""
        return speaker_key(speaker) in self.evidence

    def shown(self, speaker: SpeakerSummary) -> Shown:
        """Return the statements on a speaker's pages."""
        return self.evidence[speaker_key(speaker)]

    def leaves(self, speaker: SpeakerSummary) -> list[Sequence[Statement]]:
        """Return the statements on a speaker's pages, page by page; the first one is there in any case."""
        statements = self.shown(speaker).statements
        return [statements[at : at + self.per_page] for at in range(0, len(statements) or 1, self.per_page)]

    def breakdown(self, speaker: SpeakerSummary) -> Breakdown:
        """Return the groups of a speaker's quotes."""
        return self.breakdowns[speaker_key(speaker)]

    @property
    def quotes(self) -> list[Quote]:
        """Return the quotes that are shown, each once, of a statement its first report."""
        pages = (shown.statements for shown in self.evidence.values())
        statements = chain(chain.from_iterable(pages), chain.from_iterable(self.clearest.values()))
        return list({one.quote.quote_id: one.quote for one in statements}.values())

    def pieces(self, quote: Quote) -> list[Piece]:
        """Return a quote in its paragraph, where that is known, cut where something is marked."""
        return pieces(quote, self.passages.get(quote.quote_id), self.weighty.get(quote.quote_id, ()))

    def in_passage(self, quote: Quote) -> bool:
        """Tell whether the paragraph around a quote is known."""
        return quote.quote_id in self.passages

    @property
    def map_targets(self) -> list[str]:
        """Return the columns of the map of speakers and targets: the most frequent targets."""
        return [name for name, _ in self.tables.overall.targets[:_MAP_COLUMNS]]

    @property
    def map_rows(self) -> list[tuple[SpeakerSummary, dict[str, Figures]]]:
        """Return the rows of the map: the first speakers that say something about these targets, and what."""
        rows = []
        for speaker in self.with_page:
            groups = {group.name: group.figures for group in self.breakdown(speaker).targets}
            if speaker.speaker and groups.keys() & set(self.map_targets):
                rows.append((speaker, groups))
        return rows[:_MAP_ROWS]
