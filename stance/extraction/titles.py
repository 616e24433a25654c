"""Titles: offices, bodies and what qualifies them, up to where a name or something else begins.

A title is a chain of nouns («وزير خارجية روسيا») that a definite noun, a place or a body completes; adjectives may
follow it, and behind a person's office a preposition («مسؤول في الوزارة»).
"""

from stance.extraction import complements, names
from stance.extraction.complements import COMPLETE, WORD
from stance.extraction.cues import cue_forms
from stance.extraction.naming import EVERYDAY, is_clitic_noun
from stance.extraction.stretch import Stretch
from stance.lexicon import officeholders, organizations
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of

_LONGEST_MARKED_NAME = 6
_LONGEST_PARENTHESIS = 8
_NAMED = Kind.GIVEN_NAME | Kind.NAME_PARTICLE | Kind.SURNAME
# No name of a place is the genitive of an adjective or of a noun with the article: «دبلوماسيون غربيون | موسكو».
_CLOSING = Kind.NISBA | Kind.DEFINITE
_DOTTED = frozenset(("د", "م", "ا"))
_SAUDI = "السعوديه"  # a state and its adjective
_NISBA_PLURALS = ("يون", "يين")
_ADJECTIVE_ENDINGS = ("ي", "يه", "يين", "يون")


def end(stretch: Stretch, first: int) -> int:
    """Return where the titles that begin at a token end, no preposition left hanging."""
    bodies = organizations.long_names()
    at, complete, behind_body = first, False, first
    while at < stretch.limit:
        after = at if complete and stretch.bare else bodies.end(stretch.words, at, stretch.limit)
        if after > at:
            complete, at, behind_body = True, after, after
            continue
        after = _step(stretch, at, first, complete=complete)
        if after == at:
            break
        if stretch.kinds[at] & Kind.PREPOSITION and at > first:
            complete = False
        elif not stretch.kinds[at] or not complete:  # an unknown word opens the title again
            complete = completes(stretch, at) or (complete and _is_second(stretch, at))
        at = after
    while at > behind_body and _hangs(stretch, at - 1):
        at -= 1
    return at


def _is_second(stretch: Stretch, at: int) -> bool:
    """Whether «و» joins a word to a complete title."""
    word = stretch.words[at]
    return word[0] == "و" and bool(kind_of(word[1:]) & COMPLETE)


def _hangs(stretch: Stretch, at: int) -> bool:
    """Whether a preposition at a title's end governs nothing in it."""
    return bool(stretch.kinds[at] & Kind.PREPOSITION) and not complements.in_his_name(stretch.words[at])


def completes(stretch: Stretch, at: int) -> bool:
    """Whether a token ends a chain of nouns."""
    return bool(stretch.kinds[at] & COMPLETE) or stretch.document.opens(at) or _is_place(stretch, at)


def marked_name_end(stretch: Stretch, at: int) -> int:
    """Return the end of a short name in quotation marks («العربية»), or `at` where there is none."""
    close = stretch.document.partner.get(at, at)
    if stretch.kind(at + 1) & (Kind.COMPLEMENTIZER | Kind.NEGATION | Kind.PRONOUN):
        return at  # a clause, not a name
    return close + 1 if at < close <= at + _LONGEST_MARKED_NAME and close < stretch.limit else at


def _step(stretch: Stretch, at: int, first: int, *, complete: bool) -> int:
    """Return the token after one more word of the title, or `at` where the title ends."""
    word, kind = stretch.words[at], stretch.kinds[at]
    if not kind and not word[0].isalpha():
        return _behind_sign(stretch, at)
    if word in _DOTTED and at + 2 < stretch.limit and stretch.words[at + 1] == ".":
        return at + 2
    if word == "الله" and stretch.words[at - 1] in ("ايه", "حجه"):
        return at + 1
    if at == first:
        return at + bool(kind & (WORD | Kind.DEMONSTRATIVE) and not _starts_name(stretch, at))
    if complements.is_inner_preposition(stretch, at, first):
        return at + 1
    if _is_place(stretch, at):
        return at + 1
    if _starts_name(stretch, at) or (complete and names.is_name_not_title(stretch, at)):
        return at
    if kind & Kind.TIME and not kind & (HEAD | Kind.MODIFIER):
        return at
    if kind & Kind.DEMONSTRATIVE and not complete and stretch.kind(at + 1) & Kind.DEFINITE:
        return at + 1  # «قائد هذه القوات»
    return at + _goes_on(stretch, at, complete=complete)


