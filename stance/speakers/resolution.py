"""The speaker of every statement of an article, an elided one too."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from stance.extraction.cues import CueForm
from stance.extraction.document import Document
from stance.extraction.statements import Statement
from stance.lexicon.states import is_masculine
from stance.lexicon.words import Kind
from stance.schema import SpeakerKind
from stance.speakers import passed_over, persons, silent, voices
from stance.speakers.identity import identify
from stance.speakers.speaker import Speaker


def resolve(document: Document, statements: list[Statement]) -> list[Speaker | None]:
    """Return the speaker of each statement; statements come in text order.

    A subject that is not overt is the latest speaker that the verb agrees with, inside the sentence first.
    """
    spoken: list[Speaker | None] = []
    for i, statement in enumerate(statements):
        overt = voices.spokesman(document, statement) or statement.subject
        if overt:
            host = statement.host.subject if statement.host else None
            earlier = [identify(document, host, _Earlier(spoken))] if host else _Earlier(spoken)
            speaker = identify(document, overt, earlier)
            spoken.append(_agreeing(document, statement, speaker))
        else:
            spoken.append(_elided(document, statement, statements[:i], spoken))
    return spoken


def _agreeing(document: Document, statement: Statement, speaker: Speaker) -> Speaker:
    """Return the speaker in the gender that the verb of an overt subject shows, unless title and name tell another."""
    form, subject = statement.form, statement.subject
    if not form or not subject or form.shape.use != "verb" or form.shape.gender != "f" or speaker.feminine:
        return speaker
    titled = subject.has_name and subject.name_start > subject.start
    if titled and document.kinds[subject.name_start] & Kind.GIVEN_NAME:
        return speaker  # title and name are two against one
    return replace(speaker, feminine=True)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Those who spoke so far, the latest first."""

    spoken: list[Speaker | None]

    def __iter__(self) -> Iterator[Speaker]:
        return (speaker for speaker in reversed(self.spoken) if speaker)


def _elided(
    document: Document,
    statement: Statement,
    before: list[Statement],
    spoken: list[Speaker | None],
) -> Speaker | None:
    overlooked = passed_over.subject(document, statement)
    if overlooked:
        return persons.speaker(persons.fullest(document, overlooked))
    for phrase in silent.behind_medium(document, statement):
        return identify(document, phrase, _Earlier(spoken))
    for phrase in silent.nearest(document, statement, before):
        found = identify(document, phrase, _Earlier(spoken))
        if _agrees(found, statement.form):
            return found
    sentence = silent.sentence_of(document, statement.edge)
    for other, speaker in zip(reversed(before), reversed(spoken), strict=True):
        if document.sentence[other.edge] != sentence:
            break
        if speaker and _agrees(speaker, statement.form) and not other.nested:
            return speaker
    for phrase in silent.farther(document, statement, before):
        found = identify(document, phrase, _Earlier(spoken))
        if _agrees(found, statement.form):
            return found
    latest = next(iter(_Earlier(spoken)), None)
    if latest and _agrees(latest, statement.form):
        return latest
    agreeing = (speaker for speaker in _Earlier(spoken) if _agrees(speaker, statement.form))
    return _agreeing_person(document, statement) or next(agreeing, None) or latest


def _agreeing_person(document: Document, statement: Statement) -> Speaker | None:
    """Return the latest person of the sentence that a cue agrees with which agrees with nobody who has spoken."""
    start, _ = document.sentences[silent.sentence_of(document, statement.edge)]
    found = (
        persons.speaker(persons.fullest(document, p))
        for p in reversed(document.people)
        if start <= p.at < statement.edge
    )
    return next((speaker for speaker in found if _agrees(speaker, statement.form)), None)


def _agrees(speaker: Speaker, form: CueForm | None) -> bool:
    if form is None or not form.shape.gender:
        return True
    if speaker.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED):
        return (form.shape.gender == "f") == speaker.feminine and (not form.shape.plural or speaker.plural)
    if form.shape.plural:
        return speaker.plural
    if speaker.kind is SpeakerKind.STATE:
        return (form.shape.gender == "f") != is_masculine(speaker.name)
    return speaker.plural or (form.shape.gender == "f") == speaker.feminine
