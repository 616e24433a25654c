"""The people an article names: every title and name in it, so that a short mention can find the long one."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.stretch import without_clitic
from stance.lexicon import officeholders
from stance.lexicon.memo import Memo
from stance.lexicon.states import is_masculine, state_of
from stance.lexicon.words import HEAD, Kind, kind_of
from stance.text import fold

_CLITICS = frozenset("ولبفك")
_BEGINS_PERSON = Kind.PERSON_HEAD | Kind.GIVEN_NAME | Kind.NAME_PARTICLE | Kind.SURNAME


class Person(NamedTuple):
    """A named person at one place of an article.

    `name` is as the article writes it, `words` its tokens; `names` and `offices` are folded further, without the
    article «ال», for comparison, an office by all words of its title: what the article says first, then what the
    lexicon knows. `actor` is the id in the lexicon where it knows the name.
    """

    at: int
    name: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    offices: tuple[frozenset[str], ...]
    feminine: bool
    actor: str | None = None


def bare(word: str) -> str:
    """Return a folded word without its article, one spelling for the letters that names waver between."""
    return _BARE[word]


def _bare(word: str) -> str:
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else word
    return stem.replace("ج", "غ").replace("ڤ", "ف").replace("ؤ", "و").replace("ئ", "ي")


_BARE = Memo(_bare)


def title_words(document: Document, phrase: NounPhrase) -> frozenset[str]:
    """Return the words of a phrase that say office, state or occupation, without its name."""
    named = range(phrase.name_start, phrase.name_end)
    words = (document.words[i] for i in range(phrase.start, phrase.end) if i not in named)
    return frozenset(_title_key(w) for w in words if w.isalpha() and not kind_of(w) & Kind.PREPOSITION)


@lru_cache(maxsize=100_000)
def _title_key(word: str) -> str:
    """Return a state's name for whatever stands for it, else the word without article and gender."""
    return state_of(fold(word)) or _singular(bare(word))


def _singular(word: str) -> str:
    """Fold the gender of a title: «وزيرة» and «وزير» are one office."""
    return word[:-1] if word.endswith("ه") and len(word) > 4 else word


def name_words(document: Document, phrase: NounPhrase) -> tuple[str, ...]:
    """Return the words of the phrase's name, folded for comparison."""
    return tuple(map(bare, _name_tokens(document, phrase)))


def _name_tokens(document: Document, phrase: NounPhrase) -> tuple[str, ...]:
    words = document.words[phrase.name_start : phrase.name_end]
    if words and phrase.clitic and phrase.name_start == phrase.start:
        words[0] = without_clitic(words[0], phrase.clitic)
    return tuple(w for w in words if w.isalpha())


def is_feminine(document: Document, phrase: NounPhrase) -> bool:
    """Whether verbs agree with the phrase in the feminine («الوزيرة», «المنظمة», «روسيا»)."""
    word = document.words[phrase.start][phrase.clitic :]
    kind = kind_of(word)
    if phrase.has_name and not kind & Kind.PERSON_HEAD:
        return bool(document.kinds[phrase.name_start] & Kind.FEMININE_NAME)
    if kind & Kind.PLACE and not kind & HEAD:
        return not is_masculine(word)
    state = state_of(" ".join(document.words[phrase.start : phrase.end])) if phrase.end - phrase.start == 2 else None
    if state:
        return not is_masculine(state)
    return bool(kind & Kind.FEMININE) or (word.endswith(("ه", "ات")) and not kind & Kind.GIVEN_NAME)


def find_people(document: Document) -> None:
    """Put every place where the article names a person into `document.people`, the words into `document.names`."""
    people = document.people
    behind = 0
    for at, clitic in _beginnings(document):
        if at < behind:
            continue
        known = document.words[at] in document.names
        phrase = parse(document, at, _sentence_end(document, at), clitic=0 if known else clitic)
        if phrase and phrase.has_name and _is_attested(document, phrase):
            person = _person(document, phrase)
            people.append(person)
            document.names.update(person.words)
            if len(person.words) > 1:
                document.last_names.add(person.words[-1])
            document.name_pairs.update(pairwise(person.words))
            behind = phrase.end


def _is_attested(document: Document, phrase: NounPhrase) -> bool:
    """Whether a name is known, has several words, or comes again, so that it is no verb behind a title."""
    words = document.words[phrase.name_start : phrase.name_end]
    if len(words) > 1 or kind_of(words[0][phrase.clitic :]) & (Kind.GIVEN_NAME | Kind.SURNAME):
        return True
    return len(document.places[words[0]]) > 1


def _beginnings(document: Document) -> Iterator[tuple[int, int]]:
    """Yield each token that a person's title or name may begin with, and how many letters of it are a clitic."""
    words = document.words
    for at, kind in enumerate(document.kinds):
        if kind & _BEGINS_PERSON:
            yield at, 0
        elif not kind and words[at][0] in _CLITICS and _HIDES_PERSON[words[at]]:
            yield at, 1


def _hides_person(word: str) -> bool:
    """Whether a word is a person's title or name with a conjunction or preposition written on it."""
    return len(word) > 3 and bool(kind_of(without_clitic(word, 1)) & _BEGINS_PERSON) and word not in cue_forms()


_HIDES_PERSON = Memo(_hides_person)


def _sentence_end(document: Document, at: int) -> int:
    sentence = document.sentence[at]
    return document.sentences[sentence][1] if sentence >= 0 else at


def _person(document: Document, phrase: NounPhrase) -> Person:
    actor = actor_of(document, phrase)
    return Person(
        phrase.name_start,
        raw_name(document, phrase),
        _name_tokens(document, phrase),
        name_words(document, phrase),
        (title_words(document, phrase), *_known_offices(actor)),
        is_feminine(document, phrase),
        actor,
    )


def actor_of(document: Document, phrase: NounPhrase) -> str | None:
    """Return the id of the person in the lexicon, by the name in a phrase; None where it knows none or several."""
    words = (document.words[i] for i in range(phrase.name_start, phrase.name_end))
    skip = phrase.clitic if phrase.name_start == phrase.start else 0
    return officeholders.find(" ".join(words)[skip:])


@cache
def _known_offices(person: str | None) -> tuple[frozenset[str], ...]:
    """Return the words of each office that the lexicon knows a person to have held."""
    titles = officeholders.titles(person) if person else ()
    return tuple(frozenset(_title_key(word) for word in title) for title in titles)


def raw_name(document: Document, phrase: NounPhrase) -> str:
    """Return the name as the article spells it, without the signs of hashtags."""
    start, end = document.span(phrase.name_start, phrase.name_end)
    skip = phrase.clitic if phrase.name_start == phrase.start else 0
    return " ".join(document.article.text[start + skip : end].replace("#", "").replace("_", " ").split())
