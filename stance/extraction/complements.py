"""What goes on inside a title behind a conjunction or preposition: «… والهجرة», «… لشؤون …», «مسؤول في …»."""

from stance.extraction.cues import cue_forms
from stance.extraction.naming import EVERYDAY, is_clitic_noun, is_name_like
from stance.extraction.stretch import Stretch
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of

COMPLETE = Kind.DEFINITE | Kind.PLACE | Kind.ORGANIZATION  # what ends a chain of nouns
WORD = COMPLETE | HEAD | Kind.MODIFIER | Kind.NISBA | Kind.NUMBER | Kind.COMMON_NOUN  # what can be a link of it
_NO_COMPLEMENT = Kind.TIME | Kind.NUMBER | Kind.COMPLEMENTIZER | Kind.RELATIVE
_LONGEST_TAIL = 8


def is_joined(stretch: Stretch, at: int) -> bool:
    """Whether a word goes on inside a title with a conjunction or «ل» on it: «… والهجرة», «… لشؤون …»."""
    word = stretch.words[at]
    rest = word[1:]
    if word[0] == "و" and len(rest) > 2 and word not in cue_forms():
        kind = kind_of(rest)
        return bool(kind & WORD) and not (stretch.bare and not kind & Kind.PLACE)
    noun = kind_of("ا" + rest if word.startswith("لل") else rest)
    if word[0] in stretch.governed and not (noun & (HEAD | COMPLETE) and _goes_farther(stretch, at)):
        return False
    if word[0] == "ب" and len(rest) > 2:
        placed = kind_of(rest) & (Kind.PLACE | Kind.INSTITUTION_HEAD) or name_comes(stretch, at)
        return bool(placed) and not kind_of(word) and word not in stretch.document.names
    if word[0] != "ل" or (word in closed_class("audiences") and not name_comes(stretch, at)):
        return False
    if word.startswith("لل"):
        return not stretch.bare or bool(kind_of("ا" + rest) & HEAD) or name_comes(stretch, at)
    told = rest == "وكاله" and stretch.kinds[stretch.start] & Kind.UNNAMED_HEAD  # «مصدر طبي | لوكالة الأنباء»
    if told or kind_of(rest) & Kind.MEDIA_HEAD:
        return False
    return bool(kind_of(rest) & (Kind.MODIFIER | HEAD)) or (is_clitic_noun(word) and name_comes(stretch, at))


def _goes_farther(stretch: Stretch, at: int) -> bool:
    """Whether a word with a preposition on it is no content yet: a name or «أن» follows («مصدر بالوزارة … بأن»)."""
    behind = stretch.kinds[at + 1 : min(at + _LONGEST_TAIL, stretch.limit)]
    return name_comes(stretch, at) or any(kind & Kind.COMPLEMENTIZER for kind in behind)


def in_his_name(word: str) -> bool:
    """Whether a word is a preposition with the owner of an office in it: «المتحدث باسمه»."""
    return word in closed_class("in_his_name")


def is_inner_preposition(stretch: Stretch, at: int, first: int) -> bool:
    """Whether a preposition stands inside the title that begins at `first`: «مسؤول ⟦في⟧ الوزارة»."""
    word = stretch.words[at]
    if not stretch.kinds[at] & Kind.PREPOSITION:
        return False
    if word == "باسم" or in_his_name(word):
        return True
    if word not in closed_class("inner_prepositions") or word in stretch.governed or at + 1 >= stretch.limit:
        return False
    stands_for = stretch.words[at - 1].removeprefix("ال") in closed_class("standing_for")
    if word == "عن" and not stands_for and not name_comes(stretch, at + 1):
        return False
    if _is_occasion(stretch.words[at + 1]) or stretch.kinds[at + 1] & _NO_COMPLEMENT:
        return False
    if word == "من" and stretch.words[at - 1] in closed_class("partitives"):
        return True
    if stretch.bare and not _begins_a_body(stretch, at + 1) and not name_comes(stretch, at + 1):
        return False
    person = stretch.kinds[first] & (Kind.PERSON_HEAD | Kind.UNNAMED_HEAD)
    return bool(person) and (word != "ل" or not stretch.document.opens(at + 1))


def _begins_a_body(stretch: Stretch, at: int) -> bool:
    """Whether the name of a body begins, of two words at least: «مسؤول في ⟦وزارة الزراعة⟧»."""
    noun, following = stretch.kind(at), stretch.kind(at + 1)
    return bool(noun & Kind.INSTITUTION_HEAD and following & COMPLETE) and not noun & Kind.DEFINITE


def _is_occasion(word: str) -> bool:
    return word in closed_class("occasions") or word.removeprefix("ال") in closed_class("documents")


def name_comes(stretch: Stretch, at: int) -> bool:
    """Whether a given name follows within a few words, so that what stands between is part of a title."""
    for i in range(at + 1, min(at + _LONGEST_TAIL, stretch.limit)):
        kind = stretch.kinds[i]
        if kind & Kind.GIVEN_NAME and not kind & (FUNCTION | EVERYDAY):
            return True
        if stretch.words[i] == "،" and i + 2 < stretch.limit:
            return bool(kind_of(stretch.words[i + 1]) & Kind.GIVEN_NAME) and is_name_like(stretch.words[i + 2])
        if stretch.words[i] in closed_class("inner_prepositions") or stretch.words[i] == "مع":
            continue
        if not stretch.words[i][0].isalpha() or kind & FUNCTION or stretch.words[i] in cue_forms():
            return False
    return False
