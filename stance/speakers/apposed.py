"""Names that complete a title further on: «مدير المركز بمدينة الميناء، الدكتور فلان»."""

from bisect import bisect_left

from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import is_verb_like
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.people import Person
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class
from stance.speakers.short_names import words_for

_FARTHEST = 12
_TITLE = HEAD | Kind.NISBA | Kind.MODIFIER | Kind.DEFINITE


def named_behind(document: Document, phrase: NounPhrase) -> Person | None:
    """Return the person whose name completes a title, more of the title and perhaps a comma standing between."""
    if not phrase.head & Kind.PERSON_HEAD or "باسم" in document.words[phrase.start : phrase.end]:
        return None  # «متحدث باسم فلان» is not he
    place = bisect_left(document.people, phrase.end, key=lambda person: person.at)
    if place == len(document.people):
        return None
    person = document.people[place]
    between = document.words[phrase.end : person.at]
    if len(between) > _FARTHEST or between.count("،") > 1 or not is_title(document, phrase.end, person.at):
        return None
    comma = phrase.end + between.index("،") if "،" in between else None
    if comma is None:
        return person if _goes_on(document, phrase, person.at) else None
    return person if all(document.kinds[at] & _TITLE for at in range(comma + 1, person.at)) else None


def is_title(document: Document, start: int, end: int) -> bool:
    """Whether all words of a stretch can belong to a title."""
    for at in range(start, end):
        word, kind = document.words[at], document.kinds[at]
        inner = word in closed_class("inner_prepositions") or word in words_for("inside_titles")
        if inner and document.words[at + 1] not in closed_class("occasions"):
            continue
        if kind & FUNCTION and not kind & (HEAD | Kind.MODIFIER):
            return False
        if not (word.isalpha() or word in "،.") or (not kind & _TITLE and (word in cue_forms() or is_verb_like(word))):
            return False
    return True


def _goes_on(document: Document, phrase: NounPhrase, name: int) -> bool:
    """Whether a title goes on up to a name without a comma: no second person, who would be the object, begins in it."""
    rest = range(phrase.end, name)
    if not rest or document.kinds[name - 1] & Kind.PREPOSITION:
        return False
    return not any(document.kinds[at] & Kind.PERSON_HEAD for at in rest)
