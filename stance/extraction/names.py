"""Names of persons: which tokens of a stretch are a name, and where it ends.

A name begins with a given name, a word that is part of somebody's name elsewhere in the article, or, behind a title,
with any word that is neither a noun the lexicon knows nor grammar.
"""

from stance.extraction import family_names
from stance.extraction.cues import cue_forms
from stance.extraction.naming import EVERYDAY, can_be_family, is_name_like, is_noun, is_verb_like
from stance.extraction.stretch import Stretch
from stance.lexicon import officeholders
from stance.lexicon.names import given_names
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of

_LONGEST = 6
_NISBA_TITLE = Kind.NISBA | Kind.PERSON_HEAD
_ALI = "علي"  # the name, and in folded spelling the preposition «على»
_VAN = "فان"  # a name's particle, where «فإن» is written with its hamza


def span(stretch: Stretch, at: int) -> tuple[int, int]:
    """Return where the name that begins at a token begins and ends; a given name behind «ال…» begins it anew."""
    begin = at
    at = officeholders.end_of_name(stretch.words, at, stretch.limit) if at < stretch.limit else at
    while at < stretch.limit and at - begin < _LONGEST:
        step = _sign(stretch, at, begin) if len(stretch.words[at]) == 1 else 0
        if step:
            at += step
            continue
        if at > begin and family_names.is_other_person(stretch, at):
            break
        if at > begin + 1 and family_names.begins_anew(stretch, at):
            begin = at
        if not (is_name(stretch, at) or (at > begin and family_names.goes_on(stretch, at))):
            break
        at += 1
    return (begin, at) if at > begin and stretch.words[at - 1] != "#" else (begin, begin)


def in_marks(stretch: Stretch, mark: int) -> tuple[int, int]:
    """Return the name that fills quotation marks: «الرئيس التنفيذي "سامي العلوي"»; an empty stretch where none does."""
    close = stretch.document.partner.get(mark, -1)
    if mark >= stretch.limit or not mark < close < stretch.limit:
        return mark, mark
    begin, end = span(stretch, mark + 1)
    return (begin, end) if end == close else (mark, mark)


def _sign(stretch: Stretch, at: int, begin: int) -> int:
    """Return how many tokens a hashtag's sign or a hyphen inside a name takes, with what it joins."""
    word = stretch.words[at]
    if word == "#" and at + 1 < stretch.limit:
        return 1
    document = stretch.document
    if word == "-" and begin < at < stretch.limit - 1 and document.is_tight(at):
        return 2
    initial = len(word) == 1 and word.isalpha() and begin < at < stretch.limit - 1 and stretch.words[at + 1] == "."
    return 2 if initial else 0


def is_name(stretch: Stretch, at: int) -> bool:
    """Whether a token can be a name here."""
    word, kind, names = stretch.words[at], stretch.kinds[at], stretch.document.names
    if at == stretch.start and begins_full_name(stretch, at):
        return True
    if word in closed_class("declined") and not closed_class("withheld").isdisjoint(stretch.words[at + 1 : at + 2]):
        return False  # «محلل | فضل حجب اسمه»
    if word == _ALI:
        return _is_ali(stretch, at)
    if word == _VAN:
        written = stretch.document.raw(at, at + 1) == word and stretch.document.writes_hamza
        return at > stretch.start and written and _name_follows(stretch, at)
    if word[0] == "و" and is_name_like(word) and _is_joined_name(stretch, at):
        return False
    if word in names or is_name_not_title(stretch, at) or is_of_god(stretch, at):
        return True
    if kind & Kind.GIVEN_NAME:
        return _is_given_name(stretch, at)
    if kind & Kind.NAME_PARTICLE and kind & Kind.CONJUNCTION:  # «… الصيني لو تشي …»
        return at > stretch.start and bool(stretch.kinds[at - 1] & _NISBA_TITLE) and _name_follows(stretch, at)
    if kind == Kind.COMMON_NOUN:
        return is_introduced(stretch, at + 1)
    return (not kind and _is_unknown_name(stretch, at)) or (bool(kind) and is_name_like(word))


