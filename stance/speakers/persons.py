"""Persons by name, a short one («لافروف») too."""

from dataclasses import replace

from rapidfuzz.distance import OSA

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.people import Person
from stance.lexicon import officeholders
from stance.schema import SpeakerKind
from stance.speakers.speaker import Speaker


def named(document: Document, phrase: NounPhrase, *, feminine: bool) -> Speaker:
    """Return the person under the longest name that the article gives, the latest before the phrase first."""
    words = people.name_words(document, phrase)
    longer = _longer(document, words)
    if not longer:
        actor = people.actor_of(document, phrase)
        name = officeholders.name(actor) if actor and len(words) == 1 else people.raw_name(document, phrase)
        return Speaker(name, SpeakerKind.PERSON, feminine, plural=False, id=actor)
    before = [p for p in longer if p.at <= phrase.start]
    feminine = feminine or any(p.feminine for p in longer)
    return replace(speaker(before[-1] if before else longer[0]), feminine=feminine)


def fullest(document: Document, person: Person) -> Person:
    """Return the person under the longest name that the article gives him."""
    return max(_longer(document, person.names), key=lambda p: len(p.names), default=person)


def speaker(person: Person) -> Speaker:
    """Return a person as a speaker."""
    return Speaker(person.name, SpeakerKind.PERSON, person.feminine, plural=False, id=person.actor)


def _longer(document: Document, words: tuple[str, ...]) -> list[Person]:
    """Return the people of an article by longer names that hold these words; looked up once for each name."""
    if words not in document.longer_names:
        names = {person.names for person in document.people if len(person.names) > len(words)}
        holding = {longer for longer in names if _is_part(words, longer)}
        document.longer_names[words] = [person for person in document.people if person.names in holding]
    return document.longer_names[words]


def _is_part(words: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return all(word in names or any(_same_word(word, name) for name in names) for word in words)


def _same_word(left: str, right: str) -> bool:
    """Whether two folded names are one but for a letter that transliteration leaves open."""
    return left == right or (min(len(left), len(right)) > 4 and OSA.distance(left, right, score_cutoff=1) <= 1)


def in_marks(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the person of the article whose last name alone stands in quotation marks: «وقال "الراوي" …»."""
    if not document.opens(phrase.start):
        return None
    inner = tuple(people.bare(word) for word in document.words[phrase.start + 1 : phrase.end - 1])
    found = next((person for person in document.people if inner and person.names[-len(inner) :] == inner), None)
    return speaker(fullest(document, found)) if found else None
