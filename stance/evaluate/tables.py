"""The figures as tables for a terminal."""

from collections.abc import Mapping

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table

from stance.evaluate.evaluation import Evaluation
from stance.evaluate.figures import Scores
from stance.plurals import counted
from stance.schema import Form, Stance

_PRF = {
    "quote": "quote, IoU ≥ 0.5",
    "exact": "quote, exact span",
    "joint": "quote + speaker",
    "triple": "quote + speaker + stance",
    "coverage_30": "quote, ≥ 0.3 of gold length",
    "coverage_80": "quote, ≥ 0.8 of gold length",
    "cue": "cue, any overlap",
}
_SHARES = {
    "direct.p": "direct quotes: precision",
    "direct.r": "direct quotes: recall",
    "speaker_accuracy": "speaker right, of matched quotes",
    "mention_as_speaker": "somebody else in the article taken for the speaker",
    "target.accuracy": "target right, of matched quotes that have one",
    "target.wrong": "another target, of the same",
    "target.missing": "no target, of the same",
    "target.precision": "target right, of matched quotes that got one",
    "target.spurious": "a target, of matched quotes that have none",
}
_STANCE = {"stance": "on matched quotes", "given": "on gold quotes"}


def tables(evaluation: Evaluation) -> Group:
    """Return all tables, ready to print."""
    overall = evaluation.overall
    parts = [_quotes(overall), _shares(overall), _stance(overall), _forms(overall)]
    if len(evaluation.by_outlet) > 1:
        parts.append(_outlets(evaluation.by_outlet))
    return Group(*parts)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _quotes(scores: Scores) -> Table:
    counts = (
        f"{counted(scores.articles, 'article')}, {counted(scores.gold, 'gold quote')}, {scores.predicted:,} predicted"
    )
    table = _table(f"Quotes: {counts}", "", "P", "R", "F1", "95 %")
    for name, title in _PRF.items():
        p, r = (_percent(scores.figures[f"{name}.{part}"]) for part in ("p", "r"))
        table.add_row(title, p, r, *_with_range(scores, f"{name}.f1"))
    return table


def _shares(scores: Scores) -> Table:
    table = _table("Shares", "", "%", "95 %")
    for name, title in _SHARES.items():
        table.add_row(title, *_with_range(scores, name))
    return table


def _stance(scores: Scores) -> Table:
    asked = {name: title for name, title in _STANCE.items() if f"{name}_accuracy" in scores.figures}
    table = _table("Stance", "", *(column for title in asked.values() for column in (title, "95 %")))
    rows = {"accuracy": "accuracy", "macro_f1": "macro F1"} | {f"f1.{stance}": f"F1 {stance}" for stance in Stance}
    for row, title in rows.items():
        names = [f"{name}_{row}" for name in asked]
        table.add_row(title, *(cell for name in names for cell in _with_range(scores, name)))
    return table


def _forms(scores: Scores) -> Table:
    columns = ("recall", "precision", "exact", "speaker", "stance")
    table = _table("By form (exact, speaker and stance: of matched quotes)", "form", *columns)
    for form in Form:
        if f"recall_by_form.{form}" in scores.figures:
            table.add_row(form, *(_percent(scores.figures[f"{column}_by_form.{form}"]) for column in columns))
    return table


def _outlets(by_outlet: Mapping[str, Scores]) -> Table:
    table = _table("By outlet", "outlet", "gold", "quote F1", "95 %", "exact F1", "speaker", "joint F1")
    for outlet, scores in by_outlet.items():
        others = (_percent(scores.figures[name]) for name in ("exact.f1", "speaker_accuracy", "joint.f1"))
        table.add_row(outlet, str(scores.gold), *_with_range(scores, "quote.f1"), *others)
    return table


def _with_range(scores: Scores, name: str) -> tuple[str, str]:
    interval = scores.intervals.get(name)
    return _percent(scores.figures[name]), "–".join(map(_percent, interval)) if interval else ""


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"
