"""Openers: the word or sign after which the content of a cue begins, where it stands."""

from stance.extraction import adjuncts
from stance.extraction.cues import CueForm, cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import is_clitic_noun
from stance.lexicon import officeholders, organizations
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of

_NAMED = HEAD & ~Kind.UNNAMED_HEAD  # what has a name of its own: «قناة "الأفق"», but «ردد الآلاف "…"»
_CNN = ["سي", "ان", "ان"]  # where «إن» is a letter


def opener_at(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str] | None:
    """Return the first token of the content and the kind of opener, if one stands right here."""
    if at >= limit:
        return None
    word, kind = document.words[at], document.kinds[at]
    if word in closed_class("speech_adverbs") and at + 1 < limit:
        return opener_at(document, at + 1, limit, cue_forms()["قال"])
    if kind & Kind.COMPLEMENTIZER and form.lemma.has_clause and not _belongs_before(document, at):
        begin = _after_colon(document, at + 1, limit)
        return (begin, "that") if begin < limit else None
    if word == ":":
        return _behind_colon(document, at, limit)
    if document.opens(at) and at + 1 < limit and "ب" in form.governed and _carries_bi(document, at + 1):
        return at, "preposition"
    if document.opens(at) and not _is_marked_name(document, at, limit):
        return at, "say"
    return preposition(document, at, limit, form)


def _carries_bi(document: Document, at: int) -> bool:
    word = document.words[at]
    return word[0] == "ب" and is_clitic_noun(word)


def _belongs_before(document: Document, at: int) -> bool:
    """Whether «أن» goes with the word before it: «قبل أن», or the end of a hyphenated name («جاي-إن»)."""
    before = document.words[at - 1] if at else ""
    hyphened = before == "-" and document.ends[at - 1] == document.starts[at]
    letter = _CNN in (document.words[at - 1 : at + 2], document.words[max(0, at - 2) : at + 1])
    except_for = document.words[at] == "الا" and document.raw(at, at + 1).startswith("إ")
    named = _begins_known_name(document, at)
    return hyphened or letter or except_for or named or before in closed_class("before_that")


def _begins_known_name(document: Document, at: int) -> bool:
    """Whether a name of several words begins with the letters of «أن»: «بان كي مون», «إن بي سي»."""
    end = len(document.words)
    person = officeholders.end_of_name(document.words, at, end)
    return person > at or organizations.end_of_name(document.words, at, end) > at


def _behind_colon(document: Document, at: int, limit: int) -> tuple[int, str] | None:
    """Return the content behind a colon, which may open the next paragraph where it stands in marks."""
    if at + 1 == limit:
        begin = document.next_paragraph(at)
        return (begin, "say") if begin < len(document.words) and document.opens(begin) else None
    begin = at + 2 if document.kinds[at + 1] & Kind.COMPLEMENTIZER else at + 1
    return (begin, "say") if begin < limit else None


def _after_colon(document: Document, at: int, limit: int) -> int:
    return at + 1 if at + 1 < limit and document.words[at] in (":", "،") else at


def preposition(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str] | None:
    """Return the content behind a preposition that the cue takes, where it or a noun that carries it stands here."""
    word = document.words[at]
    if word in form.governed and document.words[at + 1 : at + 2] == ["القول"]:
        return opener_at(document, at + 2, limit, cue_forms()["قال"])
    if word in form.governed and at + 1 < limit and not _is_ali(document, at) and _governs(document, at + 1, limit):
        clause = document.kinds[at + 1] & Kind.COMPLEMENTIZER
        begin = at + 2 if clause else at + 1
        return (begin, "that" if clause else "preposition") if begin < limit else None
    if word in closed_class("measuring"):
        return None
    if word[0] in ("ب", "ل") and word[0] in form.governed and _is_clitic(document, at):
        begin = at + 1 if word in ("ب", "ل") else at
        return (begin, "preposition") if begin < limit else None
    return None


def _is_ali(document: Document, at: int) -> bool:
    """Whether «علي» is the name and not the preposition «على», which the words do not show."""
    if document.words[at] != "علي" or not document.raw(at, at + 1).endswith("ي"):
        return False
    return document.writes_dotless_ya or officeholders.end_of_name(document.words, at, len(document.words)) > at


def _is_clitic(document: Document, at: int) -> bool:
    """Whether a word carries «ب» or «ل», rather than beginning with the letter by nature («بوتين»)."""
    word = document.words[at]
    if organizations.end_of_name(document.words, at, len(document.words)) > at:
        return False  # «بيونغ يانغ»
    if len(word) == 1 or is_clitic_noun(word):
        return True
    return not kind_of(word) and len(word) > 3 and word not in document.names


def _governs(document: Document, noun: int, limit: int) -> bool:
    """Whether the noun after a preposition is content, not a medium, a time or a standing phrase."""
    word = document.words[noun]
    if document.words[noun + (word == "عدم")] in closed_class("silence"):
        return False  # «اعتذر عن عدم التعليق»
    if word in closed_class("occasions"):
        return document.words[noun - 1] not in closed_class("occasional")
    return not kind_of(word) & Kind.TIME


def _is_marked_name(document: Document, at: int, limit: int) -> bool:
    """Whether quotation marks hold a name («قناة "العالم"») and not words that were said."""
    close = document.partner.get(at, -1)
    if close < 0 or close - at > 6:
        return False
    before = document.words[at - 1] if at else ""
    if before in ("ل", "لـ", "ب", "مع", "الي", "عبر", "علي", "في") or kind_of(before) & (_NAMED | Kind.MODIFIER):
        return True
    behind = adjuncts.behind_parenthesis(document, close + 1, limit)
    after = document.words[behind] if behind < limit else ""
    short = close - at <= 3 or document.kinds[at + 1] & HEAD  # «أكد "مكتب أخبار الجبل" …»
    if short and after and after[0].isalpha() and not kind_of(after) & FUNCTION and before != ":":
        return True
    return bool(after) and (after == ":" or bool(kind_of(after) & Kind.COMPLEMENTIZER))
