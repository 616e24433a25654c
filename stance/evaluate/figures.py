"""From counts to figures, and how far the figures would move with other articles.

A figure has a dotted name, `quote.f1` or `recall_by_form.direct`; where there is nothing to divide by it is 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.evaluate.tally import COVERAGES, Tally
from stance.schema import Form, Stance

Array = NDArray[np.float64]
Interval = tuple[float, float]

_DIGITS, _DIGITS_BY_FORM = 4, 3


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures over some articles, rounded, each with its 95 % interval where there are two articles or more."""

    articles: int
    gold: int
    predicted: int
    figures: dict[str, float]
    intervals: dict[str, Interval]

    def as_json(self) -> dict[str, Any]:
        """Return the figures as nested objects: `quote.f1` becomes `{"quote": {"f1": …}}`."""
        counts = {"articles": self.articles, "gold": self.gold, "predicted": self.predicted}
        return counts | _nested(self.figures) | {"intervals": _nested(self.intervals)}


class _Totals(dict[str, Array]):
    """Summed counts by name, one number or one of each resample; what no article counted is 0."""

    def __missing__(self, name: str) -> Array:
        return np.zeros(())


def score(tallies: Sequence[Tally], *, resamples: int, seed: int) -> Scores:
    """Compute the figures over articles and bootstrap their intervals.

    Parameters
    ----------
    tallies
        One of each article: the unit that is drawn, since the quotes of one article are alike.
    resamples
        How many times as many articles are drawn, with replacement.
    """
    names = sorted(set[str]().union(*tallies))
    counts = np.array([[one[name] for name in names] for one in tallies], dtype=np.float64)
    totals = _totals(names, counts.sum(axis=0))
    figures = {name: float(value) for name, value in _figures(totals).items() if _is_defined(name, totals)}
    intervals = {}
    if len(tallies) > 1:
        drawn = _figures(_totals(names, _draw(counts, resamples, seed)))
        intervals = {name: _interval(drawn[name]) for name in figures}
    return Scores(
        articles=len(tallies),
        gold=int(totals["quote.gold"]),
        predicted=int(totals["quote.predicted"]),
        figures=_rounded(figures),
        intervals=intervals,
    )


def _totals(names: Iterable[str], sums: Array) -> _Totals:
    return _Totals(zip(names, np.moveaxis(sums, -1, 0), strict=True))


def _draw(counts: Array, resamples: int, seed: int) -> Array:
    """Return the summed counts of each resample of the articles, shape (resamples, counts)."""
    articles = len(counts)
    times_drawn = np.random.default_rng(seed).multinomial(articles, np.full(articles, 1 / articles), size=resamples)
    return np.asarray(times_drawn @ counts, dtype=np.float64)


def _interval(values: Array) -> Interval:
    low, high = np.quantile(values, (0.025, 0.975))
    return round(float(low), _DIGITS), round(float(high), _DIGITS)


def _figures(n: _Totals) -> dict[str, Array]:
    figures = {
        **_prf("quote", n["quote.matched"], n["quote.predicted"], n["quote.gold"]),
        **_prf("exact", n["quote.exact"], n["quote.predicted"], n["quote.gold"]),
        "speaker_accuracy": _ratio(n["quote.speaker"], n["quote.matched"]),
        "mention_as_speaker": _ratio(n["quote.mention"], n["quote.matched"]),
        **_prf("joint", n["quote.speaker"], n["quote.predicted"], n["quote.gold"]),
        **_stance_figures("stance", n),
        **_prf("triple", n["quote.triple"], n["quote.predicted"], n["quote.gold"]),
        **_stance_figures("given", n),
        **_target_figures(n),
        **_prf("cue", n["cue.matched"], n["cue.predicted"], n["cue.gold"]),
    }
    for name in COVERAGES:
        figures |= _prf(name, n[f"{name}.matched"], n[f"{name}.predicted"], n["quote.gold"])
    figures["direct.p"] = _ratio(n["direct.predicted_matched"], n["direct.predicted"])
    figures["direct.r"] = _ratio(n["direct.matched"], n["direct.gold"])
    for form in Form:
        figures |= _form_figures(form, n)
    return figures


def _form_figures(form: Form, n: _Totals) -> dict[str, Array]:
    """Recall over gold quotes of the form, precision over predicted ones, the rest over matched gold quotes."""
    matched = n[f"{form}.matched"]
    return {
        f"recall_by_form.{form}": _ratio(matched, n[f"{form}.gold"]),
        f"precision_by_form.{form}": _ratio(n[f"{form}.predicted_matched"], n[f"{form}.predicted"]),
        f"exact_by_form.{form}": _ratio(n[f"{form}.exact"], matched),
        f"speaker_by_form.{form}": _ratio(n[f"{form}.speaker"], matched),
        f"stance_by_form.{form}": _ratio(n[f"{form}.stance"], matched),
    }


def _stance_figures(name: str, n: _Totals) -> dict[str, Array]:
    classes = {
        f"{name}_f1.{stance}": _f1(
            _ratio(n[f"{name}.{stance}.right"], n[f"{name}.{stance}.predicted"]),
            _ratio(n[f"{name}.{stance}.right"], n[f"{name}.{stance}.gold"]),
        )
        for stance in Stance
    }
    return {
        f"{name}_accuracy": _ratio(n[f"{name}.right"], n[f"{name}.pairs"]),
        f"{name}_macro_f1": np.asarray(sum(classes.values()) / len(classes)),
        **classes,
    }


def _target_figures(n: _Totals) -> dict[str, Array]:
    """Compute the figures of targets over matched quotes: those that have one, those that got one, and the others."""
    right, wrong, missing, spurious = (n[f"target.{one}"] for one in ("right", "wrong", "missing", "spurious"))
    return {
        "target.accuracy": _ratio(right, right + wrong + missing),
        "target.precision": _ratio(right, right + wrong + spurious),
        "target.wrong": _ratio(wrong, right + wrong + missing),
        "target.missing": _ratio(missing, right + wrong + missing),
        "target.spurious": _ratio(spurious, spurious + n["target.none"]),
    }


def _prf(name: str, matched: Array, predicted: Array, gold: Array) -> dict[str, Array]:
    precision, recall = _ratio(matched, predicted), _ratio(matched, gold)
    return {f"{name}.p": precision, f"{name}.r": recall, f"{name}.f1": _f1(precision, recall)}


def _f1(precision: Array, recall: Array) -> Array:
    return _ratio(2 * precision * recall, precision + recall)


def _ratio(part: Array, whole: Array) -> Array:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), 0.0)


def _is_defined(name: str, totals: _Totals) -> bool:
    """Leave out forms that the gold does not have, and the stance of given spans where no model was asked."""
    if name.startswith("given_"):
        return bool(totals["given.pairs"] > 0)
    group, _, form = name.partition(".")
    return not group.endswith("_by_form") or bool(totals[f"{form}.gold"] > 0)


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    rounded = {
        name: round(value, _DIGITS_BY_FORM if "_by_form" in name else _DIGITS) for name, value in figures.items()
    }
    for name in ("stance", "given"):
        if f"{name}_macro_f1" in rounded:  # the mean of the classes as they are shown
            rounded[f"{name}_macro_f1"] = round(
                sum(rounded[f"{name}_f1.{one}"] for one in Stance) / len(Stance), _DIGITS
            )
    return rounded


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, value in flat.items():
        group, _, leaf = name.partition(".")
        if leaf:
            tree.setdefault(group, {})[leaf] = value
        else:
            tree[name] = value
    return tree
