"""Parties: the states, bodies and peoples that words name, by whatever stands for them."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from stance.extraction.document import Document
from stance.lexicon import actors
from stance.lexicon.memo import Memo
from stance.lexicon.sequences import WordSequences
from stance.lexicon.words import read_yaml
from stance.schema import SpeakerKind
from stance.text import fold

LEXICON = "targets.yaml"
_CLITICS = ("", "و", "ل", "ب", "ف", "ك", "ول", "وب", "وك", "فل", "فب")
_SHORTEST = 2  # letters of a name behind its clitics
_ADJECTIVES, _PLURALS = ("", "ه", "ا"), ("ين", "ون", "ان", "ات", "تين", "تان")


class Party(NamedTuple):
    """Somebody a quote may be directed at.

    `kind` is state, body, people, person, pair or noun; `state` is the one it belongs to, its own name for a state.
    """

    name: str
    id: str | None
    kind: str
    state: str | None


class Mention(NamedTuple):
    """A party where it is named, by its tokens; `form` is that of a reading, person, title or place."""

    start: int
    end: int
    party: Party
    form: str
    clitic: int


class Reading(NamedTuple):
    """What a word names alone, if anything, in which form: name, seat («الكرملين»), capital, nisba or people.

    `word` is what is left of it without its `clitic`, a number of letters; a longer name may begin with it.
    """

    word: str
    clitic: int
    party: Party | None
    form: str


def reading(word: str) -> Reading | None:
    """Return what a folded word names, or begins to name; None for nearly all words.

    >>> reading("وموسكو").party.name, reading("للروس").form
    ('روسيا', 'people')
    """
    return _READINGS[word]


def named(name: str) -> Party | None:
    """Return the party of a whole name as an article writes it."""
    found = _names().get(tuple(fold(name).split()))
    return found[0] if found else None


def longest(words: list[str]) -> tuple[int, Party, str] | None:
    """Return how many words the longest name of several takes that begins a list of words, its party and form."""
    end = _long_names().end(words, 0, len(words))
    return (end, *_names()[tuple(words[:end])]) if end else None


def is_post(document: Document, at: int, clitic: int) -> bool:
    """Whether somebody is sent to what a token names, a place in the title: «السفير الروسي لدى مصر»."""
    return _before(document, at) in word_set("posts") or (clitic > 0 and document.words[at].startswith("ل"))


def is_place(document: Document, at: int, form: str, clitic: int) -> bool:
    """Whether something happens in what a token names: «في باريس», «بالقاهرة», «اتفاق فيينا»."""
    before = _before(document, at)
    if clitic > 0 and document.words[at].startswith("ب"):
        return True
    return before in word_set("places") or (form == "capital" and before in word_set("events"))


def _before(document: Document, at: int) -> str:
    return document.words[at - 1] if at else ""


@cache
def is_state(name: str) -> bool:
    """Whether a name is the common name of a state."""
    return name in _states_by_name()


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the lexicon's sets of words, folded."""
    return frozenset(map(fold, read_yaml(LEXICON)[name].split()))


@cache
def seats() -> dict[str, str]:
    """Return the bodies that are meant by the capital of a state, and that state."""
    seats: dict[str, str] = read_yaml(LEXICON)["seats"]
    return seats


def _reading(word: str) -> Reading | None:
    for clitic in _CLITICS:
        rest = word[len(clitic) :] if word.startswith(clitic) else ""
        if clitic.endswith("ل") and rest.startswith("ل"):
            rest = "ا" + rest  # «للروس»
        party, form = _names().get((rest,), (None, ""))
        if len(rest) >= _SHORTEST and (party or _long_names().begins(rest)):
            return Reading(rest, len(clitic), party, form)
    return None


_READINGS = Memo(_reading)


@cache
def _states_by_name() -> dict[str, Party]:
    return {state.name: Party(state.name, state.id, "state", state.name) for state in actors.states()}


@cache
def _bodies_by_name() -> dict[str, Party]:
    states = {state.id: state.name for state in actors.states()}
    return {
        body.name: Party(body.name, body.id, "body", states.get(body.state or ""))
        for body in actors.organizations()
        if body.kind is not SpeakerKind.MEDIA
    }


@cache
def _names() -> dict[tuple[str, ...], tuple[Party, str]]:
    """Return party and form by the folded words of a name, what is listed first before what is derived."""
    table: dict[tuple[str, ...], tuple[Party, str]] = {}
    for name, party, form in (*_called(), *_listed(), *_demonyms()):
        table.setdefault(tuple(fold(name).split()), (party, form))
    for word in word_set("no_parties"):
        table.pop((word,), None)
    return table


@cache
def _long_names() -> WordSequences:
    return WordSequences(name for name in _names() if len(name) > 1)


def _called() -> Iterator[tuple[str, Party, str]]:
    known = _states_by_name() | _bodies_by_name()
    for name, ways in read_yaml(LEXICON)["called"].items():
        party = known.get(name) or Party(name, None, "people", None)
        form = "seat" if party.kind == "state" else "name"
        yield from ((way, party, form) for way in ways)


def _listed() -> Iterator[tuple[str, Party, str]]:
    for state in actors.states():
        party = _states_by_name()[state.name]
        yield from ((name, party, "name") for name in (state.name, *state.variants))
        yield from ((name, party, "capital") for name in (state.capital, *state.capital_variants) if name)
    for body in actors.organizations():
        if body.name in _bodies_by_name():
            for name in {body.name, *body.variants} - set(body.homographs):
                yield name, _bodies_by_name()[body.name], "name"


def _demonyms() -> Iterator[tuple[str, Party, str]]:
    for state in actors.states():
        party = _states_by_name()[state.name]
        for article in ("", "ال"):
            for form, endings in (("nisba", _ADJECTIVES), ("people", _PLURALS)):
                for ending in endings:
                    for demonym in state.demonyms:
                        yield " ".join(article + fold(word) + ending for word in demonym.split()), party, form
            yield from ((article + plural, party, "people") for plural in state.demonym_plurals)
