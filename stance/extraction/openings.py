"""Openings: from a cue to where its content begins, over adjuncts, subject, addressee and object."""

from dataclasses import dataclass

from stance.extraction import adjuncts
from stance.extraction.cues import CueForm, cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import is_clitic_noun, is_noun, is_verbal_noun
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.openers import opener_at, preposition
from stance.extraction.sources import can_speak, is_accusative
from stance.lexicon.words import Kind, closed_class, kind_of

_FARTHEST = 45
_SHORT = 4
_LONGEST_RELATIVE = 14


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


def after_cue(document: Document, cue: int, form: CueForm, limit: int, *, has_subject: bool = False) -> Opening | None:
    """Read from the cue to the content: adjuncts, subject, adjuncts, opener.

    `has_subject` says that the subject stands before the cue, so that what follows is an object or the content.
    """
    if cue + 1 < limit and document.words[cue + 1] in closed_class("resumptive") and form.governed:
        return None
    at = adjuncts.skip(document, cue + 1, limit, form.governed)
    direct = opener_at(document, at, limit, form)
    if direct:
        return Opening(None, *direct)
    if not form.lemma.has_noun:
        return _beyond_subject(document, at, limit, form)
    return _with_noun(document, at, limit, form, has_subject=has_subject or form.shape.use == "participle")


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


def _with_noun(document: Document, at: int, limit: int, form: CueForm, *, has_subject: bool) -> Opening | None:
    """Read a complement that may be a bare noun phrase or come behind one: subject, object, content."""
    takes_object = form.lemma.has_object
    described = _described(document, at, limit) if form.lemma.group == "characterize" else None
    subject = None if has_subject else _speaking(document, at, limit, form)
    rest = adjuncts.skip(document, subject.end, limit, form.governed) if subject else at
    rest = _skip_addressee(document, rest, limit, form)
    opener = opener_at(document, rest, limit, form)
    if opener:
        whole = parse(document, at, rest) if subject else None
        return Opening(whole, *opener, lone=takes_object and opener[1] != "say")
    if form.lemma.group == "deny" and rest < limit and not is_noun(document.words[rest]):
        rest = next((i for i in range(rest, min(rest + _FARTHEST, limit)) if document.words[i] == "اي"), rest)
    whole = parse(document, at, limit, governed=form.governed)
    if whole and can_speak(whole, document) and not (subject and takes_object):
        opener = opener_at(document, adjuncts.skip(document, whole.end, limit, form.governed), limit, form)
        if opener and opener[1] in ("that", "say"):
            return Opening(whole, *opener)
    named = None if subject or has_subject else _before_clause(document, at, limit, form)
    if named:
        return named
    opener = described or _behind_object(document, rest, limit, form)
    if opener:
        return Opening(subject, *opener)
    if rest < limit and (
        _is_taken_noun(document, rest, form) or (form.takes("np") and _is_content_noun(document, rest))
    ):
        said = rest + (document.words[rest] == "عدم")
        return None if document.words[said] in closed_class("silence") else Opening(subject, rest, "np")
    scanned = _scan(document, rest, limit, form)
    if scanned and (scanned[1] in ("that", "say") or not form.takes("np")):
        full = parse(document, at, scanned[2])
        speaks = full is not None and can_speak(full, document) and scanned[1] in ("that", "say")
        return Opening(full if speaks else subject, scanned[0], scanned[1])
    return None


def _before_clause(document: Document, at: int, limit: int, form: CueForm) -> Opening | None:
    """Return the subject that no class makes one, by the clause right behind it: «نفى ⟦المنسوب إليه⟧ أن …»."""
    phrase = parse(document, at, limit, bare=True, governed=form.governed) if form.takes("that") else None
    if not phrase or form.lemma.has_object or not document.kinds[phrase.start] & Kind.DEFINITE:
        return None
    opener = opener_at(document, phrase.end, limit, form)
    return Opening(phrase, *opener) if opener and opener[1] == "that" else None


