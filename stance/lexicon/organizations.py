"""Organizations by the words of their names, for phrases that a list of common nouns cannot read («سي إن إن»)."""

from collections.abc import Sequence
from functools import cache

from stance.lexicon import actors
from stance.lexicon.actors import Organization
from stance.lexicon.sequences import WordSequences
from stance.text import fold

_LONGEST = 6


@cache
def _by_name() -> dict[tuple[str, ...], Organization]:
    """Return the organizations by their folded names; homographs of everyday words only where nothing else has them."""
    table: dict[tuple[str, ...], Organization] = {}
    for organization in actors.organizations():
        for name in (organization.name, *organization.variants):
            table.setdefault(tuple(fold(name).split()), organization)
    return table


@cache
def _homographs() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(h).split()) for o in actors.organizations() for h in o.homographs)


@cache
def long_names() -> WordSequences:
    """Return the names of several words, a state's or a body's, that mean nothing else."""
    names = _states() | (_by_name().keys() - _homographs())
    return WordSequences(name for name in names if 1 < len(name) <= _LONGEST)


@cache
def _states() -> frozenset[tuple[str, ...]]:
    names = ((s.name, s.capital, *s.variants, *s.capital_variants) for s in actors.states())
    return frozenset(tuple(fold(name).split()) for group in names for name in group if name)


def names() -> frozenset[str]:
    """Return the single folded words that name an organization and nothing else («حماس», «الكرملين»)."""
    return frozenset(name[0] for name in _by_name() if len(name) == 1 and name not in _homographs())


def end_of_name(words: Sequence[str], start: int, limit: int) -> int:
    """Return where the longest name of several words, a state's or a body's, ends that begins at `start`.

    `start` itself is returned where none begins there.
    """
    return long_names().end(words, start, limit)


def find(name: str, *, marked: bool = False) -> Organization | None:
    """Return the organization of a folded name; one that is also an everyday word only where marks set it apart."""
    words = tuple(name.split())
    if words in _homographs() and not marked:
        return None
    return _by_name().get(words)
