"""Words by what a statement that uses them does: cooperation, conflict, or mere report. README.md tells the columns."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """A lemma as words.csv has it.

    `polarity` is 1 for cooperation, -1 for conflict, 0 for neither. A verb has a `present`, a `verbal_noun` and a
    `participle`, "" where that is regular and "-" where there is none; `other` are broken plurals of nouns and
    adjectives, other spellings of particles.
    """

    lemma: str
    pos: str  # verb | noun | adjective | particle
    group: str
    polarity: int
    present: str
    verbal_noun: str
    participle: str
    other: tuple[str, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Return every row of the lexicon."""
    rows = csv.DictReader(_lines("words.csv"))
    return tuple(
        Entry(
            row["lemma"],
            row["pos"],
            row["class"],
            int(row["polarity"]),
            row["present"],
            row["verbal_noun"],
            row["participle"],
            tuple(row["other"].split()),
        )
        for row in rows
    )


def homographs() -> Iterator[str]:
    """Yield the words that only look like a form of an entry («مصر» like «أصر»'s participle)."""
    for line in _lines("homographs.txt"):
        yield from line.split()


def _lines(name: str) -> Iterator[str]:
    for line in (files(__package__) / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line
