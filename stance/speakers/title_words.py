"""Titles as sets of words: whose state they name, and what a noun of little meaning can stand for."""

from functools import cache, lru_cache
from itertools import chain

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.lexicon.states import state_of
from stance.lexicon.words import Kind, closed_class, kind_of, read_yaml, word_list
from stance.speakers.short_names import words_for
from stance.text import fold

CHAIR = people.bare("رئيس")
# «رئيس الحكومة» and «رئيس مجلس الوزراء» are «رئيس الوزراء», in the spelling of titles.
_GOVERNMENT, _COUNCIL, _MINISTERS = "حكوم", people.bare("مجلس"), "وزراء"
_CLITICS = frozenset("ولبف")
_BODY = Kind.INSTITUTION_HEAD | Kind.GROUP_HEAD | Kind.MEDIA_HEAD | Kind.ORGANIZATION


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


def of_body(document: Document, phrase: NounPhrase) -> frozenset[str]:
    """Return the words of a title that say of which body somebody is: «المسؤول في ⟦البنك⟧», «المسؤول ⟦بالبنك⟧»."""
    words = document.words[phrase.start : phrase.end]
    for at in range(1, len(words)):
        behind = words[at - 1] in words_for("of_body") or kind_of(words[at - 1]) & Kind.DEMONSTRATIVE
        noun = words[at] if behind else words[at].removeprefix("ب")
        if (behind or noun != words[at]) and kind_of(noun) & _BODY:
            return plain(frozenset(map(_key, words[at:])))
    return frozenset()


def plain(titles: frozenset[str]) -> frozenset[str]:
    """Return the words of a title without what is written on them: «الأمين العام ⟦للحلف⟧», «الرئيس ⟦ووزير⟧ …»."""
    return frozenset(map(_plain, titles))


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    if word[0] not in _CLITICS or word in _nouns() or state_of(fold(word)):
        return word
    rest = _key(word[1:])
    if rest in _nouns():
        return rest
    return word[2:] if word.startswith("لل") else word  # «ال» behind «ل»


@cache
def _nouns() -> frozenset[str]:
    """Return the nouns of the lexicon as titles spell them."""
    heads = chain.from_iterable(words.split() for words in read_yaml("heads.yaml").values())
    return frozenset(map(_key, chain(heads, word_list("common_nouns.txt"))))


@lru_cache(maxsize=10_000)
def holds(titles: frozenset[str], held: frozenset[str]) -> bool:
    """Whether the words of a mention («الوزير الروسي») fit an office that somebody holds."""
    titles, held = _office(titles), _office(held)
    # «الرئيس» alone is no «رئيس الوزراء», while any minister is «الوزير».
    return _says(titles, held) and (CHAIR not in titles or held - titles <= states(held))


def is_short_for(titles: frozenset[str], held: frozenset[str]) -> bool:
    """Whether an office can say more than a mention of it: «رئيس الإقليم» for «رئيس إقليم الجبل»."""
    return _says(_office(titles), _office(held))


def _says(titles: frozenset[str], held: frozenset[str]) -> bool:
    wanted = titles - vague()
    if wanted == titles and (held ^ titles) & ranks_apart():
        return False
    return wanted <= held if wanted else bool(titles & held)


def _office(titles: frozenset[str]) -> frozenset[str]:
    """Return the words of an office in one spelling: without clitics, «رئيس الحكومة» as «رئيس الوزراء»."""
    titles = plain(titles)
    premier = {CHAIR, _GOVERNMENT} <= titles or {CHAIR, _COUNCIL, _MINISTERS} <= titles
    return titles - {_GOVERNMENT, _COUNCIL} | {_MINISTERS} if premier else titles
