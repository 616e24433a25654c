"""Which quotes a report is about: some speakers, targets or outlets, some stretch of time."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stance.errors import StanceError
from stance.text import fold

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SUGGESTED = 3
_LIKE = 60  # of 100
_LISTED = 10
# What is matched, its name and its id, as expressions over the quotes.
_COLUMNS = {
    "speakers": ("speaker_key", "speaker", "speaker_id"),
    "targets": ("target", "target", "target_id"),
    "outlets": ("outlet", "outlet", "NULL"),
}

Ask = Callable[[str], Sequence[tuple[str, str, str | None]]]


class _Known(NamedTuple):
    value: str
    name: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Selection:
    """What a quote must have: one of the names or ids where some are given, a day from `since` to `until`.

    Names match whatever their spelling. Dates are a year, month or day; both ends belong to the selection, and undated
    quotes do not. Raises StanceError for what is no date.

    >>> Selection(since="2024-05", until="2024").condition(lambda _: [])
    "left(day::VARCHAR, 7) >= '2024-05' AND left(day::VARCHAR, 4) <= '2024'"
    """

    speakers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            _check_date(name, getattr(self, name))
        if self.since and self.until and self.since[: len(self.until)] > self.until:
            raise StanceError(f"since={self.since} comes after until={self.until}: no quote is in between.")

    def condition(self, ask: Ask) -> str:
        """Return the selection as SQL; `ask` answers a query for what is known of names in the quotes.

        Raises StanceError, with what comes near, for a name that is not among them.
        """
        return " AND ".join(self._conditions(ask)) or "true"

    def _conditions(self, ask: Ask) -> Iterator[str]:
        for kind, (value, name, identifier) in _COLUMNS.items():
            wanted: tuple[str, ...] = getattr(self, kind)
            if wanted:
                asked = f"SELECT {value}, {name}, {identifier}, FROM every_quote WHERE {value} IS NOT NULL"
                known = [_Known(*row) for row in ask(f"{asked} GROUP BY ALL ORDER BY count(*) DESC, 1, 2")]
                values = {one for given in wanted for one in _matching(kind, given, known)}
                yield f"{value} IN ({', '.join(map(_literal, sorted(values)))})"
        for sign, day in ((">=", self.since), ("<=", self.until)):
            if day:
                yield f"left(day::VARCHAR, {len(day)}) {sign} {_literal(day)}"


def _check_date(option: str, given: str | None) -> None:
    if given is None:
        return
    try:
        if not _DATE.fullmatch(given):
            raise ValueError
        date.fromisoformat(f"{given}-01-01"[:10])
    except ValueError:
        raise StanceError(f"{option}={given} is no date: write 2024, 2024-05 or 2024-05-06.") from None


def _matching(kind: str, given: str, known: Sequence[_Known]) -> set[str]:
    found = {one.value for one in known if given == one.id or _spelling(one.name) == _spelling(given)}
    if not found:
        raise StanceError(f"{kind}={given}: no quote has that. {_suggestion(given, known)}")
    return found


def _suggestion(given: str, known: Sequence[_Known]) -> str:
    from rapidfuzz import fuzz, process

    names = {_spelling(one.name): one.name for one in reversed(known)}
    near = process.extract(_spelling(given), list(names), scorer=fuzz.WRatio, limit=_SUGGESTED, score_cutoff=_LIKE)
    if near:
        return f"Did you mean {' or '.join(names[spelling] for spelling, *_ in near)}?"
    if not names:
        return "No quote has any."
    return f"There are, the most frequent first: {', '.join(list(dict.fromkeys(one.name for one in known))[:_LISTED])}."


def _spelling(name: str) -> str:
    return fold(name).casefold()


def _literal(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"
