"""Rows of a corrections file as corrections."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stance.corrections.files import CorrectionRow, correction_rows
from stance.corrections.records import CHANGES, NONE, Action, Correction, changed
from stance.errors import StanceError
from stance.io.quote_columns import to_quote
from stance.schema import Form, Quote, Stance


def read_rows(path: str | Path) -> Iterator[Correction]:
    """Yield the rows in which something is filled in, those that say `right` included."""
    for row in correction_rows(Path(path)):
        correction = _correction(row)
        if correction:
            yield correction


def checked_quotes(path: str | Path) -> Iterator[Quote]:
    """Yield the quotes that a person has looked at and kept, as corrected: what a model can learn from.

    Their rows need the columns article_id, quote_start and form beside id and words, as those of `stance.review` have.
    """
    for row in correction_rows(Path(path)):
        correction = _correction(row)
        if correction and correction.action is not Action.DELETE:
            found = correction.added or _located(row.values, row.place)
            yield changed(found, correction.changes)


def _correction(row: CorrectionRow) -> Correction | None:
    place, values = row
    changes = {name: _value(name, cell, place) for name in CHANGES if (cell := values.get(f"new_{name}"))}
    action = _action(values.get("action"), place) if values.get("action") else None
    if not action and not changes:
        return None
    if action is Action.ADD:
        added = changed(_new_quote(values, place), changes)
        return Correction(action, added.quote_id, added.quote, place, changes, added)
    quote_id, words = values.get("quote_id"), values.get("quote")
    if not quote_id or not words:
        raise StanceError(f"{place}: a correction needs the quote_id and the words of the quote, to know it again.")
    return Correction(action or Action.CHANGE, str(quote_id), str(words), place, changes)


def _action(cell: object, place: str) -> Action:
    try:
        return Action(str(cell).strip().lower())
    except ValueError:
        raise StanceError(
            f"{place}: action is {cell!r}. Write one of {', '.join(Action)}, or leave it empty."
        ) from None


def _value(name: str, cell: object, place: str) -> str | None:
    value = str(cell).strip()
    if value == NONE:
        return None
    if name == "stance":
        try:
            return Stance(value.lower())
        except ValueError:
            known = ", ".join([*Stance, NONE])
            raise StanceError(f"{place}: new_stance is {value!r}. Write one of {known}.") from None
    return value


def _new_quote(values: Mapping[str, Any], place: str) -> Quote:
    article_id, words, start = (values.get(name) for name in ("article_id", "quote", "quote_start"))
    if not article_id or not words or start is None or not str(start).isdecimal():
        raise StanceError(f"{place}: add needs article_id, quote and quote_start, the offset of the quote in the text.")
    quote_id = f"{article_id}:{start}-{int(start) + len(words)}"
    defaults = {"form": Form.INDIRECT, "cluster_id": quote_id}
    given = {name: value for name, value in values.items() if value is not None}
    for stretch in ("cue", "speaker_mention"):  # which nobody types together with its offsets
        if f"{stretch}_start" not in given:
            given.pop(stretch, None)
    return _located(defaults | given | {"quote_id": quote_id}, place)


def _located(values: Mapping[str, Any], place: str) -> Quote:
    """Make a quote of a row that says where it begins, not where it ends."""
    start, words = values.get("quote_start"), values.get("quote") or ""
    end = int(start) + len(words) if str(start).isdecimal() and start is not None else None
    return to_quote(dict(values) | {"quote_end": end}, place)