def begins_full_name(stretch: Stretch, at: int) -> bool:
    """Whether a given name that is something else too is meant as one, the family's name following.

    «العربي الراوي», «رمضان الراوي», «أمير كراسنوف», but «السيد كراسنوف», «شهر رمضان», «أمير قطر».
    """
    kind = stretch.kinds[at]
    if not kind & Kind.GIVEN_NAME or kind & FUNCTION & ~Kind.TIME or at + 1 >= stretch.limit:
        return False
    if stretch.words[at] in family_names.SECOND_HALVES:
        return False
    if kind & HEAD and (kind & Kind.DEFINITE or stretch.document.raw(at, at + 1).endswith("ه")):
        return False  # «نظيره», but «أميرة»
    return can_be_family(stretch.words[at + 1], stretch.kinds[at + 1])


def _is_joined_name(stretch: Stretch, at: int) -> bool:
    """Whether «و» joins a second name («بوتين وبايدن»), rather than beginning a family name («ستيف ويتكوف»)."""
    rest, before = stretch.words[at][1:], stretch.kinds[at - 1] if at > stretch.start else 0
    if stretch.kinds[at] & Kind.GIVEN_NAME and not before & (Kind.GIVEN_NAME | Kind.SURNAME) and before:
        return False  # «وزير المالية | وليام …»
    if rest in stretch.document.names or kind_of(rest) & (Kind.SURNAME | Kind.GIVEN_NAME):
        return True
    lone_given = at > stretch.start and stretch.kinds[at - 1] & (Kind.GIVEN_NAME | Kind.SURNAME) == Kind.GIVEN_NAME
    if lone_given and (at - 1 == stretch.start or not is_name_like(stretch.words[at - 2])):
        return False
    return is_name_like(rest) and not stretch.kinds[at]


def _is_ali(stretch: Stretch, at: int) -> bool:
    if stretch.document.writes_dotless_ya:
        return stretch.document.raw(at, at + 1) == _ALI
    return bool(stretch.kinds[at - 1] & Kind.GIVEN_NAME)


def _is_given_name(stretch: Stretch, at: int) -> bool:
    """Whether a listed given name is meant as one where it is an everyday word too."""
    word, kind = stretch.words[at], stretch.kinds[at]
    if kind & Kind.ADVERB and at > stretch.start:
        return bool(stretch.kinds[at - 1] & _NISBA_TITLE) and _name_follows(stretch, at)  # «… الفيتنامية لي ثي …»
    if word in cue_forms() and _is_verb_by_ya(stretch, at):
        return False
    lone = at + 1 >= stretch.limit or not is_name_like(stretch.words[at + 1])
    if word in cue_forms() and lone and not kind & (EVERYDAY | FUNCTION) and at - 1 > stretch.start:
        return bool(stretch.kinds[at - 1] & (Kind.PERSON_HEAD | Kind.NISBA))  # «الرئيس سامي الراوي | دان …»
    if (kind & EVERYDAY or word in cue_forms()) and not kind & FUNCTION:
        return is_everyday_name(stretch, at)
    if kind & Kind.TIME:
        following = stretch.kinds[at + 1] if at + 1 < stretch.limit else FUNCTION
        return not following & (FUNCTION | Kind.DEFINITE | Kind.NUMBER)  # «رجب طيب …», no month
    return not _is_governed(stretch, word) and is_name_like(word)


def _is_verb_by_ya(stretch: Stretch, at: int) -> bool:
    """Whether a dotless ya tells a verb from a name: «رأى» from «راي», but «يحيى»."""
    raw = stretch.document.raw(at, at + 1)
    return raw.endswith("ى") and raw not in given_names()