def _is_place(stretch: Stretch, at: int) -> bool:
    """Whether an unlisted word can only be the name of a place: «عمدة مدينة ممباسا …»."""
    unlisted = not stretch.kinds[at] and stretch.words[at].isalpha()
    return unlisted and stretch.words[at - 1] in closed_class("kinds_of_place")


def _behind_sign(stretch: Stretch, at: int) -> int:
    word = stretch.words[at]
    if at > stretch.start and stretch.bare and _is_named_enough(stretch, at):
        return at
    if word == "#":
        return at + bool(stretch.kind(at + 1) & WORD)
    if stretch.document.opens(at):
        nameless = at > stretch.start and stretch.kinds[at - 1] & Kind.UNNAMED_HEAD  # «ردد الآلاف | "…"»
        return at if nameless or _holds_person(stretch, at) else marked_name_end(stretch, at)
    return _behind_parenthesis(stretch, at) if word == "(" else at


def _is_named_enough(stretch: Stretch, at: int) -> bool:
    """Whether no name in marks follows: «رفضت كينيا | "الضغوط"», «طلبت وزارة الزراعة الكينية | "توضيحات"»."""
    return bool(stretch.kinds[at - 1] & Kind.PLACE) or stretch.words[stretch.start] in closed_class("nameless")


def _holds_person(stretch: Stretch, mark: int) -> bool:
    """Whether a person's name stands in marks behind a title: «الرئيس التنفيذي "سامي العلوي"»."""
    given = stretch.kind(mark + 1) & (Kind.GIVEN_NAME | EVERYDAY | FUNCTION) == Kind.GIVEN_NAME
    return given and bool(stretch.kinds[stretch.start] & Kind.PERSON_HEAD)


def _behind_parenthesis(stretch: Stretch, at: int) -> int:
    """Return the token behind a parenthesis inside a title («صحيفة «الأفق» (The Horizon) الأمريكية»)."""
    for close in range(at + 1, min(at + _LONGEST_PARENTHESIS, stretch.limit)):
        if stretch.words[close] == ")":
            goes_on = stretch.kind(close + 1) & Kind.NISBA or complements.name_comes(stretch, close)
            return close + 1 if goes_on else at
    return at


def _goes_on(stretch: Stretch, at: int, *, complete: bool) -> bool:
    word, kind = stretch.words[at], stretch.kinds[at]
    if (not kind and not complete and _is_in_construct(stretch, at)) or _is_grade(stretch, at):
        return True
    if word in closed_class("acting") or word in closed_class("agency_tails") or _is_complement(stretch, at):
        return True
    if (complete and _is_cue(word, kind)) or _belongs_to_another(stretch, at):
        return False
    if complete and not kind & (COMPLETE | Kind.NISBA | Kind.PERSON_HEAD | Kind.NUMBER):
        return complements.is_joined(stretch, at)
    if kind & WORD:
        return not (stretch.bare and complete) or _qualifies(stretch, at)
    return complements.is_joined(stretch, at)


def _is_cue(word: str, kind: int) -> bool:
    """Whether a word behind a complete title goes back to the verb: «أحد النواب | مشيرا», «المتحدث | التعليق»."""
    form = cue_forms().get(word)
    if form and form.shape.use == "participle" and word.endswith("ا"):
        return True
    plain = form is not None and not form.lemma.marked  # «وكالة الساحل | شبه الرسمية»
    return not kind & (HEAD | Kind.NISBA) and (plain or word in closed_class("silence"))


def _belongs_to_another(stretch: Stretch, at: int) -> bool:
    """Whether a word cannot qualify what is before it: of another number, or a place behind an adjective."""
    word, kind = stretch.words[at], stretch.kinds[at]
    if word.endswith(_NISBA_PLURALS) and kind & Kind.DEFINITE:
        return bool(stretch.kinds[stretch.start] & Kind.INSTITUTION_HEAD)  # «وزارة الخارجية | التونسيين»
    if word in closed_class("measured") or (kind & Kind.DEFINITE and _is_indefinite_adjective(stretch, at - 1)):
        return True  # «العمال | البالغ عددهم …», «دول أوروبية | الهجوم»
    closed = stretch.kinds[at - 1] & _CLOSING or stretch.words[at - 1].endswith(_NISBA_PLURALS)
    return kind == Kind.PLACE and not word.startswith("ال") and bool(closed)


