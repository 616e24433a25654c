"""Where the reporter's own words begin behind what somebody said."""

from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import is_verb_like
from stance.lexicon.words import FUNCTION, Kind, closed_class, kind_of

_HINTING = ["في", "اشاره", "الي"]  # with a comma before it or without


def narrates(document: Document, at: int, limit: int) -> bool:
    """Whether words behind a comma are the reporter's, whatever the content is: «، في إشارة إلى …», «، مشيرا إلى …»."""
    if at >= limit:
        return False
    word, following = document.words[at], document.words[at + 1] if at + 1 < len(document.words) else ""
    form = cue_forms().get(word)
    if form and form.shape.use == "participle" and word[-1] in "ان":
        return True
    if word == "فيما" and following in closed_class("concerning"):
        return False
    if following in closed_class("rules"):
        return False  # «، وفقا للدستور»
    if word == "كما":  # «، كما التقى الراوي …», but «، كما أن …»
        return document.words[at + 2 : at + 3] != [] and document.words[at + 2] in document.last_names
    if word == "وذلك":
        return following in closed_class("narrated_occasions")
    return (
        word in closed_class("narration")
        or bool(kind_of(word) & Kind.ATTRIBUTION)
        or is_circumstantial(word)
        or f"{word} {following}" in closed_class("narrating_pairs")
        or (word in closed_class("yet_he") and following in closed_class("declined"))
        or (word[0] == "و" and word[1:] in closed_class("declined") and following in closed_class("silence"))
    )


def hints(document: Document, at: int) -> bool:
    """Whether «في إشارة إلى» stands here, which tells what somebody means."""
    return document.words[at : at + 3] == _HINTING


def is_clause(document: Document, at: int, limit: int) -> bool:
    """Whether a clause begins that content without a verb («نفى الاتهامات») does not go on with."""
    if at >= limit:
        return False
    pair = " ".join(document.words[at : at + 2])
    return document.words[at] in closed_class("clause_conjunctions") or pair in closed_class("clause_pairs")


def is_act(document: Document, begin: int, at: int, limit: int) -> bool:
    """Whether somebody does or says something more: «طالب بالانسحاب، ⟦ورفض⟧ …», «…، ⟦ثم غادر⟧».

    Behind a relative clause the verb may go on with that: «ندد بهجوم أوقع قتلى، وألحق أضرارا».
    """
    if at + 1 >= limit or any(kind & Kind.RELATIVE for kind in document.kinds[begin:at]):
        return False
    word, following = document.words[at], document.words[at + 1]
    if word == "ثم":
        return _is_finite(following)
    return word[0] == "و" and len(word) > 1 and (word[1:] in closed_class("before_verbs") or _is_finite(word[1:]))


def _is_finite(word: str) -> bool:
    """Whether a word is a verb in the past, a reporting one or another."""
    form = cue_forms().get(word)
    if form:
        return form.shape.use == "verb" and not form.shape.present and not form.ambiguous
    return bool(kind_of(word) & Kind.VERB) or (word[-1] == "ت" and is_verb_like(word))


def is_main_clause(document: Document, at: int, limit: int) -> bool:
    """Whether the clause comes that a report in a phrase of its own only leads to: «رغم تأكيده أن …، ⟦خرج⟧ الناس»."""
    if at >= limit:
        return False
    word, form = document.words[at], cue_forms().get(document.words[at])
    finite = form and form.shape.use == "verb" and not form.conjunction and not form.ambiguous
    return bool(finite or kind_of(word) & Kind.VERB) or word in closed_class("main_clauses")


def begins_anew(document: Document, at: int) -> bool:
    """Whether a state or body joined by «و» reports next, even without words of its own: «… ⟦وواشنطن⟧ تحذر»."""
    word = document.words[at]
    if word[0] != "و" or at + 1 >= len(document.words) or not kind_of(word[1:]) & (Kind.PLACE | Kind.ORGANIZATION):
        return False
    form = cue_forms().get(document.words[at + 1])
    return form is not None and form.shape.present and not form.ambiguous


def is_joined_act(document: Document, at: int) -> bool:
    """Whether «و» joins what the source did to what it said: «استنكر الحادث ⟦وزار⟧ الجرحى»."""
    word = document.words[at]
    return word[0] == "و" and not document.kinds[at] and bool(kind_of(word[1:]) & Kind.VERB)


def is_circumstantial(word: str) -> bool:
    """Whether a word is a participle in the accusative that describes the speaker: «، متجاهلا», «، منافية»."""
    if word in closed_class("resulting"):
        return False
    return len(word) > 4 and word[0] == "م" and word[-1] in "اه" and not kind_of(word) and word.isalpha()


def is_led_by_fa(word: str) -> bool:
    """Whether «ف» leads into the clause behind an attribution: «وفقا للوزارة ⟦فمن⟧ المتوقع أن …», «⟦فقد⟧ وصل …»."""
    return word[0] == "ف" and not kind_of(word) and bool(kind_of(word[1:]) & FUNCTION)
