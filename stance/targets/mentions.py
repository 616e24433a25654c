"""Every place where an article names a party, and how much it is about each."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from stance.extraction.document import Document
from stance.extraction.people import Person
from stance.extraction.statements import Statement
from stance.lexicon import officeholders
from stance.schema import SpeakerKind
from stance.speakers import Speaker, persons
from stance.targets import parties
from stance.targets.parties import Party

_LONGEST = 7  # words of a name
_MOST = 40  # parties that a long text can be about
_SPEAKING_BODIES = (SpeakerKind.INSTITUTION, SpeakerKind.GROUP)
_ASIDE = ("title", "place")
_LIGHT = 0.5  # what a party counts for where it is named aside, and a state where somebody of its own is named


class Mention(NamedTuple):
    """A party where it is named, by its tokens; `form` is name, capital, nisba, people, person, title or place."""

    start: int
    end: int
    party: Party
    form: str
    clitic: int


@dataclass(slots=True)
class Mentions:
    """All mentions of an article in order, and by party.

    `weight` tells how often the article names a party, `headline` which of them the headline names, `places` the first
    tokens of each one's mentions; `parties` keeps the order in which the article brings them up, `main` holds the
    states and bodies that it names most, in the same order.
    """

    all: list[Mention]
    starts: list[int] = field(default_factory=list)
    weight: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    headline: set[str] = field(default_factory=set)
    places: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    parties: dict[str, Party] = field(default_factory=dict)
    main: list[Party] = field(default_factory=list)

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin between two tokens."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def latest(self, name: str, before: int) -> int | None:
        """Return the last place before a token where a party is named."""
        at = bisect_left(self.places[name], before)
        return self.places[name][at - 1] if at else None


def read(document: Document, statements: Sequence[Statement], speakers: Sequence[Speaker | None]) -> Mentions:
    """Find the parties of an article: states and bodies by name, the people it names, those who speak."""
    found = [*_people(document)]
    found += _by_name(document, _tokens(found))
    found += _who_speak(statements, speakers, _tokens(found))
    found.sort(key=lambda mention: mention[:2])
    return _counted(document, _with_titles(document, found))


def _counted(document: Document, found: list[Mention]) -> Mentions:
    known: dict[str, Party] = {}
    for mention in found:
        if mention.party.name not in known or not known[mention.party.name].state:
            known[mention.party.name] = mention.party
    found = [mention._replace(party=known[mention.party.name]) for mention in found]
    mentions = Mentions(found, [mention.start for mention in found], parties=known)
    headline_end = document.paragraphs[0][1] if document.paragraphs else 0
    for start, _, party, form, _ in found:
        mentions.places[party.name].append(start)
        mentions.weight[party.name] += _LIGHT if form in _ASIDE else 1
        if party.kind == "person" and party.state:
            mentions.weight[party.state] += _LIGHT
        if start < headline_end:
            mentions.headline.add(party.name)
    mentions.main = _main(mentions)
    return mentions


def _main(mentions: Mentions) -> list[Party]:
    """Return the parties that an article names most, persons aside, as it brings them up."""
    bodies = [party for party in mentions.parties.values() if party.kind != "person"]
    most = set(nlargest(_MOST, bodies, key=lambda party: mentions.weight[party.name]))
    return [party for party in bodies if party in most]


def _tokens(found: list[Mention]) -> set[int]:
    return {token for mention in found for token in range(mention.start, mention.end)}


def _people(document: Document) -> Iterator[Mention]:
    known: dict[str, Party] = {}
    for person in document.people:
        party = known.get(person.name)
        if party is None or (not party.state and any(map(parties.is_state, person.offices[0]))):
            party = known[person.name] = _person(document, person)
        yield Mention(person.at, person.at + len(person.words), party, "person", 0)


def _person(document: Document, person: Person) -> Party:
    """Return a person under the longest name, with the state of the offices held, or the one that the title names."""
    longest = persons.fullest(document, person)
    actor = longest.actor or person.actor
    name = officeholders.name(actor) if actor and len(longest.names) == 1 else longest.name
    in_title = [word for word in person.offices[0] if parties.is_state(word)]
    held = (title[-1] for title in officeholders.titles(actor)) if actor else ()
    state = next(filter(parties.is_state, held), None) or (in_title[0] if len(in_title) == 1 else None)
    return Party(name, actor, "person", state)


def _by_name(document: Document, taken: set[int]) -> Iterator[Mention]:
    words, behind = document.words, 0
    for at in document.all_of(filter(parties.reading, document.places)):
        reading = parties.reading(words[at])
        if reading is None or at < behind or at in taken:
            continue
        several = parties.longest([reading.word, *words[at + 1 : at + _LONGEST]])
        length, party, form = several or (1, reading.party, reading.form)
        if party:
            behind = at + length
            place = form in ("capital", "name") and parties.is_place(document, at, form, reading.clitic)
            yield Mention(at, behind, party, "place" if place else form, reading.clitic)


def _who_speak(
    statements: Sequence[Statement], speakers: Sequence[Speaker | None], taken: set[int]
) -> Iterator[Mention]:
    """Yield the bodies and groups that no lexicon knows where they are the source of a statement."""
    for statement, speaker in zip(statements, speakers, strict=True):
        subject = statement.subject
        if not speaker or not subject or speaker.kind not in _SPEAKING_BODIES:
            continue
        if taken.isdisjoint(range(subject.start, subject.end)):
            party = Party(speaker.name, speaker.id, "body", None)
            yield Mention(subject.start, subject.end, party, "name", subject.clitic)


def _with_titles(document: Document, found: list[Mention]) -> list[Mention]:
    """Mark a state right before a person as part of the title: «الرئيس الروسي فلان», «رئيس وزراء قطر فلان»."""
    for i, (title, person) in enumerate(pairwise(found)):
        near = person.start - title.end <= (title.form == "nisba")
        if near and person.form == "person" and title.party.kind == "state" and title.form in ("nisba", "name"):
            found[i] = title._replace(form="title")
            if not person.party.state and not parties.is_post(document, title.start, title.clitic):
                found[i + 1] = person._replace(party=person.party._replace(state=title.party.name))
    return found
