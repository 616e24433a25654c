"""Stance shares of two sides, and by how much they differ: of all quotes, and by speaker, target and outlet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import hypot

import numpy as np

from stance.compare.slices import By, Slice
from stance.resampling import Array, Interval, interval, resampled_sums
from stance.schema import Quote, Stance
from stance.summarize import FEW_ARTICLES, Share, speaker_key, wilson

_STANCES = tuple(Stance)


class Kind(StrEnum):
    """What a group of quotes has in common."""

    ALL = "all"
    SPEAKER = "speaker"
    TARGET = "target"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Difference:
    """The right side's share less the left's, between -1 and 1, with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a group: the quotes that have a stance, the articles that they stand in, and the stances' shares."""

    quotes: int
    articles: int
    shares: Mapping[Stance, Share]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A group on both sides; there is no difference where a side has no quote of it."""

    kind: Kind
    name: str
    left: Side
    right: Side
    differences: Mapping[Stance, Difference]


@dataclass(slots=True)
class _Group:
    """Counts of one group: for each article its stances on the left, then on the right."""

    articles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * 2 * len(_STANCES)))
    names: Counter[str] = field(default_factory=Counter)


def compare(left: Slice, right: Slice, *, by: By | None = None, resamples: int, seed: int) -> list[Comparison]:
    """Return all quotes, then the groups with most quotes on both sides; what the sides are parted `by` is no group.

    Intervals come from articles drawn anew, the same for both sides where they share articles, so that what two runs
    over the same texts have in common cancels out. Where there are few articles, or a share is nothing or all, they are
    Wilson's, and for differences Newcombe's, which take every quote for itself.
    """
    groups: dict[tuple[Kind, str], _Group] = defaultdict(_Group)
    for offset, side in ((0, left), (len(_STANCES), right)):
        for quote in side.read():
            _count(quote, offset, groups, by)
    compared = [_comparison(kind, group, resamples, seed) for (kind, _), group in groups.items()]
    return sorted(compared, key=_rank)


def _count(quote: Quote, offset: int, groups: dict[tuple[Kind, str], _Group], by: By | None) -> None:
    if quote.stance is None:
        return
    column = offset + _STANCES.index(quote.stance)
    for kind, key, name in _keys(quote):
        if kind.value != by:
            groups[kind, key].articles[quote.article_id][column] += 1
            groups[kind, key].names[name] += 1


def _keys(quote: Quote) -> Iterator[tuple[Kind, str, str]]:
    yield Kind.ALL, "", ""
    if quote.speaker:
        yield Kind.SPEAKER, speaker_key(quote) or "", quote.speaker
    if quote.target:
        yield Kind.TARGET, quote.target, quote.target
    if quote.outlet:
        yield Kind.OUTLET, quote.outlet, quote.outlet


def _rank(one: Comparison) -> tuple[int, int, int, str]:
    both = one.left.quotes, one.right.quotes
    return list(Kind).index(one.kind), -min(both), -max(both), one.name


def _comparison(kind: Kind, group: _Group, resamples: int, seed: int) -> Comparison:
    counts = np.array(list(group.articles.values()), dtype=np.float64)
    sides = counts[:, : len(_STANCES)], counts[:, len(_STANCES) :]
    articles = [int((side.sum(axis=1) > 0).sum()) for side in sides]
    # Two groups of the same size are drawn alike, which does no harm: each is judged for itself.
    drawn = resampled_sums(counts, resamples, seed) if min(articles) >= FEW_ARTICLES else None
    left, right = (_side(sides[at], articles[at], _shares(drawn, at)) for at in (0, 1))
    [(name, _)] = group.names.most_common(1)
    return Comparison(kind, name, left, right, dict(_differences(left, right, drawn)))


def _shares(drawn: Array | None, side: int) -> Array | None:
    """Return the shares of a side in each resample, NaN where it has no quote."""
    if drawn is None:
        return None
    counts = drawn[:, side * len(_STANCES) : (side + 1) * len(_STANCES)]
    totals = counts.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(counts, totals, out=np.full_like(counts, np.nan), where=totals > 0))


def _side(counts: Array, articles: int, drawn: Array | None) -> Side:
    total = int(counts.sum())
    shares = {}
    for at, stance in enumerate(_STANCES):
        count = int(counts[:, at].sum())
        settled = drawn is None or count in {0, total}
        bounds: Interval = wilson(count, total) if settled or drawn is None else interval(drawn[:, at])
        shares[stance] = Share(count, count / total if total else None, *bounds)
    return Side(total, articles, shares)


def _differences(left: Side, right: Side, drawn: Array | None) -> Iterable[tuple[Stance, Difference]]:
    before, after = _shares(drawn, 0), _shares(drawn, 1)
    for at, stance in enumerate(_STANCES):
        one, other = left.shares[stance], right.shares[stance]
        if one.value is None or other.value is None:
            continue
        varied = 0 < one.count < left.quotes and 0 < other.count < right.quotes
        if before is not None and after is not None and varied:
            bounds = interval(after[:, at] - before[:, at])
        else:
            bounds = newcombe(one, other)
        yield stance, Difference(other.value - one.value, *bounds)


def newcombe(left: Share, right: Share) -> Interval:
    """Return the 95 % interval of a difference of shares from their Wilson intervals; of -1 to 1 where one is unknown.

    >>> left, right = Share(48, 48 / 80, *wilson(48, 80)), Share(56, 56 / 70, *wilson(56, 70))
    >>> [round(bound, 4) for bound in newcombe(left, right)]
    [0.0524, 0.3339]
    """
    if left.value is None or right.value is None:
        return -1.0, 1.0
    value = right.value - left.value
    below = hypot(right.value - right.low, left.high - left.value)
    above = hypot(right.high - right.value, left.value - left.low)
    return value - below, value + above
