"""The people an article names, as parties: who is meant where, and what only looks like a name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stance.extraction.document import Document
from stance.extraction.naming import EVERYDAY
from stance.extraction.people import Person
from stance.lexicon import officeholders
from stance.lexicon.words import FUNCTION, HEAD, Kind, kind_of
from stance.schema import SpeakerKind
from stance.speakers import Speaker, persons
from stance.targets import parties
from stance.targets.parties import Mention, Party
from stance.text import fold

_NO_FIRST_NAME = EVERYDAY | FUNCTION | Kind.DEFINITE
_FIRST_NAME = Kind.GIVEN_NAME | Kind.NAME_PARTICLE
_NO_OTHER_NAME = HEAD | FUNCTION | Kind.COMMON_NOUN | Kind.NUMBER
_TWICE = 2
_CLITICS = ("", "و", "ل", "ب", "ف")


def mentions(document: Document, speakers: Sequence[Speaker | None]) -> list[Mention]:
    """Find every place where somebody is named, by a last name alone too."""
    voices = {speaker.name for speaker in speakers if speaker and speaker.kind is SpeakerKind.PERSON}
    written = Counter(person.name for person in document.people)
    known: dict[str, Party] = {}
    found = []
    for person in document.people:
        party = known.get(person.name)
        if party is None or (not party.state and any(map(parties.is_state, person.offices[0]))):
            party = known[person.name] = _party(document, person, voices, written)
        found.append(Mention(person.at, person.at + len(person.words), party, "person", 0))
    sure = {party.name for party in known.values() if party.id or party.name in voices}
    sure |= {mention.party.name for mention, p in zip(found, document.people, strict=True) if _is_sure(p)}
    found = [mention for mention in found if mention.party.name in sure]
    return [*found, *_by_last_name(document, found)]


def _party(document: Document, person: Person, voices: set[str], written: Counter[str]) -> Party:
    """Return a person under the fullest name, with the state of the offices held, or the one that the title names."""
    if _begins_with_last_name(person) and (actor := officeholders.find(person.words[0])):
        return Party(officeholders.name(actor), actor, "person", _state_held(actor))
    longest = persons.fullest(document, person)
    actor = longest.actor or person.actor
    name = officeholders.name(actor) if actor and len(longest.names) == 1 else longest.name
    if name not in voices and written[name] < _TWICE <= min(written[person.name], len(person.names)):
        name = person.name  # «فلان الفلاني» twice, «فلان الفلاني المحتجز» once
    name = _without_title(name, voices)
    in_title = [word for word in person.offices[0] if parties.is_state(word)]
    state = _state_held(actor) or (in_title[0] if len(in_title) == 1 else None)
    return Party(name, actor, "person", state)


def _state_held(actor: str | None) -> str | None:
    """Return the state of the offices that somebody in the lexicon holds or held."""
    titles = officeholders.titles(actor) if actor else ()
    return next((title[-1] for title in titles if parties.is_state(title[-1])), None)


def _begins_with_last_name(person: Person) -> bool:
    """Whether a known last name was read as one with what follows it: «بوتين المزمعة»."""
    first = kind_of(person.words[0])
    return len(person.words) > 1 and bool(first & Kind.SURNAME) and not first & _FIRST_NAME


def _without_title(name: str, voices: set[str]) -> str:
    """Return a name without an adjective that was read with it: «التركي فلان الفلاني»."""
    first, _, rest = name.partition(" ")
    kind = kind_of(fold(first))
    second = kind_of(fold(rest.split(" ")[0])) if " " in rest else 0
    misread = kind & Kind.DEFINITE and not kind & Kind.GIVEN_NAME and second & Kind.GIVEN_NAME
    return rest if misread and name not in voices else name


def _is_sure(person: Person) -> bool:
    """Whether a name can be nothing else: it has a title, or several words that are no everyday ones."""
    first, *others = map(kind_of, person.words)
    if _begins_with_last_name(person):
        return False
    if person.offices[0]:
        return bool(others) or not first & EVERYDAY
    return bool(others) and not first & _NO_FIRST_NAME and not any(kind & _NO_OTHER_NAME for kind in others)


def _by_last_name(document: Document, found: Iterable[Mention]) -> Iterator[Mention]:
    """Yield where somebody is called by a last name that is in no lexicon."""
    taken = {token for mention in found for token in range(mention.start, mention.end)}
    bearers: dict[str, Party] = {}
    for mention in found:
        if mention.end - mention.start > 1:
            bearers.setdefault(document.words[mention.end - 1], mention.party)
    for last, party in bearers.items():
        if not kind_of(last) & _NO_OTHER_NAME:
            for at in document.all_of(clitic + last for clitic in _CLITICS):
                if at not in taken:
                    yield Mention(at, at + 1, party, "person", int(document.words[at] != last))
