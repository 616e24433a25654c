"""Shares with 95 % intervals from what each article adds to a group."""

from math import sqrt

import numpy as np

from stance.resampling import Array, Interval, interval
from stance.schema import Stance
from stance.summarize.shares import Share

FEW_ARTICLES = 10  # fewer than that say too little about other articles to be drawn anew
STANCES = tuple(Stance)
_Z95 = 1.959963984540054
_RESAMPLES = 1000
_SEED = 0


def wilson(count: int, total: int) -> Interval:
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


def shares(counts: Array, times: Array) -> dict[Stance, Share]:
    """Return the share of each stance.

    Parameters
    ----------
    counts
        The kinds of articles: one row for each, one column per stance, in the order of `Stance`.
    times
        How many articles there are of each kind. To draw kinds is to draw articles, however many there are.
    """
    with_stance = counts.sum(axis=1) > 0
    counts, times = counts[with_stance], times[with_stance]
    totals = times @ counts
    decided = int(totals.sum())
    drawn = _drawn_shares(counts, times) if times.sum() >= FEW_ARTICLES else None
    found = {}
    for at, stance in enumerate(STANCES):
        count = int(totals[at])
        settled = drawn is None or count in {0, decided}
        bounds = wilson(count, decided) if settled or drawn is None else interval(drawn[:, at])
        found[stance] = Share(count, count / decided if decided else None, *bounds)
    return found


def _drawn_shares(counts: Array, times: Array) -> Array:
    """Return the shares in each resample: as many articles as there are, with replacement."""
    articles = int(times.sum())
    drawn = np.random.default_rng(_SEED).multinomial(articles, times / articles, size=_RESAMPLES) @ counts
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))
