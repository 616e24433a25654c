"""Word classes: what a token can be in a noun phrase or around a cue, as one set of flags per word."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Final

import yaml

from stance.lexicon import actors, conjugation, names, organizations
from stance.lexicon.memo import Memo
from stance.text import fold


class Kind:
    """The classes a word may belong to, as bits of one integer; a word can belong to several.

    Plain integers, since the grammar tests them for every token and an enum's operators cost twenty times as much.
    """

    PREPOSITION: Final = 1 << 0
    RELATIVE: Final = 1 << 1
    CONJUNCTION: Final = 1 << 2
    DEMONSTRATIVE: Final = 1 << 3
    PRONOUN: Final = 1 << 4
    NEGATION: Final = 1 << 5
    AUXILIARY: Final = 1 << 6
    TIME: Final = 1 << 7
    ADVERB: Final = 1 << 8
    COMPLEMENTIZER: Final = 1 << 9
    ATTRIBUTION: Final = 1 << 10
    PERSON_HEAD: Final = 1 << 11
    INSTITUTION_HEAD: Final = 1 << 12
    GROUP_HEAD: Final = 1 << 13
    MEDIA_HEAD: Final = 1 << 14
    UNNAMED_HEAD: Final = 1 << 15
    MODIFIER: Final = 1 << 16
    PLACE: Final = 1 << 17
    NISBA: Final = 1 << 18
    GIVEN_NAME: Final = 1 << 19
    NAME_PARTICLE: Final = 1 << 20
    COMMON_NOUN: Final = 1 << 21
    DEFINITE: Final = 1 << 22
    NUMBER: Final = 1 << 23
    SURNAME: Final = 1 << 27
    FEMININE_NAME: Final = 1 << 28
    FEMININE: Final = 1 << 29
    ORGANIZATION: Final = 1 << 30
    LATIN: Final = 1 << 24
    VERB: Final = 1 << 25


HEAD = Kind.PERSON_HEAD | Kind.INSTITUTION_HEAD | Kind.GROUP_HEAD | Kind.MEDIA_HEAD | Kind.UNNAMED_HEAD
FUNCTION = (
    Kind.PREPOSITION
    | Kind.RELATIVE
    | Kind.CONJUNCTION
    | Kind.DEMONSTRATIVE
    | Kind.PRONOUN
    | Kind.NEGATION
    | Kind.AUXILIARY
    | Kind.TIME
    | Kind.ADVERB
    | Kind.COMPLEMENTIZER
    | Kind.ATTRIBUTION
    | Kind.VERB
)

# Regular endings, and which classes of the bare word they leave: feminine, plurals, dual, accusative; a plural in front
# of its genitive («مسؤولو الأمن»); an office with its owner («وزير خارجيته»).
_NOMINAL = HEAD | Kind.MODIFIER | Kind.NISBA | Kind.COMMON_NOUN
_ENDINGS = (
    *((ending, _NOMINAL) for ending in ("ه", "ين", "ون", "ات", "ان", "تين", "ا")),
    *((ending, HEAD) for ending in ("و", "ي")),
    *((ending, Kind.MODIFIER) for ending in ("ته", "تها", "هم")),
)
_ANY_ENDING = tuple(ending for ending, _ in _ENDINGS)
_IN_CONSTRUCT = "ي"  # of plurals, which have no article then

_CLOSED = "function_words.yaml"
_FUNCTION_CLASSES = {
    "prepositions": Kind.PREPOSITION,
    "relatives": Kind.RELATIVE,
    "conjunctions": Kind.CONJUNCTION,
    "demonstratives": Kind.DEMONSTRATIVE,
    "pronouns": Kind.PRONOUN,
    "negation": Kind.NEGATION,
    "auxiliaries": Kind.AUXILIARY,
    "time": Kind.TIME,
    "adverbs": Kind.ADVERB,
    "complementizers": Kind.COMPLEMENTIZER,
    "negative_complementizers": Kind.COMPLEMENTIZER,
    "attributions": Kind.ATTRIBUTION,
}
_HEAD_CLASSES = {
    "person": Kind.PERSON_HEAD,
    "institution": Kind.INSTITUTION_HEAD,
    "group": Kind.GROUP_HEAD,
    "media": Kind.MEDIA_HEAD,
    "unnamed": Kind.UNNAMED_HEAD,
    "modifier": Kind.MODIFIER,
    "feminine": Kind.FEMININE,
}


@cache
def read_yaml(name: str) -> dict[str, Any]:
    """Return one of the YAML lexicons beside this module."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


