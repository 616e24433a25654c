"""States by whatever stands for them in news: their names, capitals and nisba adjectives."""

from functools import cache

from stance.lexicon import actors
from stance.text import fold

# States whose name is masculine, for the agreement of verbs; all others are feminine.
_MASCULINE = frozenset(map(fold, ("الأردن", "السودان", "الصومال", "العراق", "الفاتيكان", "اليمن", "لبنان", "المغرب")))


@cache
def _table() -> dict[str, str]:
    table = {}
    for state in actors.states():
        for name in (state.name, *state.variants, state.capital, *state.capital_variants):
            if name:
                table[fold(name)] = state.name
        for demonym in map(fold, state.demonyms):
            for form in (demonym, demonym + "ه"):
                table.setdefault(form, state.name)
                table.setdefault("ال" + form, state.name)
    return table


def state_of(name: str) -> str | None:
    """Return the common name of the state that a folded name, capital or nisba stands for.

    >>> state_of("موسكو"), state_of("الروسيه")
    ('روسيا', 'روسيا')
    """
    return _table().get(name)


@cache
def first_words() -> frozenset[str]:
    """Return the first words of the names of several words."""
    return frozenset(name.split()[0] for name in _table() if " " in name)


@cache
def _ids() -> dict[str, str]:
    return {state.name: state.id for state in actors.states()}


def id_of(name: str) -> str | None:
    """Return the id of a state by its common name.

    >>> id_of("روسيا")
    'iso:RU'
    """
    return _ids().get(name)


def is_masculine(name: str) -> bool:
    """Whether verbs agree with a state's name in the masculine."""
    return fold(name) in _MASCULINE
