"""The drawings of a run as SVG: all geometry is computed here, the templates only write it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, floor, log2
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from jinja2 import Environment

    from stance.model.measurement import CrossValidation

TEMPLATES = Path(__file__).with_name("templates")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 460, 340, 62, 18, 40, 52
_SLACK = 1e-6  # for sums of tenths that are not quite whole


class Point(NamedTuple):
    """A place in a drawing, in pixels from its upper left corner; `low` and `high` are the ends of its whisker."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


class Tick(NamedTuple):
    """A mark on an axis: where it stands, in pixels, and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of numbers laid along an axis from pixel `start` to pixel `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a number.

        >>> Scale(0, 1, 100, 0)(0.25)
        75.0
        """
        return round(self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start), 1)


def run_plots(validation: CrossValidation, metrics: Mapping[str, Any]) -> dict[str, str]:
    """Return the drawings of a run by file name; none of them holds a word of a quote."""
    truth = [str(quote.label) for quote in validation.asked]
    plots = {
        "confusion.svg": confusion_plot(truth, validation.predicted, validation.classes),
        "reliability.svg": reliability_plot(metrics["reliability"]),
        "risk_coverage.svg": risk_coverage_plot(metrics["risk_coverage"]),
    }
    if "learning_curve" in metrics:
        plots["learning_curve.svg"] = learning_curve_plot(metrics["learning_curve"]["points"])
    return plots


def reliability_plot(bins: Sequence[Mapping[str, float]]) -> str:
    """Draw the share right over the confidence; on the diagonal, probabilities are what they say."""
    lowest = min(min(one["confidence"], one["right"]) for one in bins)
    x, y = _horizontal(lowest // 0.1 / 10, 1), _vertical(lowest // 0.1 / 10, 1)
    return _plot(
        title="Reliability: ten bins with equally many quotes",
        axes=("confidence", "share right"),
        ticks=(_shares(x), _shares(y)),
        points=[Point(x(one["confidence"]), y(one["right"])) for one in bins],
        diagonal=[Point(x(edge), y(edge)) for edge in (x.low, 1)],
    )


def risk_coverage_plot(points: Sequence[Mapping[str, float]]) -> str:
    """Draw the share wrong over the share of quotes that are labelled, the surest first."""
    x, y = _horizontal(0, 1), _vertical(0, _ceiling(max(one["risk"] for one in points)))
    return _plot(
        title="Risk and coverage: what abstaining buys",
        axes=("share of quotes labelled", "share wrong among them"),
        ticks=(_shares(x), _shares(y)),
        points=[Point(x(one["coverage"]), y(one["risk"])) for one in points],
    )


def learning_curve_plot(points: Sequence[Mapping[str, Any]]) -> str:
    """Draw macro F1 over the number of training quotes, doubling from mark to mark."""
    intervals = [one["interval"] or (one["macro_f1"], one["macro_f1"]) for one in points]
    x = _horizontal(log2(points[0]["quotes"]) - 0.2, log2(points[-1]["quotes"]) + 0.2)
    y = _vertical(min(low for low, _ in intervals) // 0.05 * 0.05, _ceiling(max(high for _, high in intervals)))
    places = [x(log2(one["quotes"])) for one in points]
    return _plot(
        title="Learning curve, cross-validated by article",
        axes=("training quotes", "macro F1, 95 % interval"),
        ticks=([Tick(at, f"{one['quotes']:,}") for at, one in zip(places, points, strict=True)], _shares(y)),
        points=[
            Point(at, y(one["macro_f1"]), y(low), y(high))
            for at, one, (low, high) in zip(places, points, intervals, strict=True)
        ],
    )


def confusion_plot(truth: Sequence[str], predicted: Sequence[str], classes: Sequence[str]) -> str:
    """Draw the confusion matrix: a row for each true class, shaded by the share of the row."""
    from sklearn.metrics import confusion_matrix

    counts = confusion_matrix(truth, predicted, labels=list(classes)).tolist()
    rows = [[(count, count / (sum(row) or 1)) for count in row] for row in counts]
    return environment().get_template("confusion.svg.j2").render(classes=classes, rows=rows)


def interval_plot(rows: Sequence[tuple[str, float, float, float]]) -> str:
    """Draw figures with their intervals, one under the other: (name, value, low, high)."""
    low, high = min(row[2] for row in rows) // 0.05 * 0.05, _ceiling(max(row[3] for row in rows))
    x = Scale(low, high, 60, WIDTH + 120)
    lines = [(name, Point(x(value), 0, x(least), x(most))) for name, value, least, most in rows]
    return environment().get_template("intervals.svg.j2").render(lines=lines, ticks=_shares(x), width=WIDTH + 140)


def _plot(**parts: Any) -> str:
    frame = {"left": LEFT, "right": WIDTH - RIGHT, "top": TOP, "bottom": HEIGHT - BOTTOM}
    template = environment().get_template("plot.svg.j2")
    return template.render(width=WIDTH, height=HEIGHT, frame=frame, **{"diagonal": [], **parts})


def _horizontal(low: float, high: float) -> Scale:
    return Scale(low, high, LEFT, WIDTH - RIGHT)


def _vertical(low: float, high: float) -> Scale:
    return Scale(low, high, HEIGHT - BOTTOM, TOP)


def _ceiling(value: float) -> float:
    """Return the next multiple of 0.05 above."""
    return min(1.0, (value // 0.05 + 1) * 0.05)


def _shares(scale: Scale) -> list[Tick]:
    """Return marks at round percentages, some four to eight of them."""
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2) if (scale.high - scale.low) / step <= 8)
    first, last = ceil(scale.low / step - _SLACK), floor(scale.high / step + _SLACK)
    return [Tick(scale(number * step), f"{number * step:.2f}") for number in range(first, last + 1)]


@cache
def environment() -> Environment:
    """Return the templates of this package; what they are given is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
