"""Office holders by name: who somebody is whom an article names without saying so."""

from collections.abc import Iterator, Sequence
from functools import cache

from stance.lexicon import actors
from stance.lexicon.actors import Officeholder
from stance.lexicon.sequences import WordSequences
from stance.text import fold


@cache
def _by_name() -> dict[str, str]:
    """Return the person's id by every folded name that one person alone bears."""
    bearers: dict[str, set[str]] = {}
    for term in actors.officeholders():
        for name in (term.name, *term.variants):
            bearers.setdefault(fold(name), set()).add(term.id)
    return {name: next(iter(ids)) for name, ids in bearers.items() if len(ids) == 1}


@cache
def _terms() -> dict[str, tuple[Officeholder, ...]]:
    terms: dict[str, list[Officeholder]] = {}
    for term in actors.officeholders():
        terms.setdefault(term.id, []).append(term)
    return {person: tuple(held) for person, held in terms.items()}


def find(name: str) -> str | None:
    """Return the id of the person who bears a folded name, None where nobody does or several do.

    >>> find("لافروف")
    'person:sergey-lavrov'
    """
    return _by_name().get(name)


@cache
def _full_names() -> WordSequences:
    """Return the names of several words."""
    names = (tuple(name.split()) for name in _by_name())
    return WordSequences(words for words in names if len(words) > 1)


def end_of_name(words: Sequence[str], start: int, limit: int) -> int:
    """Return the end of the full name that begins at a word, `start` where none does.

    >>> end_of_name(["بان", "كي", "مون", "ان"], 0, 4)
    3
    """
    return _full_names().end(words, start, limit)


def name(person: str) -> str:
    """Return the canonical name of a person by the id.

    >>> name("person:sergey-lavrov")
    'سيرغي لافروف'
    """
    return terms(person)[0].name


def terms(person: str) -> tuple[Officeholder, ...]:
    """Return the offices that a person held, by their start."""
    return _terms()[person]


def titles(person: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each office that a person held, the state or body that it is an office of with them."""
    for term in terms(person):
        yield *fold(term.office).split(), _affiliations()[term.affiliation]


@cache
def _affiliations() -> dict[str, str]:
    states = {state.id: state.name for state in actors.states()}
    return states | {organization.id: organization.name for organization in actors.organizations()}
