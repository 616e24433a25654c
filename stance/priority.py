"""Which quotes are worth checking first: those of whose stance the model is unsure, and on which much depends."""

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from math import log1p

from stance.schema import Quote, Stance
from stance.summarize import speaker_key

_RARE = 0.01  # of all quotes


class Reason(StrEnum):
    """Why a quote should be checked, and how much that weighs."""

    UNCERTAIN = "uncertain"
    OFTEN_QUOTED = "often_quoted"
    SIDED = "sided"
    NO_ID = "no_id"
    RARE_RULE = "rare_rule"


_WEIGHTS = {
    Reason.UNCERTAIN: 1.0,
    Reason.OFTEN_QUOTED: 0.5,
    Reason.SIDED: 0.25,
    Reason.NO_ID: 0.25,
    Reason.RARE_RULE: 0.25,
}
_WORTH_TELLING = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote, how urgent it is to check, and why; the score is a weighted sum of the reasons, each between 0 and 1."""

    quote: Quote
    score: float
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class _Counts:
    speakers: Counter[str | None] = field(default_factory=Counter)
    rules: Counter[str | None] = field(default_factory=Counter)

    def add(self, quote: Quote) -> None:
        self.speakers[speaker_key(quote)] += 1
        self.rules[quote.rule] += 1


def worth_checking(read: Callable[[], Iterable[Quote]], n: int, checked: Collection[str] = ()) -> list[Candidate]:
    """Return the `n` most urgent quotes, the most urgent first.

    `read` is called twice, so that only counts and `n` quotes are held. Of the same statement reported again, one
    quote stands for all; `checked` are the ids of quotes that do not come again.
    """
    counts = _Counts()
    for quote in read():
        counts.add(quote)
    counts.speakers.pop(None, None)
    candidates = (_candidate(quote, counts) for quote in _one_of_each_statement(read(), checked))
    return heapq.nsmallest(n, candidates, key=lambda one: (-one.score, one.quote.quote_id))


def _one_of_each_statement(quotes: Iterable[Quote], checked: Collection[str]) -> Iterable[Quote]:
    seen: set[int] = set()  # hashes: millions of long ids would fill the memory
    for quote in quotes:
        statement = hash(quote.cluster_id or quote.quote_id)
        if quote.quote_id not in checked and statement not in seen:
            yield quote
        seen.add(statement)


def _candidate(quote: Quote, counts: _Counts) -> Candidate:
    weights = {
        Reason.UNCERTAIN: uncertainty(quote),
        Reason.OFTEN_QUOTED: _prominence(speaker_key(quote), counts.speakers),
        Reason.SIDED: float(quote.stance in {Stance.COOPERATIVE, Stance.HOSTILE}),
        Reason.NO_ID: float(quote.speaker_id is None),
        Reason.RARE_RULE: float(counts.rules[quote.rule] <= _RARE * counts.rules.total()),
    }
    score = sum(_WEIGHTS[reason] * weight for reason, weight in weights.items())
    return Candidate(quote, score, tuple(reason for reason, weight in weights.items() if weight >= _WORTH_TELLING))


def uncertainty(quote: Quote) -> float:
    """Return how near the two most probable stances are: 1 where they are equal or unknown, 0 where one is certain."""
    given = [p for p in (quote.p_cooperative, quote.p_hostile, quote.p_neutral) if p is not None]
    if quote.stance is None or len(given) < len(Stance):
        return 1.0
    second, first = sorted(given)[-2:]
    return 1.0 - (first - second)


def _prominence(speaker: str | None, quotes: Counter[str | None]) -> float:
    if speaker is None:
        return 0.0
    return log1p(quotes[speaker]) / log1p(max(quotes.values()))
