"""The speaker of every statement of an article, an elided one too."""

from collections.abc import Iterator
from dataclasses import replace

from stance.extraction import adjuncts
from stance.extraction.cues import CueForm
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.sources import is_certain
from stance.extraction.statements import Statement
from stance.lexicon.states import is_masculine
from stance.lexicon.words import HEAD, Kind, kind_of
from stance.schema import SpeakerKind
from stance.speakers.identity import identify
from stance.speakers.speaker import Speaker

_LONGEST_OPENING = 14
_SPEAKING = HEAD | Kind.PLACE | Kind.ORGANIZATION | Kind.NISBA


def resolve(document: Document, statements: list[Statement]) -> list[Speaker | None]:
    """Return the speaker of each statement; statements come in text order.

    A subject that is not overt is the latest speaker that the verb agrees with, inside the sentence first.
    """
    spoken: list[Speaker | None] = []
    for i, statement in enumerate(statements):
        if statement.subject:
            host = statement.host.subject if statement.host else None
            before = iter([identify(document, host, _earlier(spoken))]) if host else _earlier(spoken)
            speaker = identify(document, statement.subject, before)
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


def _earlier(spoken: list[Speaker | None]) -> Iterator[Speaker]:
    return (speaker for speaker in reversed(spoken) if speaker)


def _elided(
    document: Document,
    statement: Statement,
    before: list[Statement],
    spoken: list[Speaker | None],
) -> Speaker | None:
    sentence = document.sentence[statement.edge if statement.edge < len(document.sentence) else -1]
    for other, speaker in zip(reversed(before), reversed(spoken), strict=True):
        if document.sentence[other.edge] != sentence:
            break
        if speaker and _agrees(speaker, statement.form) and not other.nested:
            return speaker
    for candidate in _silent_subjects(document, statement, before):
        found = identify(document, candidate, _earlier(spoken))
        if _agrees(found, statement.form):
            return found
    latest = _earlier(spoken)
    first = next(latest, None)
    if first and not _agrees(first, statement.form):
        return next((speaker for speaker in latest if _agrees(speaker, statement.form)), first)
    return first


def _silent_subjects(document: Document, statement: Statement, before: list[Statement]) -> Iterator[NounPhrase]:
    """Yield the phrases that may be the subject of an elided cue without having said anything so far."""
    number = document.sentence[statement.edge if statement.edge < len(document.sentence) else -1]
    start, _ = document.sentences[number]
    if statement.edge > start + 1 or statement.rule == "participle":
        opening = _clause_subject(document, number, statement.edge)
        yield from filter(None, (opening, _before_medium(document, statement)))
    else:
        yield from filter(None, [_subject_of_last_sentence(document, number, before)])


def _subject_of_last_sentence(document: Document, number: int, before: list[Statement]) -> NounPhrase | None:
    """Return the named subject of the sentence before in the paragraph, where nobody speaks in that one."""
    spoken = document.sentence[before[-1].edge] if before else -1
    if number - 1 <= spoken or document.words[document.sentences[number][0] - 1] == "\n":
        return None
    subject = _clause_subject(document, number - 1, document.sentences[number][0])
    return subject if subject and subject.has_name else None


def _before_medium(document: Document, statement: Statement) -> NounPhrase | None:
    """Return the phrase before the noun that a verb describes: «إصدار المحكمة قرارا تطالب فيه …»."""
    if not statement.cue or document.words[statement.cue[0] + 1 : statement.cue[0] + 2] not in (["فيه"], ["فيها"]):
        return None
    end = statement.cue[0] - 1
    for start in range(max(0, end - 4), end):
        phrase = parse(document, start, end)
        if phrase and phrase.end == end and is_certain(phrase, document):
            return phrase
    return None


def _clause_subject(document: Document, number: int, limit: int) -> NounPhrase | None:
    """Return the subject of a sentence whose verb is no cue: the first phrase before `limit` that names a source."""
    start, end = _behind_dateline(document, document.sentences[number])
    end = min(end, limit)
    start = adjuncts.lead(document, start, end)
    if start < end and kind_of(document.words[start].removeprefix("و")) & Kind.PREPOSITION:
        commas = (i for i in range(start, min(start + _LONGEST_OPENING, end)) if document.words[i] == "،")
        start = next(commas, end) + 1
    if start >= end:
        return None
    if not document.kinds[start] & (HEAD | Kind.PLACE | Kind.GIVEN_NAME | Kind.DEFINITE):
        start += 1
    for at in range(start, min(start + 4, end)):
        if at in document.marks or at in document.enclosing:
            continue
        phrase = parse(document, at, end, bare=True)
        if phrase and is_certain(phrase, document) and (phrase.head & _SPEAKING or not phrase.head & Kind.COMMON_NOUN):
            return phrase
    return None


def _behind_dateline(document: Document, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the sentence without the place and agency that it may begin with: «دبي (CNN)-- …»."""
    start, end = sentence
    for at in range(start, min(start + _LONGEST_OPENING, end - 1)):
        if document.words[at] == ")" and document.words[at + 1] == "-":
            while at + 1 < end and document.words[at + 1] == "-":
                at += 1
            return at + 1, end
    return start, end


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