def _is_indefinite_adjective(stretch: Stretch, at: int) -> bool:
    """Whether an adjective without the article ends what it describes: «دول ⟦أوروبية⟧», «خبراء ⟦اقتصاديون⟧»."""
    word, kind = stretch.words[at], stretch.kinds[at]
    if at == stretch.start or word.removeprefix("و").startswith("ال") or kind & Kind.PLACE:
        return False
    if word.endswith(_NISBA_PLURALS):
        return True
    adjective = kind & (Kind.NISBA | Kind.MODIFIER) and not kind & HEAD and word.endswith(_ADJECTIVE_ENDINGS)
    return bool(adjective) and word not in closed_class("departments")


def _starts_name(stretch: Stretch, at: int) -> bool:
    word, kind = stretch.words[at], stretch.kinds[at]
    known = word in stretch.document.names
    if kind == Kind.COMMON_NOUN and names.is_introduced(stretch, at + 1):
        return True
    if officeholders.end_of_name(stretch.words, at, stretch.limit) > at or names.is_of_god(stretch, at):
        return True
    alone = at == stretch.start and word in stretch.document.last_names
    if alone or (known and kind == Kind.DEFINITE):  # but in «القيادي الحوثي حمد …» it qualifies the title
        following = stretch.kind(at + 1)
        return not following & Kind.GIVEN_NAME or bool(following & FUNCTION)
    if known or kind & _NAMED:
        if at == stretch.start and names.begins_full_name(stretch, at):
            return True  # «سامي منصور»
        if kind & (HEAD | Kind.MODIFIER | Kind.DEFINITE):
            return False
        ambiguous = kind & EVERYDAY and not known and not kind & Kind.NAME_PARTICLE
        return not ambiguous or names.is_everyday_name(stretch, at)
    return not kind & (HEAD | Kind.MODIFIER) and word in cue_forms()


def _is_complement(stretch: Stretch, at: int) -> bool:
    """Whether any noun can stand here: «الخبير في ⟦معادن⟧ …», «باسم ⟦حكومته⟧», «أحد ⟦مساعديه⟧»."""
    before, kind = stretch.words[at - 1], stretch.kinds[at]
    if not stretch.words[at].isalpha() or kind & FUNCTION:
        return False
    if before == "باسم" or before in closed_class("quantifiers"):
        return True
    return bool(stretch.kinds[at - 1] & Kind.PREPOSITION) and not kind and complements.name_comes(stretch, at)


def _is_grade(stretch: Stretch, at: int) -> bool:
    """Whether a word grades an officer's rank: «الفريق أول», «العميد ركن»."""
    grades = closed_class("grades")
    before = bool(stretch.kinds[at - 1] & Kind.PERSON_HEAD) or stretch.words[at - 1] in grades
    return before and stretch.words[at] in grades


def _is_in_construct(stretch: Stretch, at: int) -> bool:
    """Whether an unknown word is a noun in a chain of titles, since a title or noun follows («كبير أمناء مجلس …»)."""
    noun = stretch.words[at].isalpha() and not is_clitic_noun(stretch.words[at])
    following = stretch.kind(at + 1) if noun else 0
    return bool(following & (HEAD | Kind.MODIFIER)) and not following & Kind.GIVEN_NAME


def _qualifies(stretch: Stretch, at: int) -> bool:
    """Whether a word still belongs to a complete phrase: an adjective, or what a given name follows."""
    word, kind = stretch.words[at], stretch.kinds[at]
    looks_so = word.endswith(_ADJECTIVE_ENDINGS) and word[2:] not in closed_class("abstract_nouns")
    adjective = kind & Kind.NISBA or looks_so or word[2:] in closed_class("ranks")
    if (kind & Kind.DEFINITE or word == _SAUDI) and adjective:
        return True
    following = stretch.kind(at + 1)
    return bool(following & Kind.GIVEN_NAME) and not following & (FUNCTION | Kind.DEFINITE)
