"""The speaker of every statement of an article, an elided one too."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from stance.extraction import people
from stance.extraction.cues import CueForm
from stance.extraction.document import Document
from stance.extraction.people import Person
from stance.extraction.sources import names_medium
from stance.extraction.statements import Statement
from stance.lexicon.states import is_masculine
from stance.lexicon.words import HEAD, Kind
from stance.schema import SpeakerKind
from stance.speakers import passed_over, persons, silent, voices
from stance.speakers.identity import identify
from stance.speakers.speaker import Speaker

_PERSONAL = (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
_REACH = 200  # statements, speakers or persons, of which an elided subject is none farther back


def resolve(document: Document, statements: list[Statement]) -> list[Speaker | None]:
    """Return the speaker of each statement; statements come in text order.

    A subject that is not overt is the latest speaker that the verb agrees with, inside the sentence first.
    """
    before = _Before()
    for statement in statements:
        before.note(statement, _speaker(document, statement, before))
    return before.spoken


@dataclass(frozen=True, slots=True)
class _Before:
    """The statements before one and who spoke them; iterates over those who spoke, the latest first."""

    statements: list[Statement] = field(default_factory=list)
    spoken: list[Speaker | None] = field(default_factory=list)
    known: list[Speaker] = field(default_factory=list)

    def __iter__(self) -> Iterator[Speaker]:
        return islice(reversed(self.known), _REACH)

    def note(self, statement: Statement, speaker: Speaker | None) -> None:
        self.statements.append(statement)
        self.spoken.append(speaker)
        if speaker:
            self.known.append(speaker)

    def latest(self) -> Iterator[tuple[Statement, Speaker | None]]:
        """Return the statements with their speakers, the latest first."""
        return islice(zip(reversed(self.statements), reversed(self.spoken), strict=True), _REACH)


def _speaker(document: Document, statement: Statement, before: _Before) -> Speaker | None:
    overt = voices.spokesman(document, statement) or statement.subject
    if not overt:
        return _elided(document, statement, before)
    host = statement.host.subject if statement.host else None
    earlier = [identify(document, host, before)] if host else before
    return _agreeing(document, statement, identify(document, overt, earlier))


def _agreeing(document: Document, statement: Statement, speaker: Speaker) -> Speaker:
    """Return the speaker in the gender that the verb of an overt subject shows, unless title and name tell another."""
    form, subject = statement.form, statement.subject
    if not form or not subject or form.shape.use != "verb" or form.shape.gender != "f" or speaker.feminine:
        return speaker
    titled = subject.has_name and subject.name_start > subject.start
    if titled and document.kinds[subject.name_start] & Kind.GIVEN_NAME:
        return speaker  # title and name are two against one
    return replace(speaker, feminine=True)


def _elided(document: Document, statement: Statement, before: _Before) -> Speaker | None:
    overlooked = passed_over.subject(document, statement)
    if overlooked:
        return persons.speaker(persons.fullest(document, overlooked))
    for phrase in silent.behind_medium(document, statement):
        return identify(document, phrase, before)
    for phrase in silent.nearest(document, statement, before.statements):
        found = identify(document, phrase, before)
        if _agrees(found, statement.form):
            return found
    spoken = _in_sentence(document, statement, before)
    if spoken:
        return spoken
    for phrase in silent.farther(document, statement, before.statements):
        found = identify(document, phrase, before)
        if _agrees(found, statement.form):
            return found
    return _latest(document, statement, before)


def _in_sentence(document: Document, statement: Statement, before: _Before) -> Speaker | None:
    """Return the latest agreeing speaker of the sentence who is not himself quoted there."""
    sentence = silent.sentence_of(document, statement.edge)
    for other, speaker in before.latest():
        if document.sentence[other.edge] != sentence:
            break
        if not speaker or other.nested:
            continue
        if _agrees(speaker, statement.form) or _agrees_with_words(document, statement, other, speaker):
            return speaker
    return None


def _latest(document: Document, statement: Statement, before: _Before) -> Speaker | None:
    """Return the latest speaker where the cue agrees with him, else somebody with whom it does."""
    latest = _quoting(document, statement, before) or next(iter(before), None)
    if latest and _agrees(latest, statement.form):
        return latest
    named = _agreeing_person(document, statement)
    if named or not latest:
        return named
    other, speaker = next(before.latest())
    verb = statement.form and statement.form.shape.use == "verb"  # a participle goes with a verb of its sentence
    if verb and speaker and _agrees_with_words(document, statement, other, speaker):
        return speaker
    return next((speaker for speaker in before if _agrees(speaker, statement.form)), latest)


def _agrees_with_words(document: Document, statement: Statement, other: Statement, speaker: Speaker) -> bool:
    """Whether a verb goes on with what names a body in another gender: «دعا البيان التونسي إلى …، مطالبا …»."""
    form, subject = statement.form, other.subject
    if not form or not statement.cue or not subject or form.shape.plural or speaker.plural or speaker.kind in _PERSONAL:
        return False
    joined = form.shape.use == "participle" or document.words[statement.cue[0]][0] == "و"
    return joined and people.is_feminine(document, subject) == (form.shape.gender == "f")


def _quoting(document: Document, statement: Statement, before: _Before) -> Speaker | None:
    """Return whom a new sentence goes back to after a report inside a report: the outer source, no outlet or letter."""
    for other, speaker in before.latest():
        if other.nested:
            continue
        outer = other.host.subject if other.host else other.subject
        if not outer or names_medium(outer, document) or not (outer.has_name or outer.head & HEAD):
            return None
        source = identify(document, outer, before) if other.host else speaker
        return source if source and _agrees(source, statement.form) else None
    return None


def _agreeing_person(document: Document, statement: Statement) -> Speaker | None:
    """Return the latest person of the sentence that a cue agrees with which agrees with nobody who has spoken."""
    start, _ = document.sentences[silent.sentence_of(document, statement.edge)]
    end = bisect_left(document.people, statement.edge, key=_place)
    for person in reversed(document.people[max(0, end - _REACH) : end]):
        if person.at < start:
            break
        speaker = persons.speaker(persons.fullest(document, person))
        if _agrees(speaker, statement.form):
            return speaker
    return None


def _place(person: Person) -> int:
    return person.at


def _agrees(speaker: Speaker, form: CueForm | None) -> bool:
    if form is None or not form.shape.gender:
        return True
    if speaker.kind in _PERSONAL:
        return (form.shape.gender == "f") == speaker.feminine and (not form.shape.plural or speaker.plural)
    if form.shape.plural:
        return speaker.plural
    if speaker.kind is SpeakerKind.STATE:
        return (form.shape.gender == "f") != is_masculine(speaker.name)
    return speaker.plural or (form.shape.gender == "f") == speaker.feminine
