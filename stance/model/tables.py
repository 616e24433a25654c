"""The figures of a training run as tables for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

Figures = Mapping[str, Any]


def by_class(figures: Figures, title: str) -> Table:
    """Return precision, recall and F1 of each class, and their means."""
    table = _table(title, "stance", "precision", "recall", "F1", "quotes")
    for name, scores in figures["classes"].items():
        table.add_row(name, *(f"{scores[key]:.3f}" for key in ("precision", "recall", "f1")), str(scores["quotes"]))
    table.add_section()
    means = (sum(scores[key] for scores in figures["classes"].values()) / len(figures["classes"]) for key in _MEANS)
    table.add_row("macro", *(f"{mean:.3f}" for mean in means), f"{figures['macro_f1']:.3f}", str(figures["quotes"]))
    return table


def compared(metrics: Figures) -> Table:
    """Return the model beside its baselines, then on each part of the held-out split."""
    table = _table("The model, its baselines, and quotes held out", "", "macro F1", "log-loss", "ECE", "quotes")
    for name, figures in metrics["cross_validation"].items():
        table.add_row(f"{name}, cross-validated", *_overall(figures))
    table.add_section()
    for name, figures in metrics["held_out"].items():
        table.add_row(f"model, dev split: {name}", *_overall(figures))
    return table


_MEANS = ("precision", "recall")


def _overall(figures: Figures) -> Iterator[str]:
    yield from (f"{figures[key]:.3f}" for key in ("macro_f1", "log_loss", "ece"))
    yield str(figures["quotes"])


def _table(title: str, first: str, *numbers: str) -> Table:
    table = Table(title=title)
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right")
    return table
