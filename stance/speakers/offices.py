"""An office without a name («وزير الخارجية الأمريكي»): who held it when the article was written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.lexicon import actors, organizations
from stance.lexicon.actors import Officeholder
from stance.lexicon.words import Kind
from stance.schema import Quote, SpeakerKind
from stance.speakers import wording
from stance.speakers.speaker import Speaker
from stance.text import fold

_WORD = re.compile(r"\w+")
_ISO_DATE = re.compile(r"[0-9]{4}(-[0-9]{2})?")
# The tables end here: who holds an office later, a term without an end does not tell.
_KNOWN_UNTIL = "2025-12"
# Several hold these at a time, more than the tables list.
_SHARED = frozenset(
    (
        "الأمين العام المساعد",
        "المتحدث الرسمي",
        "المتحدث العسكري",
        "مساعد الرئيس",
        "مستشار الرئيس",
        "نائب رئيس الوزراء",
        "نائب رئيس المجلس",
        "نائب وزير الخارجية",
        "نائب وزير الدفاع",
    )
)
_Title = tuple[str, ...]


def holder(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the one person who held the office that a phrase names on the article's date.

    The name is the article's for that person, or the phrase as it stands where it gives none; `id` tells who it is.
    None without a date, in the month or year of a handover, where several may be meant, and where the phrase says more
    than the office and whose it is («السابق», «المكلف»).
    """
    dated = _ISO_DATE.match(document.article.date or "")
    if not dated or not phrase.head & Kind.PERSON_HEAD or document.kinds[phrase.start] & Kind.DEMONSTRATIVE:
        return None
    words = document.words[phrase.start : phrase.end]
    words[0] = _without_clitic(words[0], phrase.clitic)
    held = [term for term in _terms_of(words) if term.held_on(dated[0])]
    if len({term.id for term in held}) != 1 or not any(_is_inside(term, dated[0]) for term in held):
        return None
    speaker = wording.described(document, phrase)
    if speaker.feminine != (held[0].gender == "f"):
        return None
    return _named(document, held[0]) or replace(speaker, plural=False, id=held[0].id)


class Candidate(NamedTuple):
    """Somebody whom a title can mean: the id in the lexicon, and the name there."""

    id: str
    name: str


def candidates(quote: Quote) -> tuple[Candidate, ...]:
    """Return all whom the title of an unidentified speaker can mean by the lexicon, by id.

    Those who held the office on the quote's date, in a month or year of a handover both, or ever where it has no date.

    >>> from stance import Article, extract_quotes
    >>> [quote] = extract_quotes(Article("1", "قال وزير الخارجية الأمريكي إن الطريق مفتوح.", date="2018"))
    >>> quote.speaker_id, [candidate.id for candidate in candidates(quote)]
    (None, ['person:mike-pompeo', 'person:rex-tillerson'])
    """
    if quote.speaker_id or quote.speaker_kind is not SpeakerKind.UNNAMED:
        return ()
    words = _WORD.findall(fold(quote.speaker_mention or ""))
    dated = _ISO_DATE.match(quote.date or "")
    gender = "f" if words and words[0].endswith("ه") else "m"
    terms = [term for term in _terms_of(words) if term.gender == gender and (not dated or term.held_on(dated[0]))]
    return tuple(sorted({Candidate(term.id, term.name) for term in terms}))


def _terms_of(words: list[str]) -> list[Officeholder]:
    """Return all terms of the office that folded words name, a preposition on the first taken off."""
    return [term for key in _readings(words) for term in _terms().get(key, ())]


def _named(document: Document, term: Officeholder) -> Speaker | None:
    """Return the holder as the article names him elsewhere, without that office («قال نتنياهو»)."""
    names = [person.name for person in document.people if person.actor == term.id]
    if not names:
        return None
    longest = max(names, key=lambda name: name.count(" "))
    name = longest if " " in longest else term.name
    return Speaker(name, SpeakerKind.PERSON, term.gender == "f", plural=False, id=term.id)


def _is_inside(term: Officeholder, date: str) -> bool:
    """Whether a date lies between the handovers, whose days are not known."""
    starts, ends = (min(len(date), len(bound)) for bound in (term.start, term.end or _KNOWN_UNTIL))
    before_end = date[:ends] < term.end[:ends] if term.end else date[:ends] <= _KNOWN_UNTIL[:ends]
    return term.start[:starts] < date[:starts] and before_end


def _readings(words: list[str]) -> Iterator[tuple[str | None, _Title]]:
    """Yield every way to part a phrase into a title and the state or body that it is an office of."""
    if not words or (words[1:2] == ["باسم"] and not words[0].startswith("ال")):
        return  # one spokesman of several
    yield None, _title(words)
    for start in range(1, len(words)):
        for end in range(start + 1, len(words) + 1):
            affiliation = _affiliation(words[start:end])
            if affiliation:
                yield affiliation, _title(words[:start] + words[end:])


def _without_clitic(word: str, clitic: int) -> str:
    """Return a word without its preposition; «لل» is «ل» and «ال»."""
    return f"ا{word[1:]}" if clitic and word.startswith("لل") else word[clitic:]


def _affiliation(words: list[str]) -> str | None:
    name = " ".join(words)
    if name in _states():
        return _states()[name]
    governed = " ".join([_without_clitic(words[0], 1), *words[1:]]) if words[0].startswith("ل") else name
    body = organizations.find(name) or organizations.find(governed)
    return body.id if body else _states().get(governed)


@cache
def _states() -> dict[str, str]:
    """Return the state's id by its folded names and definite nisbas that no other state has; no cities."""
    owners: dict[str, set[str]] = {}
    for state in actors.states():
        nisbas = [demonym.split() for demonym in state.demonyms]
        definite = (" ".join(f"ال{word}{ending}" for word in nisba) for nisba in nisbas for ending in ("", "ة"))
        for name in (state.name, *state.variants, *definite):
            owners.setdefault(fold(name), set()).add(state.id)
    return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}


def _title(words: list[str]) -> _Title:
    """Return the words of a title without article and gender («رئيسة الوزراء», «رئيس وزراء»)."""
    return tuple(word.removesuffix("ه") for word in map(people.bare, words))


@cache
def _terms() -> dict[tuple[str | None, _Title], tuple[Officeholder, ...]]:
    """Return the terms of each office by its affiliation and title; by the title alone where that names a body."""
    titles = {
        office.name: {_title(fold(name).split()): fold(name).split() for name in (office.name, *office.variants)}
        for office in actors.offices()
        if office.name not in _SHARED
    }
    terms: dict[tuple[str | None, _Title], list[Officeholder]] = {}
    for term in actors.officeholders():
        for title, words in titles.get(term.office, {}).items():
            terms.setdefault((term.affiliation, title), []).append(term)
            if _names_its_body(words, term.affiliation):
                terms.setdefault((None, title), []).append(term)
    return {key: tuple(held) for key, held in terms.items()}


def _names_its_body(words: list[str], affiliation: str) -> bool:
    bodies = (organizations.find(" ".join(words[at:])) for at in range(1, len(words)))
    return any(body and affiliation in (body.id, body.state) for body in bodies)
