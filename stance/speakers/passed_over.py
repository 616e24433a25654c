"""Subjects that stand behind their verb, though the grammar could not read them as phrases that name a source."""

from bisect import bisect_left

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.people import Person
from stance.extraction.statements import Statement
from stance.speakers.apposed import is_title

_FARTHEST = 12


def subject(document: Document, statement: Statement) -> Person | None:
    """Return the person who is named right behind a verb, by a last name or with what the lexicon holds no title."""
    if not statement.cue or not statement.form or statement.form.shape.use != "verb":
        return None
    start, limit = statement.cue[1], min(statement.begin, statement.cue[1] + _FARTHEST)
    if start >= limit:
        return None
    if document.words[start] in document.last_names:
        return next((p for p in document.people if p.names[-1] == people.bare(document.words[start])), None)
    place = bisect_left(document.people, start, key=lambda person: person.at)
    person = document.people[place] if place < len(document.people) else None
    return person if person and person.at < limit and is_title(document, start, person.at) else None