def _is_unknown_name(stretch: Stretch, at: int) -> bool:
    word = stretch.words[at]
    if word.endswith("ه") and at > stretch.start and stretch.document.raw(at, at + 1).endswith("ه"):
        # A foreign name, where the feminine ending is written «ة».
        return _name_follows(stretch, at) or (
            len(word) > 4 and not is_noun(word) and family_names.ends_phrase(stretch, at + 1)
        )
    named = at > stretch.start and stretch.kinds[at - 1] & Kind.MEDIA_HEAD  # «قناة بيلا»
    if _is_governed(stretch, word) or (word[0] in stretch.governed and len(word) > 3 and not named):
        return False
    if at > stretch.start and is_verb_like(word) and (word[0] == "ي" or _follows_name(stretch, at)):
        return False
    if at and stretch.document.kinds[at - 1] & Kind.NEGATION:  # «ولم يتردد فلان»
        return False
    return is_name_like(word)


def _is_governed(stretch: Stretch, word: str) -> bool:
    """Whether a word is content behind a preposition that the cue governs («بتجميد»)."""
    return word[0] in stretch.governed and len(word) > 1 and is_noun(word[1:])


def is_everyday_name(stretch: Stretch, at: int) -> bool:
    """Whether a given name that is an everyday word too is meant as a name: behind a title or before a name."""
    before = stretch.kinds[at - 1] if at > stretch.start else 0
    if before & Kind.NAME_PARTICLE:
        return True  # «بن سلطان»
    plain = not stretch.kinds[at] & (HEAD | Kind.NISBA | Kind.PLACE)
    if stretch.kinds[at] & Kind.NISBA and not stretch.kinds[at] & Kind.DEFINITE and before & (HEAD | Kind.DEFINITE):
        return bool(before & Kind.DEFINITE)  # «العقيد الركن | تركي …», but «مسؤول تركي»
    if before & Kind.GIVEN_NAME and stretch.kinds[at] & Kind.DEFINITE and not stretch.kinds[at] & HEAD:
        return True  # «نبيل | العربي»
    if before & Kind.PERSON_HEAD or (before & Kind.DEFINITE and plain):
        return not stretch.bare or _name_follows(stretch, at)
    return _name_follows(stretch, at)


def is_name_not_title(stretch: Stretch, at: int) -> bool:
    """Whether a word that is both begins a name, an unknown name following («شاهد قزلباش»)."""
    kind = stretch.kinds[at]
    both = kind & Kind.GIVEN_NAME and kind & (HEAD | Kind.MODIFIER) and not kind & Kind.DEFINITE
    return bool(both) and at + 1 < stretch.limit and is_name_like(stretch.words[at + 1])


def is_of_god(stretch: Stretch, at: int) -> bool:
    """Whether a noun is the first half of a name with «الله» («فتح الله», «نصر الله»)."""
    return stretch.words[at] in closed_class("of_god") and stretch.words[at + 1 : at + 2] == ["الله"]


def is_introduced(stretch: Stretch, at: int) -> bool:
    """Whether a name, a comma and a title follow, so that the noun before is a given name («دليل آمد، عضو …»)."""
    if at + 2 >= stretch.limit or stretch.words[at + 1] != "،" or not is_name_like(stretch.words[at]):
        return False
    return bool(stretch.kinds[at + 2] & Kind.PERSON_HEAD)


def apposed(stretch: Stretch, at: int) -> tuple[int, int]:
    """Return a name that begins with «ال…» between commas behind a title: «المتحدث، الصديق القمودي، …»."""
    end = at
    while end < stretch.limit and end - at < _LONGEST and stretch.words[end].isalpha():
        kind = stretch.kinds[end]
        if kind & (FUNCTION | HEAD | Kind.NISBA | Kind.MODIFIER):
            break
        if not (kind & Kind.DEFINITE or is_name_like(stretch.words[end])):
            break
        end += 1
    closed = end < stretch.limit and (stretch.words[end] == "،" or stretch.kinds[end] & FUNCTION)
    return (at, end) if closed and end - at > 1 else (at, at)


def _name_follows(stretch: Stretch, at: int) -> bool:
    if at + 1 >= stretch.limit:
        return False
    return stretch.kinds[at + 1] == Kind.DEFINITE or is_name_like(stretch.words[at + 1])


def _follows_name(stretch: Stretch, at: int) -> bool:
    return stretch.words[at - 1] in stretch.document.names or is_name_like(stretch.words[at - 1])
