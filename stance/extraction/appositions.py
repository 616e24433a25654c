"""Appositions: what follows a noun phrase about the same source, a name after a title or a title after a name."""

from typing import TYPE_CHECKING

from stance.extraction import names, titles
from stance.extraction.cues import cue_forms
from stance.extraction.naming import EVERYDAY, is_noun
from stance.extraction.stretch import Stretch
from stance.lexicon.words import FUNCTION, HEAD, Kind

if TYPE_CHECKING:
    from stance.extraction.noun_phrases import NounPhrase

_NATIONAL = Kind.NISBA | Kind.DEFINITE
_CLAUSAL = Kind.VERB | Kind.COMPLEMENTIZER | Kind.RELATIVE | Kind.CONJUNCTION | Kind.NEGATION
_LONGEST_REST = 6


def added(stretch: Stretch, phrase: "NounPhrase") -> "NounPhrase":
    """Add what follows the phrase about the same source: a name after a title, or a title after a name."""
    at = phrase.end
    comma = at < stretch.limit and stretch.words[at] == "،"
    at += comma
    if at >= stretch.limit:
        return phrase
    if phrase.has_name and not (comma and _is_better_name(stretch, phrase, at)):
        return _with_title(stretch, phrase, at, comma=comma)
    if not comma or not phrase.head & Kind.PERSON_HEAD:
        return phrase
    titled = stretch.kinds[at] & Kind.PERSON_HEAD or stretch.kinds[at] & _NATIONAL == _NATIONAL
    begin, end = names.span(stretch, titles.end(stretch, at) if titled else at)
    if end == begin:
        begin, end = names.apposed(stretch, at)
    return phrase._replace(end=end, name_start=begin, name_end=end) if end > begin else phrase


def _with_title(stretch: Stretch, phrase: "NounPhrase", at: int, *, comma: bool) -> "NounPhrase":
    if not stretch.kinds[at] & Kind.PERSON_HEAD:
        return phrase
    end = titles.end(stretch, at)
    if stretch.bare and not comma:  # «أدان فلان المرشد الأعلى | الضربات»: one of the two is the object
        apposed = stretch.kinds[at] & Kind.DEFINITE and stretch.kind(end) & Kind.DEFINITE
        apposed = apposed or (phrase.name_end - phrase.name_start > 1 and _object_follows(stretch, end))
        return phrase._replace(end=end) if apposed else phrase
    closed = end >= stretch.limit or stretch.words[end] in "،:-–" or stretch.kinds[end] & FUNCTION
    if comma and end > at:
        end = _next_comma(stretch, end) or (end if closed else at)
    return phrase._replace(end=end) if end > at else phrase


def _next_comma(stretch: Stretch, at: int) -> int | None:
    """Return the comma that closes a title, behind nouns and prepositions alone: «، رئيسة اللجنة ⟦في البرلمان⟧،»."""
    for end in range(at, min(at + _LONGEST_REST, stretch.limit)):
        if stretch.words[end] == "،":
            return end
        if stretch.kinds[end] & _CLAUSAL or stretch.words[end] in cue_forms() or not stretch.words[end].isalpha():
            return None
    return None


def _object_follows(stretch: Stretch, at: int) -> bool:
    """Whether what a verb governs comes behind a title, at once or behind a time: «… محافظ الكرك | أمس مقتل ثلاثة»."""
    while at < stretch.limit and stretch.kinds[at] & Kind.TIME:
        at += 1
    if at >= stretch.limit:
        return False
    return is_noun(stretch.words[at]) and not stretch.kinds[at] & (HEAD | Kind.DEFINITE)


def _is_better_name(stretch: Stretch, phrase: "NounPhrase", at: int) -> bool:
    """Whether a given name stands behind the comma and none before it: «قبطان السفينة نورد شترن، آنا …»."""
    kind = stretch.kinds[at]
    if not kind & Kind.GIVEN_NAME or kind & (EVERYDAY | FUNCTION) or phrase.name_start == phrase.start:
        return False
    known = Kind.GIVEN_NAME | Kind.SURNAME
    before = any(stretch.kinds[i] & known for i in range(phrase.name_start, phrase.name_end))
    return not before and names.span(stretch, at)[1] > at + 1
