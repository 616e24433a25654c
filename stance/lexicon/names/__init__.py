"""Words that names of persons are made of: given names with their gender, and the particles that join family names.

Kinds of words, no persons. Spellings are as writers spell them; many are everyday words too («أمل»، «نور»).
"""

import csv
from functools import cache
from importlib.resources import files


@cache
def given_names() -> dict[str, str]:
    """Return the given names and the gender of who bears them: "m", "f", or "u" where both do.

    Double names are one entry («عبد الله»); of spellings that fold together the fullest is listed.

    >>> given_names()["فاطمة"], given_names()["عبد الله"]
    ('f', 'm')
    """
    return dict(_rows("given_names"))


@cache
def particles() -> dict[str, str]:
    """Return the words that bind to a name: "prefix" to the word behind them, "suffix" to the word before.

    >>> particles()["بن"], particles()["أوغلو"]
    ('prefix', 'suffix')
    """
    return {particle: position for particle, position, *_ in _rows("particles")}


def _rows(table: str) -> list[list[str]]:
    lines = (files(__package__) / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.reader(lines[1:]))  # the first line is the header