def _described(document: Document, at: int, limit: int) -> tuple[int, str] | None:
    """Return what something is said to be, however long its name: «وصف قرار … بأنه ⟦…⟧», «وصف ما جرى بـ⟦"…"⟧»."""
    for i in range(at, min(limit, at + _FARTHEST) - 1):
        if document.words[i] == "ب" and document.opens(i + 1):
            return i + 1, "preposition"
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
    return phrase if phrase and can_speak(phrase, document) and not is_accusative(phrase, document) else None


def _behind_object(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str] | None:
    """Return the opener behind an object or addressee: «اتهم واشنطن ⟦بـ…⟧», «حمّل الرباط ⟦مسؤولية …⟧»."""
    if not form.lemma.has_object or form.shape.object:
        return None
    addressee = parse(document, at, limit, bare=True, governed=form.governed)
    if not addressee:
        return None
    rest = adjuncts.skip(document, addressee.end, limit, form.governed)
    opener = opener_at(document, rest, limit, form)
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
            return preposition(document, i, limit, form)
    return None


def _is_taken_noun(document: Document, at: int, form: CueForm) -> bool:
    """Whether a noun begins the content of a verb that takes few: «عرض ⟦إرسال …⟧», but «عرض صورا»."""
    word = document.words[at]
    return (form.takes("np:act") and is_verbal_noun(word)) or (
        form.takes("np:thanks") and word in closed_class("thanks")
    )


def _is_content_noun(document: Document, at: int) -> bool:
    word = document.words[at]
    kind, form = kind_of(word), cue_forms().get(word)
    if document.opens(at) or word in closed_class("relative_objects"):
        return True
    if form and form.shape.use == "participle" and word.endswith("ا"):
        return False
    if kind & Kind.DEMONSTRATIVE and document.words[at + 1 : at + 2] in ([], ["،"], ["."]):
        return False  # «رفض ذلك», but «رفض هذا الاتهام»
    if is_noun(word) and not is_clitic_noun(word):
        return True
    if not word[0].isalpha() or (word in cue_forms() and not kind) or is_clitic_noun(word):
        return False
    return not kind & (
        Kind.PREPOSITION | Kind.CONJUNCTION | Kind.RELATIVE | Kind.COMPLEMENTIZER | Kind.NEGATION | Kind.TIME
    )


def _scan(document: Document, at: int, limit: int, form: CueForm) -> tuple[int, str, int] | None:
    """Look for the opener farther on; return the content's first token, the kind and the opener's token."""
    in_relative = False
    end = min(limit, at + _FARTHEST)
    begin = at
    while at < end:
        word = document.words[at]
        opens = at in document.openers
        found = opener_at(document, at, limit, form)
        if found and opens and at > begin and found[1] == "say" and _is_short_marked(document, at):
            found = None
        if found and not (in_relative and found[1] == "preposition"):
            return (*found, at)
        if opens and at in document.partner:
            at = document.partner[at] + 1
            continue
        if word in "-–" and adjuncts.behind_dashes(document, at, limit) > at:
            at = adjuncts.behind_dashes(document, at, limit)
            continue
        if word == "،":
            at = max(at, adjuncts.before_complementizer(document, at, limit) - 1)
        if document.kinds[at] & Kind.RELATIVE or word in closed_class("when"):
            in_relative = True
        elif word in "،-–" and in_relative:
            in_relative = False
        elif not in_relative and (
            word in closed_class("meanwhile") or (_begins_clause(document, at) and _is_apart(document, at, begin))
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


def _begins_clause(document: Document, at: int) -> bool:
    word = document.words[at]
    form = cue_forms().get(word)
    if not form or form.ambiguous or form.lemma.marked or form.shape.use == "noun":
        return False
    if word in closed_class("no_cues") and document.raw(at, at + 1) == word:
        return False
    return word not in closed_class("speech_adverbs")
