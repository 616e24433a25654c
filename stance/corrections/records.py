"""One correction, and what it makes of a quote."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from stance.lexicon.states import id_of
from stance.schema import Quote

CHANGES = ("speaker", "stance", "target")
COLUMNS = ("action", *(f"new_{name}" for name in CHANGES))
NONE = "none"  # in a cell: there is no speaker, no target, no stance


class Action(StrEnum):
    """What becomes of a quote. `right` says that it has been looked at."""

    CHANGE = "change"
    DELETE = "delete"
    ADD = "add"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of a corrections file: for the quote of this id and these words.

    `changes` are new values of `speaker`, `stance` and `target`, as far as they change; `added` is there for `add`.
    """

    action: Action
    quote_id: str
    quote: str
    place: str
    changes: Mapping[str, Any]
    added: Quote | None = None


def changed(quote: Quote, changes: Mapping[str, Any]) -> Quote:
    """Return a quote with a new speaker, stance or target; the ids go with the names that they belong to."""
    changes = dict(changes)
    if "speaker" in changes and changes["speaker"] != quote.speaker:
        changes |= {"speaker_id": None, "speaker_kind": None}
    if "target" in changes and changes["target"] != quote.target:
        changes["target_id"] = id_of(changes["target"] or "")
    return dataclasses.replace(quote, **changes)
