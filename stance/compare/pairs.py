"""Quotes that are on both sides and not alike, and those that one side lacks though it has read the article."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from stance.compare.slices import Slice
from stance.schema import Quote, Stance
from stance.summarize import speaker_key


class Change(StrEnum):
    """What is not alike."""

    STANCE = "stance"
    SPEAKER = "speaker"
    TARGET = "target"
    ONLY_LEFT = "only_left"
    ONLY_RIGHT = "only_right"


class _Seen(NamedTuple):
    """What is held of a quote on the left until its like comes on the right."""

    quote_id: str
    stance: Stance | None
    speaker: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same quote, or the same statement reported by two, on both sides; or a quote that one side alone has."""

    changes: tuple[Change, ...]
    left: Quote | None
    right: Quote | None


@dataclass(frozen=True, slots=True)
class Differing:
    """The pairs, opposite stances first, as many as were asked for; how many there are; how many quotes are alike."""

    pairs: list[Pair]
    total: int
    alike: int


def differing(left: Slice, right: Slice, limit: int, *, parts: bool = False) -> Differing:
    """Match quotes by id, else by the statement that they share, and return those that differ.

    Where both sides know an article, a quote of it that one side lacks differs too; not where the sides are `parts` of
    one file, between which the quotes of an article are shared out. The left is read twice. Held are a few words of
    each quote of the left, and the `limit` pairs.
    """
    by_id, by_statement, articles = _noted(left)
    found = _Best(limit)
    alike = 0
    matched: set[str] = set()
    right_articles: set[str] = set()
    for quote in right.read():
        right_articles.add(quote.article_id)
        seen = by_id.get(quote.quote_id) or by_statement.get(quote.cluster_id or quote.quote_id)
        if seen is None:
            if not parts and quote.article_id in articles:
                found.add((Change.ONLY_RIGHT,), None, quote)
            continue
        matched.add(seen.quote_id)
        changes = tuple(_changes(seen, quote))
        if changes:
            found.add(changes, seen, quote)
        else:
            alike += 1
    wanted = found.left_ids()
    quotes: dict[str, Quote] = {}
    for quote in left.read():
        if quote.quote_id in wanted:
            quotes[quote.quote_id] = quote
        if not parts and quote.quote_id not in matched and quote.article_id in right_articles:
            found.add((Change.ONLY_LEFT,), None, quote)
    return Differing(list(found.pairs(quotes)), found.total, alike)


def _noted(left: Slice) -> tuple[dict[str, _Seen], dict[str, _Seen], set[str]]:
    by_id: dict[str, _Seen] = {}
    by_statement: dict[str, _Seen] = {}
    articles: set[str] = set()
    for quote in left.read():
        seen = _Seen(quote.quote_id, quote.stance, speaker_key(quote), quote.target)
        by_id[quote.quote_id] = seen
        by_statement.setdefault(quote.cluster_id or quote.quote_id, seen)
        articles.add(quote.article_id)
    return by_id, by_statement, articles


def _changes(seen: _Seen, quote: Quote) -> Iterator[Change]:
    if seen.stance != quote.stance:
        yield Change.STANCE
    if seen.speaker != speaker_key(quote):
        yield Change.SPEAKER
    if seen.target != quote.target:
        yield Change.TARGET


class _Best:
    """The most telling pairs among many."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._heap: list[tuple[int, int, tuple[Change, ...], _Seen | None, Quote]] = []
        self.total = 0

    def add(self, changes: tuple[Change, ...], seen: _Seen | None, quote: Quote) -> None:
        self.total += 1
        # The second item never ties, so that quotes themselves are never compared.
        entry = (_weight(changes, seen, quote), -self.total, changes, seen, quote)
        if len(self._heap) < self._limit:
            heapq.heappush(self._heap, entry)
        elif self._heap:
            heapq.heappushpop(self._heap, entry)

    def left_ids(self) -> set[str]:
        return {seen.quote_id for *_, seen, _quote in self._heap if seen}

    def pairs(self, left: dict[str, Quote]) -> Iterator[Pair]:
        for _, _, changes, seen, quote in sorted(self._heap, key=lambda entry: entry[:2], reverse=True):
            if Change.ONLY_LEFT in changes:
                yield Pair(changes, quote, None)
            else:
                yield Pair(changes, left[seen.quote_id] if seen else None, quote)


def _weight(changes: tuple[Change, ...], seen: _Seen | None, quote: Quote) -> int:
    opposite = seen is not None and {seen.stance, quote.stance} == {Stance.COOPERATIVE, Stance.HOSTILE}
    weights = {Change.STANCE: 4, Change.SPEAKER: 2, Change.TARGET: 1}
    return 8 * opposite + sum(weights.get(change, 0) for change in changes)