@cache
def closed_class(name: str) -> frozenset[str]:
    """Return the folded words of one class of function_words.yaml, or of one set of grammar.yaml.

    >>> "بيان" in closed_class("occasions")
    True
    """
    words = read_yaml(_CLOSED).get(name) or read_yaml("grammar.yaml")[name]
    return frozenset(fold(word) for word in words.split())


def word_list(*path: str) -> Iterator[str]:
    """Yield the folded entries of a plain word list: one a line, «#» opens a comment."""
    for line in files(__package__).joinpath(*path).read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            yield fold(entry)


@cache
def _listed() -> dict[str, int]:
    kinds: dict[str, int] = {}

    def add(word: str, kind: int) -> None:
        kinds[word] = kinds.get(word, 0) | kind

    for source, classes in ((_CLOSED, _FUNCTION_CLASSES), ("heads.yaml", _HEAD_CLASSES)):
        for name, words in read_yaml(source).items():
            for word in words.split() if name in classes else ():
                add(fold(word), classes[name])
    for word in word_list("common_nouns.txt"):
        add(word, Kind.COMMON_NOUN)
    for verb in read_yaml(_CLOSED)["verbs"].split():
        for form, _ in islice(conjugation.past(verb), 3):  # he, she, they
            add(fold(form), Kind.VERB)
    for word, kind in _geography():
        add(word, kind)
    for word, kind in _names():
        add(word, kind)
    for word in organizations.names():
        add(word, Kind.ORGANIZATION)
    return kinds


def _geography() -> Iterator[tuple[str, int]]:
    for state in actors.states():
        for name in (state.name, state.capital, *state.capital_variants, *state.variants):
            if name and " " not in name:
                yield fold(name), Kind.PLACE
        for demonym in state.demonyms:
            yield from ((fold(demonym) + ending, Kind.NISBA) for ending in ("", "ه", "ين", "ون", "ان", "ات", "تين"))
        for plural in state.demonym_plurals:
            yield fold(plural), Kind.NISBA
    for name in word_list("places.txt"):
        yield name, Kind.PLACE


def _names() -> Iterator[tuple[str, int]]:
    for name, gender in names.given_names().items():
        if " " not in name:
            yield fold(name), Kind.GIVEN_NAME | (Kind.FEMININE_NAME if gender == "f" else 0)
    for particle in names.particles():
        yield fold(particle), Kind.NAME_PARTICLE
    for term in actors.officeholders():
        for surname in term.variants:
            if " " not in surname:
                yield fold(surname), Kind.SURNAME


def _look_up(stem: str, listed: dict[str, int]) -> int:
    """Return the classes of a stem without article, by itself or by its regular feminine, plural or accusative."""
    kind = listed.get(stem, 0)
    if kind & ~Kind.COMMON_NOUN or len(stem) < 4 or not stem.endswith(_ANY_ENDING):
        return kind
    for ending, classes in _ENDINGS:
        if stem.endswith(ending):
            bare = stem[: -len(ending)]
            regular = listed.get(bare, 0) & classes
            if ending[0] == "ت":
                regular |= listed.get(bare + "ه", 0) & classes
            if regular:
                return kind | regular
    return kind


def is_listed(word: str) -> bool:
    """Whether a lexicon holds a folded word in just this form."""
    return word in _listed()


def kind_of(word: str) -> int:
    """Return the classes of a normalized word; an unlisted word without the article has none.

    >>> bool(kind_of("الوزير") & Kind.PERSON_HEAD), bool(kind_of("الوزير") & Kind.DEFINITE)
    (True, True)
    """
    return _KINDS[word]


def kinds_of(words: Iterable[str]) -> list[int]:
    """Return the classes of each of many normalized words."""
    return list(map(_KINDS.__getitem__, words))


def _kind(word: str) -> int:
    listed = _listed()
    kind = _look_up(word, listed)
    if kind & Kind.GIVEN_NAME and word.startswith("ال"):
        return kind | Kind.DEFINITE | _look_up(word[2:], listed) & ~FUNCTION  # «الأمين» is a title first
    if kind:
        return kind
    if word[:1].isdigit():
        return Kind.NUMBER
    if word.isascii() and word.isalnum():
        return Kind.LATIN
    if word.startswith("ال") and len(word) > 3:
        if word.endswith(_IN_CONSTRUCT) and word[2:] not in listed:
            return Kind.DEFINITE  # «المالكي» owns nothing
        return Kind.DEFINITE | _look_up(word[2:], listed) & ~FUNCTION
    return kind


_KINDS = Memo(_kind)
