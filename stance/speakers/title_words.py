"""Titles as sets of words: whose state they name, and what a noun of little meaning can stand for."""

from functools import cache

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.lexicon.states import state_of
from stance.lexicon.words import closed_class, read_yaml
from stance.text import fold

CHAIR = people.bare("رئيس")
# «رئيس الحكومة» is «رئيس الوزراء», in the spelling of titles.
_GOVERNMENT, _MINISTERS = "حكوم", "وزراء"


def head(document: Document, phrase: NounPhrase) -> str:
    """Return the first word of a title without article and gender."""
    return _ungendered(people.bare(document.words[phrase.start]))


def _ungendered(word: str) -> str:
    return word[:-1] if word.endswith("ه") and len(word) > 4 else word


@cache
def vague() -> frozenset[str]:
    """Return the heads that say nothing about the office."""
    return frozenset(map(people.bare, closed_class("vague_heads")))


@cache
def ranks_apart() -> frozenset[str]:
    """Return the words that tell two holders of like offices apart."""
    return frozenset(map(people.bare, closed_class("ranks_apart")))


@cache
def _meanings() -> dict[str, frozenset[str]]:
    table = read_yaml("called_again.yaml")["persons"]
    return {_key(noun): frozenset(map(_key, words.split())) for noun, words in table.items()}


def _key(word: str) -> str:
    return _ungendered(people.bare(fold(word)))


def meant_by(noun: str) -> frozenset[str]:
    """Return the words of offices and occupations that a noun of little meaning can stand for.

    >>> "سفير" in meant_by("دبلوماسي")
    True
    """
    return _meanings().get(noun, frozenset())


def states(titles: frozenset[str]) -> frozenset[str]:
    """Return the states among the words of a title."""
    return frozenset(word for word in titles if state_of(fold(word)) == word)


def other_state(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two titles name states, and none in common."""
    one, other = states(left), states(right)
    return bool(one and other and not one & other)


def holds(titles: frozenset[str], held: frozenset[str]) -> bool:
    """Whether the words of a mention («الوزير الروسي») fit an office that somebody holds."""
    titles, held = _one_premier(titles), _one_premier(held)
    wanted = titles - vague()
    if wanted == titles and (held ^ titles) & ranks_apart():
        return False
    if not wanted:
        return bool(titles & held)
    # «الرئيس» alone is no «رئيس الوزراء», while any minister is «الوزير».
    return wanted <= held and (CHAIR not in titles or held - titles <= states(held))


def _one_premier(titles: frozenset[str]) -> frozenset[str]:
    return titles - {_GOVERNMENT} | {_MINISTERS} if {CHAIR, _GOVERNMENT} <= titles else titles
