"""Spokesmen by whom a body speaks: «قالت الوزارة على لسان المتحدث باسمها فلان»."""

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.statements import Statement
from stance.lexicon.words import Kind
from stance.speakers.apposed import named_behind

_TONGUE = "لسان"
_THROUGH = "عبر"
_FARTHEST = 100  # tokens before the words


def spokesman(document: Document, statement: Statement) -> NounPhrase | None:
    """Return the person who is named between the source and its words as the one that lends it the voice."""
    start, limit = document.sentences[document.sentence[statement.edge]]
    if statement.subject and statement.cue:
        start = max(start, min(statement.subject.start, statement.cue[0]))
    start = max(start, statement.begin - _FARTHEST)
    for at in range(start, min(statement.begin, limit) - 1):
        if document.words[at] in (_TONGUE, _THROUGH):
            person = parse(document, at + 1, limit)
            if person and _is_named(document, person, spoken=document.words[at] == _TONGUE):
                return person
    return None


def _is_named(document: Document, person: NounPhrase, *, spoken: bool) -> bool:
    """Whether a phrase names a person, by name alone only where the words say that he speaks."""
    if person.has_name:
        return spoken or (bool(person.head & Kind.PERSON_HEAD) and person.name_start > person.start)
    return spoken and named_behind(document, person) is not None
