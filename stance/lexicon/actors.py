"""Who acts in the news: states, organizations and the holders of public office, read from the tables in `actors/`.

What the columns mean stands in `actors/README.md`. Spellings are as writers spell them; fold them before comparing.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stance.schema import SpeakerKind


@dataclass(frozen=True, slots=True)
class State:
    """A state and all that stands for it: names, seat of government, nisba adjectives (masculine, no article)."""

    id: str
    name: str
    english: str
    capital: str  # empty where no city stands for the state
    capital_variants: tuple[str, ...]
    variants: tuple[str, ...]
    demonyms: tuple[str, ...]
    demonym_plurals: tuple[str, ...]  # irregular ones alone


@dataclass(frozen=True, slots=True)
class Organization:
    """A body, group or medium that speaks under its own name; `homographs` are those of its names that are words."""

    id: str
    name: str
    english: str
    kind: SpeakerKind
    variants: tuple[str, ...]
    homographs: tuple[str, ...]
    state: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the tables cite it, without its state, in the masculine whoever holds it."""

    name: str
    english: str
    feminine: str | None
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Officeholder:
    """One person in one office of one state or organization; `start` and `end` are ISO years or months, inclusive."""

    id: str
    name: str
    english: str
    variants: tuple[str, ...]
    gender: str
    office: str
    affiliation: str
    start: str
    end: str | None

    def held_on(self, date: str) -> bool:
        """Whether the person held the office on an ISO date, as finely as both the date and the term are known.

        >>> minister = next(o for o in officeholders() if o.id == "person:sergey-lavrov")
        >>> minister.held_on("2003-12-31"), minister.held_on("2004"), minister.held_on("2019-05-02")
        (False, True, True)
        """
        return _not_after(self.start, date) and (self.end is None or _not_after(date, self.end))


def _not_after(earlier: str, later: str) -> bool:
    length = min(len(earlier), len(later))
    return earlier[:length] <= later[:length]


@cache
def states() -> tuple[State, ...]:
    """Return all states, by id.

    >>> next(state.name for state in states() if "واشنطن" in state.capital)
    'الولايات المتحدة'
    """
    return tuple(
        State(id_, name, english, capital, *map(_split, lists))
        for id_, name, english, capital, *lists in _rows("states")
    )


@cache
def organizations() -> tuple[Organization, ...]:
    """Return all organizations, by id."""
    return tuple(
        Organization(id_, name, english, SpeakerKind(kind), _split(variants), _split(homographs), state or None)
        for id_, name, english, kind, variants, homographs, state in _rows("organizations")
    )


@cache
def offices() -> tuple[Office, ...]:
    """Return all offices that `officeholders` holds, by name."""
    return tuple(
        Office(name, english, feminine or None, _split(variants))
        for name, english, feminine, variants in _rows("offices")
    )


@cache
def officeholders() -> tuple[Officeholder, ...]:
    """Return every term of office, by the person's id and its start."""
    return tuple(
        Officeholder(id_, name, english, _split(variants), gender, office, affiliation, start, end or None)
        for id_, name, english, variants, gender, office, affiliation, start, end in _rows("officeholders")
    )


def _rows(table: str) -> Iterator[list[str]]:
    lines = (files(__package__) / "actors" / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return csv.reader(lines[1:])  # the first line is the header


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
