"""Openings: the word or sign after which the content of a cue begins."""

from dataclasses import dataclass

from stance.extraction import adjuncts
from stance.extraction.cues import CueForm, cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import is_clitic_noun, is_noun
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.lexicon import organizations
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of

_FARTHEST = 45
_SHORT = 4
_LONGEST_RELATIVE = 14
_CNN = ["سي", "ان", "ان"]  # where «إن» is a letter


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the content of a cue begins, what opened it, and the subject between the two.

    `lone` says that the subject stands alone before an opener that an object may stand before as well, so that it may
    be the object of a subject that comes before the verb or is elided («دعا | روسيا | إلى …»).
    """

    subject: NounPhrase | None
    begin: int
    kind: str
    lone: bool = False


def can_speak(phrase: NounPhrase, document: Document) -> bool:
    """Whether a noun phrase can name a source: a person, a body, a state, or a word that is no everyday noun."""
    if document.words[phrase.start] in closed_class("own_country"):
        return True
    if document.words[phrase.start] in closed_class("silence"):
        return False
    if phrase.has_name or phrase.head & (HEAD | Kind.PLACE | Kind.NISBA | Kind.ORGANIZATION):
        return True
    if (
        document.is_mark(phrase.start)
        or organizations.end_of_name(document.words, phrase.start, phrase.end) > phrase.start
    ):
        return True
    return not phrase.head & (Kind.COMMON_NOUN | Kind.MODIFIER | Kind.NUMBER)


def is_certain(phrase: NounPhrase, document: Document) -> bool:
    """Whether a phrase names a source beyond doubt, wherever it stands: by its title or by a name known as one."""
    if document.words[phrase.start] in closed_class("own_country"):
        return True
    if (
        phrase.head & (HEAD | Kind.PLACE | Kind.NISBA | Kind.ORGANIZATION)
        or phrase.name_start > phrase.start
        or document.is_mark(phrase.start)
    ):
        return can_speak(phrase, document)
    named = document.words[phrase.name_start : phrase.name_end]
    known = any(w in document.names or kind_of(w) & (Kind.GIVEN_NAME | Kind.SURNAME) for w in named)
    return known or (bool(phrase.head & Kind.DEFINITE) and can_speak(phrase, document))


def after_cue(document: Document, cue: int, form: CueForm, limit: int) -> Opening | None:
    """Read from the cue to the content: adjuncts, subject, adjuncts, opener."""
    if cue + 1 < limit and document.words[cue + 1] in closed_class("resumptive") and form.governed:
        return None
    at = adjuncts.skip(document, cue + 1, limit, form.governed)
    direct = _opener(document, at, limit, form)
    if direct:
        return Opening(None, *direct)
    if not form.lemma.has_noun:
        return _beyond_subject(document, at, limit, form)
    return _with_noun(document, at, limit, form)


def _beyond_subject(document: Document, at: int, limit: int, form: CueForm) -> Opening | None:
    subject = parse(document, at, limit, governed=form.governed)
    if subject and not can_speak(subject, document):
        subject = None
    found = _scan(document, subject.end if subject else at, limit, form)
    if not found:
        return None
    begin, kind, sign = found
    if subject and subject.end > sign:
        subject = parse(document, at, sign, governed=form.governed)
    return Opening(subject, begin, kind)


def _with_noun(document: Document, at: int, limit: int, form: CueForm) -> Opening | None:
    """Read a complement that may be a bare noun phrase or come behind one: subject, object, content."""
    takes_object = form.lemma.has_object
    described = _described(document, at, limit) if form.lemma.group == "characterize" else None
    subject = _speaking(document, at, limit, form)
    rest = adjuncts.skip(document, subject.end, limit, form.governed) if subject else at
    rest = _skip_addressee(document, rest, limit, form)
    opener = _opener(document, rest, limit, form)
    if opener:
        whole = parse(document, at, rest) if subject else None
        return Opening(whole, *opener, lone=takes_object and opener[1] != "say")
    if form.lemma.group == "deny" and rest < limit and not is_noun(document.words[rest]):
        rest = next((i for i in range(rest, min(rest + _FARTHEST, limit)) if document.words[i] == "اي"), rest)
    whole = parse(document, at, limit, governed=form.governed)
    if whole and can_speak(whole, document) and not (subject and takes_object):
        opener = _opener(document, adjuncts.skip(document, whole.end, limit, form.governed), limit, form)
        if opener and opener[1] in ("that", "say"):
            return Opening(whole, *opener)
    opener = described or _behind_object(document, rest, limit, form)
    if opener:
        return Opening(subject, *opener)
    if form.takes("np") and rest < limit and _is_content_noun(document, rest):
        return None if document.words[rest] in closed_class("silence") else Opening(subject, rest, "np")
    scanned = _scan(document, rest, limit, form)
    if scanned and (scanned[1] in ("that", "say") or not form.takes("np")):
        full = parse(document, at, scanned[2])
        speaks = full is not None and can_speak(full, document) and scanned[1] in ("that", "say")
        return Opening(full if speaks else subject, scanned[0], scanned[1])
    return None


def _described(document: Document, at: int, limit: int) -> tuple[int, str] | None:
    """Return what something is said to be, however long its name: «وصف قرار … بأنه ⟦…⟧»."""
    for i in range(at, min(limit, at + _FARTHEST) - 1):
        if document.words[i] in closed_class("as_it_is"):
            return i + 1, "that"
        if document.kinds[i] & Kind.COMPLEMENTIZER or document.words[i] in "،:" or document.opens(i):
            return None
    return None


def _skip_addressee(document: Document, at: int, limit: int, form: CueForm) -> int:
    """Skip an addressee behind its own preposition: «اقترح على موسكو ⟦…⟧», «طلب من الوزير ⟦…⟧»."""
    if at < limit and form.takes(f"to:{document.words[at]}"):
        addressee = parse(document, at + 1, limit, bare=True)
        if addressee:
            return adjuncts.skip(document, addressee.end, limit, form.governed)
    return at


def _speaking(document: Document, at: int, limit: int, form: CueForm) -> NounPhrase | None:
    phrase = parse(document, at, limit, bare=True, governed=form.governed)
    return phrase if phrase and can_speak(phrase, document) else None


def _behind_object(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str] | None:
    """Return the opener behind an object or addressee: «اتهم واشنطن ⟦بـ…⟧», «حمّل الرباط ⟦مسؤولية …⟧»."""
    if not form.lemma.has_object or form.shape.object:
        return None
    addressee = parse(document, at, limit, bare=True, governed=form.governed)
    if not addressee:
        return None
    rest = adjuncts.skip(document, addressee.end, limit, form.governed)
    opener = _opener(document, rest, limit, form)
    if not opener and rest < limit and document.kinds[rest] & Kind.RELATIVE:
        opener = _behind_relative(document, rest, limit, form)
    if opener:
        return opener
    takes_bare = form.takes("obj:np") and rest < limit and _is_content_noun(document, rest)
    return (rest, "np") if takes_bare else None


def _behind_relative(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str] | None:
    """Return the opener behind a clause about the object: «دعا النواب الذين عارضوه إلى ⟦…⟧»."""
    for i in range(at + 1, min(at + _LONGEST_RELATIVE, limit)):
        if document.words[i] in form.governed and len(document.words[i]) > 1:
            return _preposition(document, i, limit, form)
    return None


def _is_content_noun(document: Document, at: int) -> bool:
    word = document.words[at]
    kind = kind_of(word)
    if document.opens(at) or word in closed_class("relative_objects"):
        return True
    if is_noun(word) and not is_clitic_noun(word):
        return True
    if not word[0].isalpha() or (word in cue_forms() and not kind) or is_clitic_noun(word):
        return False
    return not kind & (
        Kind.PREPOSITION | Kind.CONJUNCTION | Kind.RELATIVE | Kind.COMPLEMENTIZER | Kind.NEGATION | Kind.TIME
    )


def _opener(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str] | None:
    """Return the first token of the content and the kind of opener, if one stands right here."""
    if at >= limit:
        return None
    word, kind = document.words[at], document.kinds[at]
    if word in closed_class("speech_adverbs") and at + 1 < limit:
        return _opener(document, at + 1, limit, cue_forms()["قال"])
    if kind & Kind.COMPLEMENTIZER and form.lemma.has_clause and not _belongs_before(document, at):
        begin = _after_colon(document, at + 1, limit)
        return (begin, "that") if begin < limit else None
    if word == ":":
        return _behind_colon(document, at, limit)
    if document.opens(at) and not _is_marked_name(document, at, limit):
        return at, "say"
    return _preposition(document, at, limit, form)


def _belongs_before(document: Document, at: int) -> bool:
    """Whether «أن» goes with the word before it: «قبل أن», or the end of a hyphenated name («جاي-إن»)."""
    before = document.words[at - 1] if at else ""
    hyphened = before == "-" and document.ends[at - 1] == document.starts[at]
    letter = _CNN in (document.words[at - 1 : at + 2], document.words[max(0, at - 2) : at + 1])
    except_for = document.words[at] == "الا" and document.raw(at, at + 1).startswith("إ")
    return hyphened or letter or except_for or before in closed_class("before_that")


def _behind_colon(document: Document, at: int, limit: int) -> tuple[int, str] | None:
    """Return the content behind a colon, which may open the next paragraph where it stands in marks."""
    if at + 1 == limit:
        begin = document.next_paragraph(at)
        return (begin, "say") if begin < len(document.words) and document.opens(begin) else None
    begin = at + 2 if document.kinds[at + 1] & Kind.COMPLEMENTIZER else at + 1
    return (begin, "say") if begin < limit else None


def _after_colon(document: Document, at: int, limit: int) -> int:
    return at + 1 if at + 1 < limit and document.words[at] in (":", "،") else at


def _preposition(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str] | None:
    word = document.words[at]
    if word in form.governed and document.words[at + 1 : at + 2] == ["القول"]:
        return _opener(document, at + 2, limit, cue_forms()["قال"])
    if word in form.governed and at + 1 < limit and _governs(document, at + 1, limit):
        clause = document.kinds[at + 1] & Kind.COMPLEMENTIZER
        begin = at + 2 if clause else at + 1
        return (begin, "that" if clause else "preposition") if begin < limit else None
    if word[0] in ("ب", "ل") and word[0] in form.governed and _is_clitic(document, at):
        begin = at + 1 if word in ("ب", "ل") else at
        return (begin, "preposition") if begin < limit else None
    return None


def _is_clitic(document: Document, at: int) -> bool:
    """Whether a word carries «ب» or «ل», rather than beginning with the letter by nature («بوتين»)."""
    word = document.words[at]
    if len(word) == 1 or is_clitic_noun(word):
        return True
    return not kind_of(word) and len(word) > 3 and word not in document.names


def _governs(document: Document, noun: int, limit: int) -> bool:
    """Whether the noun after a preposition is content, not a medium, a time or a standing phrase."""
    word = document.words[noun]
    if word in closed_class("occasions"):
        return document.words[noun - 1] not in closed_class("occasional")
    return not kind_of(word) & Kind.TIME


def _is_marked_name(document: Document, at: int, limit: int) -> bool:
    """Whether quotation marks hold a name («قناة "العالم"») and not words that were said."""
    close = document.partner.get(at, -1)
    if close < 0 or close - at > 6:
        return False
    before = document.words[at - 1] if at else ""
    if before in ("ل", "لـ", "ب", "مع", "الي", "عبر", "علي", "في") or kind_of(before) & (HEAD | Kind.MODIFIER):
        return True
    behind = adjuncts.behind_parenthesis(document, close + 1, limit)
    after = document.words[behind] if behind < limit else ""
    if close - at <= 3 and after and after[0].isalpha() and not kind_of(after) & FUNCTION and before != ":":
        return True
    return bool(after) and (after == ":" or bool(kind_of(after) & Kind.COMPLEMENTIZER))


def _scan(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str, int] | None:
    """Look for the opener farther on; return the content's first token, the kind and the opener's token."""
    in_relative = False
    end = min(limit, at + _FARTHEST)
    begin = at
    while at < end:
        word = document.words[at]
        opens = at in document.openers
        found = None if opens and _is_short_marked(document, at) else _opener(document, at, limit, form)
        if found and not (in_relative and found[1] == "preposition"):
            return (*found, at)
        if opens and at in document.partner:
            at = document.partner[at] + 1
            continue
        if word == "،":
            at = max(at, adjuncts.before_complementizer(document, at, limit) - 1)
        if document.kinds[at] & Kind.RELATIVE or word in closed_class("when"):
            in_relative = True
        elif word in "،-–" and in_relative:
            in_relative = False
        elif not in_relative and (
            word in closed_class("meanwhile") or (_begins_clause(word) and _is_apart(document, at, begin))
        ):
            return None
        at += 1
    return None


def _is_apart(document: Document, at: int, begin: int) -> bool:
    """Whether a verb begins a clause of its own, rather than describing the noun before it («تصريحات نشرت في …»)."""
    return at == begin or document.words[at][0] in "وف" or not document.words[at - 1][0].isalnum()


def _is_short_marked(document: Document, at: int) -> bool:
    """Whether words in marks away from the cue are too few to be what was said."""
    return -1 < document.partner.get(at, -1) - at <= _SHORT


def _begins_clause(word: str) -> bool:
    form = cue_forms().get(word)
    if not form or form.ambiguous or form.shape.use == "noun":
        return False
    return word not in closed_class("speech_adverbs")
