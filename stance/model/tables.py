"""The figures of a training run as tables for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

Figures = Mapping[str, Any]
_MEANS = ("precision", "recall")


def by_class(figures: Figures, title: str) -> Table:
    """Return precision, recall and F1 of each class, and their means."""
    table = _table(title, "class", "precision", "recall", "F1", "quotes")
    for name, scores in figures["classes"].items():
        table.add_row(name, *(f"{scores[key]:.3f}" for key in ("precision", "recall", "f1")), str(scores["quotes"]))
    table.add_section()
    means = (sum(scores[key] for scores in figures["classes"].values()) / len(figures["classes"]) for key in _MEANS)
    table.add_row("macro", *(f"{mean:.3f}" for mean in means), f"{figures['macro_f1']:.3f}", str(figures["quotes"]))
    return table


def compared(metrics: Figures) -> Table:
    """Return the model beside its baselines, on quotes held out and where it is a stranger, as far as measured."""
    title = "Cross-validated; held out; and where the model is a stranger"
    table = _table(title, "", "macro F1", "95 %", "log-loss", "ECE", "quotes")
    for section in (_cross_validated, _held_out, _strange):
        for name, figures in section(metrics):
            table.add_row(name, *_overall(figures))
        table.add_section()
    return table


def _cross_validated(metrics: Figures) -> Iterator[tuple[str, Figures]]:
    for name, figures in metrics["cross_validation"].items():
        yield name, figures
    for name, figures in metrics["by_source"].items():
        yield f"model on {name}", figures


def _held_out(metrics: Figures) -> Iterator[tuple[str, Figures]]:
    for name, figures in metrics["held_out"].items():
        yield f"dev split, {name}", figures


def _strange(metrics: Figures) -> Iterator[tuple[str, Figures]]:
    for kind, found in metrics.get("unseen", {}).items():
        yield f"unseen {kind}", found["model"]
        yield f"{kind} seen", found["seen"]
    if "cue_masked" in metrics:
        yield "cue masked", metrics["cue_masked"]


def _overall(figures: Figures) -> Iterator[str]:
    low_and_high = figures["intervals"].get("macro_f1")
    yield f"{figures['macro_f1']:.3f}"
    yield "–".join(f"{end:.3f}" for end in low_and_high) if low_and_high else ""
    yield from (f"{figures[key]:.3f}" for key in ("log_loss", "ece"))
    yield str(figures["quotes"])


def _table(title: str, first: str, *numbers: str) -> Table:
    table = Table(title=title)
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table
