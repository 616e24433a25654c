"""Whose side a speaker is on: what no quote of his is directed at."""

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.statements import Statement
from stance.lexicon import officeholders
from stance.lexicon.words import Kind
from stance.schema import SpeakerKind
from stance.speakers import Speaker
from stance.targets import parties
from stance.targets.mentions import Mentions
from stance.targets.parties import Mention
from stance.text import fold

_TITLED = Kind.PERSON_HEAD | Kind.MODIFIER | Kind.DEFINITE
_DATELINE = 2  # paragraphs behind the headline that may begin with one
_PLACE = ("في", "وفي", "من", "ومن")
_OFFICIALS = (SpeakerKind.PERSON, SpeakerKind.INSTITUTION, SpeakerKind.UNNAMED)


class Sides:
    """The sides of those who speak in an article; the state that one place tells holds for the others too."""

    def __init__(self, document: Document, mentions: Mentions) -> None:
        self._document, self._mentions = document, mentions
        people = (mention.party for mention in mentions.all if mention.form == "person")
        self._states = {person.name: person.state for person in people if person.state}
        self._home = _home(document, mentions)

    def of(self, statement: Statement, speaker: Speaker | None) -> set[str]:
        """Return the names of the parties on the speaker's side: the speaker, the state, the body spoken for."""
        own = self._in_mention(statement.subject) if statement.subject else set()
        if speaker is None:
            return own
        own |= _by_name(speaker)
        if speaker.name in self._states:
            own.add(self._states[speaker.name])
        elif state := next(filter(parties.is_state, sorted(own)), None) or self._by_place(statement, speaker):
            own.add(state)
            self._states[speaker.name] = state
        return own

    def _in_mention(self, subject: NounPhrase) -> set[str]:
        named = self._mentions.within(subject.start, subject.end)
        own = (
            mention.party
            for mention in named
            if mention.start == subject.start or mention.form == "seat" or not self._is_post(mention)
        )
        return {name for party in own for name in (party.name, party.state) if name}

    def _is_post(self, mention: Mention) -> bool:
        return parties.is_post(self._document, mention.start, mention.clitic)

    def _by_place(self, statement: Statement, speaker: Speaker) -> str | None:
        """Return the state of an official whose title names none: that of the place of the words or of the dateline."""
        if speaker.kind not in _OFFICIALS or parties.named(speaker.name) or not self._is_titled(speaker):
            return None
        return self._place_before(statement) or self._home

    def _is_titled(self, speaker: Speaker) -> bool:
        kinds = self._document.kinds
        return speaker.kind is SpeakerKind.INSTITUTION or any(
            at and kinds[at - 1] & _TITLED for at in self._mentions.places.get(speaker.name, ())
        )

    def _place_before(self, statement: Statement) -> str | None:
        first = statement.subject.start if statement.subject else statement.begin
        first = min(first, statement.cue[0]) if statement.cue else first
        start = self._document.sentences[self._document.sentence[first]][0]
        for mention in self._mentions.within(start + 1, min(start + 3, first)):
            if mention.party.kind == "state" and self._document.words[mention.start - 1] in _PLACE:
                return mention.party.name
        return None


def _home(document: Document, mentions: Mentions) -> str | None:
    """Return the state of the capital that a dateline names: «موسكو - قال …»."""
    for start, _ in document.paragraphs[1 : 1 + _DATELINE] or document.paragraphs:
        for mention in mentions.within(start, start + 2):
            if mention.form == "capital":
                return mention.party.name
    return None


def _by_name(speaker: Speaker) -> set[str]:
    """Return what a speaker's name tells («وزارة الدفاع الروسية», «قطر و مصر»), and what the lexicon knows of it."""
    own = {speaker.name, *speaker.name.split(" و ")}
    for party in filter(None, map(parties.named, tuple(own))):
        own.update(filter(None, (party.name, party.state)))
    if speaker.kind is not SpeakerKind.PERSON and not parties.named(speaker.name):
        own.update(_states_in(fold(speaker.name).split()))
    if speaker.id and speaker.id.startswith("person:"):
        own.update(title[-1] for title in officeholders.titles(speaker.id))
    return own


def _states_in(words: list[str]) -> set[str]:
    readings = [(before, parties.reading(word)) for before, word in zip(["", *words], words, strict=False)]
    posts = parties.word_set("posts")
    named = [r.party for before, r in readings if r and (before not in posts or r.form == "seat")]
    return {party.name for party in named if party and party.kind == "state"}
