"""Every place where an article names a party, and how much it is about each."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import pairwise

from stance.extraction.document import Document
from stance.extraction.statements import Statement
from stance.lexicon.words import HEAD, Kind
from stance.schema import SpeakerKind
from stance.speakers import Speaker
from stance.targets import named_people, parties
from stance.targets.parties import Mention, Party

_LONGEST = 7  # words of a name
_LONGEST_TITLE = 7  # tokens between a name and the state of a title behind it
_COMMAS = ("،", ",", "-", "(")
_OF_TITLES = HEAD | Kind.MODIFIER | Kind.DEFINITE | Kind.NISBA
_MOST = 12  # parties that a long text can be about
_SPEAKING_BODIES = (SpeakerKind.INSTITUTION, SpeakerKind.GROUP)
_ASIDE = ("title", "place")
_LIGHT = 0.5  # what a party counts for where it is named aside, and a state where somebody of its own is named


@dataclass(slots=True)
class Mentions:
    """All mentions of an article in order, and by party.

    `weight` tells how often the article names a party and `total` all of them, `headline` which of them the headline
    names, `places` the first tokens of each one's mentions; `parties` keeps the order in which the article brings them
    up, `main` holds the states and bodies that it names most, in the same order.
    """

    all: list[Mention]
    starts: list[int] = field(default_factory=list)
    weight: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0
    headline: set[str] = field(default_factory=set)
    places: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    parties: dict[str, Party] = field(default_factory=dict)
    main: list[Party] = field(default_factory=list)

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin between two tokens."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def begins(self, token: int) -> bool:
        """Whether a mention begins at a token."""
        return bool(self.within(token, token + 1))

    def latest(self, name: str, before: int) -> int | None:
        """Return the last place before a token where a party is named."""
        at = bisect_left(self.places[name], before)
        return self.places[name][at - 1] if at else None


def read(document: Document, statements: Sequence[Statement], speakers: Sequence[Speaker | None]) -> Mentions:
    """Find the parties of an article: states and bodies by name, the people it names, those who speak."""
    found = [*named_people.mentions(document, speakers)]
    found += _by_name(document, _tokens(found))
    found += _who_speak(statements, speakers, _tokens(found))
    found.sort(key=lambda mention: mention[:2])
    return _counted(document, _with_titles(document, found))


def _counted(document: Document, found: list[Mention]) -> Mentions:
    known: dict[str, Party] = {}
    for mention in found:
        if mention.party.name not in known or not known[mention.party.name].state:
            known[mention.party.name] = mention.party
    found = _at_their_seats([mention._replace(party=known[mention.party.name]) for mention in found])
    named = {mention.party.name: mention.party for mention in found}
    mentions = Mentions(found, [mention.start for mention in found], parties=named)
    headline_end = document.paragraphs[0][1] if document.paragraphs else 0
    for start, _, party, form, _ in found:
        mentions.places[party.name].append(start)
        mentions.weight[party.name] += _LIGHT if form in _ASIDE else 1
        if party.kind == "person" and party.state:
            mentions.weight[party.state] += _LIGHT
        if start < headline_end:
            mentions.headline.add(party.name)
    mentions.total = sum(mentions.weight.values())
    mentions.main = _main(mentions)
    return mentions


def _at_their_seats(found: list[Mention]) -> list[Mention]:
    """Take a capital for the body that has its seat there, where the article names that body, but not the state."""
    names = {mention.party.name: mention.party for mention in found if mention.form != "capital"}
    moved = {state: names[body] for body, state in parties.seats().items() if body in names and state not in names}
    return [m._replace(party=moved.get(m.party.name, m.party)) if m.form == "capital" else m for m in found]


def _main(mentions: Mentions) -> list[Party]:
    """Return the parties that an article names most, persons aside, as it brings them up."""
    bodies = [party for party in mentions.parties.values() if party.kind != "person"]
    most = set(nlargest(_MOST, bodies, key=lambda party: mentions.weight[party.name]))
    return [party for party in bodies if party in most]


def _tokens(found: list[Mention]) -> set[int]:
    return {token for mention in found for token in range(mention.start, mention.end)}


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
            yield Mention(at, behind, party, _form(document, at, form, reading.clitic), reading.clitic)


def _form(document: Document, at: int, form: str, clitic: int) -> str:
    """Return the form of a mention by its surroundings: a place, «في باريس», or part of a title, «لدى مصر»."""
    if form in ("capital", "name") and parties.is_place(document, at, form, clitic):
        return "place"
    return "title" if at and document.words[at - 1] in parties.word_set("envoys") else form


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
    """Tell the states of people by their titles, and mark those states as part of them.

    A title stands right before a name, «الرئيس الروسي فلان», or behind it: «فلان، وزير خارجية قطر».
    """
    for i, (one, other) in enumerate(pairwise(found)):
        if _is_title_before(one, other):
            found[i], found[i + 1] = one._replace(form="title"), _of_state(document, other, one)
        elif one.form == "person" and other.party.kind == "state" and _is_title(document, one.end, other.start):
            found[i], found[i + 1] = _of_state(document, one, other), other._replace(form="title")
    return found


def _is_title_before(title: Mention, person: Mention) -> bool:
    near = person.start - title.end <= (title.form == "nisba")
    return near and person.form == "person" and title.party.kind == "state" and title.form in ("nisba", "name")


def _of_state(document: Document, person: Mention, title: Mention) -> Mention:
    """Return a person with the state that the title names, but for one that somebody is sent to."""
    if person.party.state or parties.is_post(document, title.start, title.clitic):
        return person
    return person._replace(party=person.party._replace(state=title.party.name))


def _is_title(document: Document, start: int, end: int) -> bool:
    """Whether the tokens between a name and a state are a title behind a comma: «، وزير خارجية | قطر»."""
    if not 1 < end - start <= _LONGEST_TITLE or document.words[start] not in _COMMAS:
        return False
    kinds = document.kinds[start + 1 : end]
    return bool(kinds[0] & Kind.PERSON_HEAD) and all(kind & _OF_TITLES for kind in kinds)
