"""Quotes in, numbers out: who spoke how often, in which stance, about whom, where and when."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from stance.schema import Quote, SpeakerKind, Stance

_Z95 = 1.959963984540054
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Share:
    """How many quotes of a group take one stance, as a part of those with any, and its 95 % interval.

    The interval is Wilson's: it counts every quote as independent, so that it is too narrow where few articles
    hold many quotes. Where no quote has a stance, `value` is None and the interval is 0 to 1.
    """

    count: int
    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of a group of quotes.

    `shares` are of the quotes that have a stance; `undecided` counts those that have none. `targets` and `outlets` are
    (name, quotes) pairs, the most frequent first. Dates are ISO days, None where no quote has one.
    """

    quotes: int
    articles: int
    shares: Mapping[Stance, Share]
    undecided: int
    targets: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSummary(Summary):
    """The figures of one speaker; `speaker` is None for the quotes whose speaker could not be named."""

    speaker: str | None
    speaker_id: str | None
    speaker_kind: SpeakerKind | None


@dataclass(frozen=True, slots=True)
class Tables:
    """All quotes together, and speaker by speaker."""

    overall: Summary
    speakers: list[SpeakerSummary]


def summarize_speakers(quotes: Iterable[Quote]) -> list[SpeakerSummary]:
    """Summarize each speaker's quotes: the most quoted first, equals by name, the unattributed last."""
    return summarize(quotes).speakers


def summarize(quotes: Iterable[Quote]) -> Tables:
    """Read quotes once and summarize them, together and by speaker.

    What is held in memory grows with the number of speakers, and with the articles that each appears in, not with the
    number of quotes.
    """
    overall = _Tally()
    speakers: dict[str | None, _SpeakerTally] = {}
    for quote in quotes:
        overall.add(quote)
        key = speaker_key(quote)
        if key not in speakers:
            speakers[key] = _SpeakerTally()
        speakers[key].add(quote)
    summaries = [tally.summary() for tally in speakers.values()]
    return Tables(Summary(**overall.figures()), sorted(summaries, key=_rank))


def speaker_key(quote: "Quote | SpeakerSummary") -> str | None:
    """Return what tells speakers apart: the id in the actor lexicon, else the name; None for an unnamed speaker."""
    return (quote.speaker_id or quote.speaker) if quote.speaker else None


def wilson(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share; 0 to 1 where nothing was counted.

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    if total == 0:
        return 0.0, 1.0
    share, spread = count / total, _Z95**2 / total
    centre = share + spread / 2
    margin = _Z95 * sqrt(share * (1 - share) / total + spread / (4 * total))
    # At the ends the bound is exact; floating point would leave it a hair beside.
    low = 0.0 if count == 0 else (centre - margin) / (1 + spread)
    high = 1.0 if count == total else (centre + margin) / (1 + spread)
    return low, high


def _rank(summary: SpeakerSummary) -> tuple[bool, int, str, str]:
    return summary.speaker is None, -summary.quotes, summary.speaker or "", summary.speaker_id or ""


def _by_frequency(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(slots=True)
class _Tally:
    """Counts of a growing group of quotes. Names are interned: each is held once, however many groups know it."""

    stances: Counter[Stance | None] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    first_date: str | None = None
    last_date: str | None = None

    def add(self, quote: Quote) -> None:
        self.stances[quote.stance] += 1
        self.articles.add(sys.intern(quote.article_id))
        if quote.target:
            self.targets[sys.intern(quote.target)] += 1
        if quote.outlet:
            self.outlets[sys.intern(quote.outlet)] += 1
        if quote.date and (day := _DAY.match(quote.date)):
            self.first_date = min(self.first_date or day[0], day[0])
            self.last_date = max(self.last_date or day[0], day[0])

    def shares(self) -> dict[Stance, Share]:
        decided = sum(self.stances[stance] for stance in Stance)
        return {
            stance: Share(count, count / decided if decided else None, *wilson(count, decided))
            for stance, count in ((stance, self.stances[stance]) for stance in Stance)
        }

    def figures(self) -> dict[str, Any]:
        """Return the fields of a `Summary`."""
        return {
            "quotes": self.stances.total(),
            "articles": len(self.articles),
            "shares": self.shares(),
            "undecided": self.stances[None],
            "targets": _by_frequency(self.targets),
            "outlets": _by_frequency(self.outlets),
            "first_date": self.first_date,
            "last_date": self.last_date,
        }


@dataclass(slots=True)
class _SpeakerTally(_Tally):
    """Counts of one speaker's quotes. Spellings of the name and kinds may vary; the most frequent one stands."""

    names: Counter[tuple[str, str | None, SpeakerKind | None]] = field(default_factory=Counter)

    def add(self, quote: Quote) -> None:
        _Tally.add(self, quote)
        if quote.speaker:
            self.names[sys.intern(quote.speaker), quote.speaker_id, quote.speaker_kind] += 1

    def summary(self) -> SpeakerSummary:
        name, identifier, kind = None, None, None
        if self.names:
            (name, identifier, kind), _ = min(self.names.items(), key=lambda item: (-item[1], str(item[0])))
        return SpeakerSummary(**self.figures(), speaker=name, speaker_id=identifier, speaker_kind=kind)
