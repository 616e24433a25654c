"""Persons by a short name («لافروف») or by their office («الوزير الروسي»)."""

from dataclasses import replace
from functools import cache

from rapidfuzz.distance import OSA

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.people import Person
from stance.lexicon import officeholders
from stance.lexicon.states import state_of
from stance.lexicon.words import Kind, closed_class, kind_of
from stance.schema import SpeakerKind
from stance.speakers.speaker import Speaker
from stance.text import fold

_CHAIR = people.bare("رئيس")


def named(document: Document, phrase: NounPhrase, *, feminine: bool) -> Speaker:
    """Return the person under the longest name that the article gives, the latest before the phrase first."""
    words = people.name_words(document, phrase)
    longer = [p for p in document.people if len(p.names) > len(words) and _is_part(words, p.names)]
    if not longer:
        actor = people.actor_of(document, phrase)
        name = officeholders.name(actor) if actor and len(words) == 1 else people.raw_name(document, phrase)
        return Speaker(name, SpeakerKind.PERSON, feminine, plural=False, id=actor)
    before = [p for p in longer if p.at <= phrase.start]
    feminine = feminine or any(p.feminine for p in longer)
    return replace(_person(before[-1] if before else longer[0]), feminine=feminine)


def by_title(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the person whose office a phrase without a name names, the latest mentioned first."""
    if not phrase.head & Kind.PERSON_HEAD or document.kinds[phrase.start] & Kind.DEMONSTRATIVE:
        return None
    titles = people.title_words(document, phrase)
    if phrase.end <= document.paragraphs[0][1] < len(document.words):
        below = _named_below(document, phrase, titles)
        if below:
            return below
    if not document.kinds[phrase.start] & Kind.DEFINITE:
        later = _named_later(document, phrase, titles)
        if later or not is_definite(document, phrase):
            return later
    before = [p for p in reversed(document.people) if p.at < phrase.start]
    after = [p for p in document.people if p.at > phrase.end]
    for person in before + after:
        if any(_holds(titles, held) for held in person.offices):
            return _person(_fullest(document, person))
    return _only_holder(document, people.bare(document.words[phrase.start]), titles)


def _fullest(document: Document, person: Person) -> Person:
    """Return the person under the longest name that the article gives him."""
    same = [p for p in document.people if len(p.names) > len(person.names) and _is_part(person.names, p.names)]
    return max(same, key=lambda p: len(p.names), default=person)


def _named_later(document: Document, phrase: NounPhrase, titles: frozenset[str]) -> Speaker | None:
    """Return whom an article introduces without a name and names further on: «متحدث باسم الجيش …», «المتحدث فلان»."""
    head = people.bare(document.words[phrase.start])
    if head not in closed_class("spokesmen"):
        return None
    later = {
        person.names[-1]: person
        for person in document.people
        if person.at > phrase.end
        and any(head in held and not _other_state(titles, held) for held in person.offices[:1])
    }
    return _person(next(iter(later.values()))) if len(later) == 1 else None


def _named_below(document: Document, phrase: NounPhrase, titles: frozenset[str]) -> Speaker | None:
    """Return whom a headline leaves unnamed and one person of the text can be: «خبير صيني: …», «مدير الوكالة: …».

    An office that nobody in particular has («مسؤول روسي») is the person's own of that state, if the text does not name
    it again without him.
    """
    head = people.bare(document.words[phrase.start])
    vague = head in _bare_class("vague_heads")
    states = {word for word in titles if state_of(fold(word)) == word}
    if vague and (not states or document.words.count(document.words[phrase.start]) > 1):
        return None
    wanted = states if vague else {head} | states
    holders = {p.names[-1]: p for p in document.people if any(wanted <= held for held in p.offices[:1])}
    return _person(next(iter(holders.values()))) if len(holders) == 1 else None


def _only_holder(document: Document, head: str, titles: frozenset[str]) -> Speaker | None:
    """Return the one person of the article with a like office, where the title says no more than the office."""
    if head in _bare_class("vague_heads"):
        return None
    if any(state_of(fold(w)) != w and not w.endswith("ي") for w in titles - {head}):
        return None
    holders = {
        person.names[-1]: person
        for person in document.people
        if any(head in held and not _other_state(titles, held) for held in person.offices)
    }
    return _person(next(iter(holders.values()))) if len(holders) == 1 else None


@cache
def _bare_class(name: str) -> frozenset[str]:
    return frozenset(map(people.bare, closed_class(name)))


def _person(person: Person) -> Speaker:
    return Speaker(person.name, SpeakerKind.PERSON, person.feminine, plural=False, id=person.actor)


def _is_part(words: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return all(word in names or any(_same_word(word, name) for name in names) for word in words)


def _same_word(left: str, right: str) -> bool:
    """Whether two folded names are one but for a letter that transliteration leaves open."""
    return left == right or (min(len(left), len(right)) > 4 and OSA.distance(left, right, score_cutoff=1) <= 1)


def _holds(titles: frozenset[str], held: frozenset[str]) -> bool:
    """Whether the words of a mention («الوزير الروسي») fit an office that somebody holds."""
    if (held ^ titles) & _bare_class("ranks_apart"):
        return False
    wanted = titles - _bare_class("vague_heads")
    if not wanted:
        return bool(titles & held)
    if not wanted <= held:
        return False
    # «الرئيس» alone is no «رئيس الوزراء», while any minister is «الوزير».
    return _CHAIR not in titles or all(state_of(fold(word)) == word for word in held - titles)


def _other_state(left: frozenset[str], right: frozenset[str]) -> bool:
    states = [{w for w in titles if state_of(fold(w)) == w} for titles in (left, right)]
    return bool(states[0] and states[1] and not states[0] & states[1])


def is_definite(document: Document, phrase: NounPhrase) -> bool:
    """Whether a phrase means somebody in particular: it has the article, or a place as its genitive."""
    words = document.words[phrase.start : phrase.end]
    return any(kind_of(w) & (Kind.DEFINITE | Kind.PLACE) for w in words)
