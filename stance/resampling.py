"""How far a figure would move with other articles: the bootstrap over articles, whose quotes are alike."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Interval = tuple[float, float]

_DRAWN_AT_ONCE = 4_000_000  # numbers held in memory


def resampled_sums(counts: Array, resamples: int, seed: int) -> Array:
    """Return the summed counts of as many articles as there are, drawn anew with replacement.

    Parameters
    ----------
    counts
        One row per article, one column per thing that is counted.
    resamples
        How many times articles are drawn: the rows of what is returned.
    """
    articles = len(counts)
    generator = np.random.default_rng(seed)
    chance = np.full(articles, 1 / articles)
    at_once = max(1, _DRAWN_AT_ONCE // articles)
    sizes = [min(at_once, resamples - done) for done in range(0, resamples, at_once)]
    sums = [generator.multinomial(articles, chance, size=size) @ counts for size in sizes]
    return np.concatenate(sums).astype(np.float64)


def interval(values: Array) -> Interval:
    """Return the 95 % interval of a figure's resamples; those in which it is not defined (NaN) do not count."""
    low, high = np.nanquantile(values, (0.025, 0.975))
    return float(low), float(high)
