"""Attribution beside the words: «…، بحسب الوزارة», «وفقا للبيان، فإن …», «…، على حد قوله», «…، كما قال فلان»."""

from collections.abc import Iterator
from functools import cache

from stance.extraction import adjuncts, narration
from stance.extraction.cues import CueForm, cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import is_verb_like
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.openings import after_cue
from stance.extraction.sources import can_speak, is_known
from stance.extraction.statements import Statement
from stance.lexicon.words import Kind, closed_class, kind_of

_WHAT = frozenset(("ما", "لما"))
_PRONOUNS = (["له"], ["لها"], ["لهم"])
_UPON = frozenset(("علي", "وعلي"))


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every attribution before or behind a clause."""
    for cue in document.all_of(_triggers()):
        if cue in document.enclosing or document.sentence[cue] < 0:
            continue
        word = document.words[cue]
        if word == "كما":
            statement = _as_said(document, cue)
            if statement:
                yield statement
        elif kind_of(word) & Kind.ATTRIBUTION or (
            word in _UPON and document.words[cue + 1 : cue + 2] in (["حد"], ["ذمه"])
        ):
            statement = _read(document, cue)
            if statement:
                yield statement


@cache
def _triggers() -> frozenset[str]:
    return closed_class("attributions") | _UPON | {"كما"}


def _read(document: Document, cue: int) -> Statement | None:
    start, end = document.sentences[document.sentence[cue]]
    edge = _edge(document, cue, start)
    at = cue + 2 if document.words[cue] in _UPON else cue + 1
    if at < end and document.words[at] == "حد":
        at += 1
    if at < end and _behind_li(document, at, cue) in closed_class("own_words"):
        return Statement("attribution-own-words", (cue, at + 1), None, None, start, "attribution", edge)
    attributed = _attributed(document, cue, at, end)
    if not attributed:
        return None
    source, behind, form = attributed
    if cue - start <= 1 or edge == adjuncts.lead(document, start, edge):
        begin = _after(document, behind, end)
        return Statement("attribution-before", (cue, cue + 1), form, source, begin, "that", start) if begin else None
    if source and _begins_clause(document, behind, end):
        return Statement("attribution-before", (cue, cue + 1), form, source, behind + 1, "that", edge)
    return Statement("attribution-after", (cue, cue + 1), form, source, start, "attribution", edge)


def _begins_clause(document: Document, at: int, end: int) -> bool:
    """Whether «فإن» stands here, which has its clause behind it."""
    return at + 1 < end and bool(document.kinds[at] & Kind.COMPLEMENTIZER) and document.words[at][0] == "ف"


def _attributed(
    document: Document, cue: int, at: int, end: int
) -> tuple[NounPhrase | None, int, CueForm | None] | None:
    """Return the source behind an attribution, the token behind it, and the verb that an elided one agrees with."""
    verb = _behind_verb(document, cue, at, end)
    if verb is None:
        return None
    source_at = verb + (verb < end and _behind_li(document, verb, cue) in closed_class("saying"))
    if document.words[source_at : source_at + 1] in _PRONOUNS:
        return None, source_at + 1, None
    with_li = document.words[cue].endswith("ا") and source_at < end and document.words[source_at][0] == "ل"
    if not with_li and document.words[source_at : source_at + 1] != ["،"]:
        source_at = adjuncts.skip(document, source_at, end)
    source = _source(document, source_at, end)
    if source and document.words[cue - 1].isalnum() and cue and not is_known(source, document):
        return None  # «يجري | وفق الجدول»
    if source:
        return source, source.end, None
    closed = source_at >= end or not document.words[source_at][0].isalnum()
    # «…، حسبما أوضح على حسابه.»
    return (None, source_at, cue_forms().get(document.words[verb - 1])) if verb > at and closed else None


def _behind_li(document: Document, at: int, cue: int) -> str:
    """Return a word without the «ل» that «وفقا» and its like take: «وفقا ⟦لروايات⟧ شهود», «وفقا ⟦لقوله⟧»."""
    word = document.words[at]
    return word[1:] if document.words[cue].endswith("ا") and word[0] == "ل" else word


def _behind_verb(document: Document, cue: int, at: int, end: int) -> int | None:
    """Return the token behind «ذكر» in «حسبما ذكر», «لما ذكرته»; `at` where none is due, None where it is missing."""
    what = at < end and document.words[at] in _WHAT
    reported = at + what < end and _reports(document.words[at + what])
    if what:
        return at + 2 if reported else None
    return at + 1 if document.words[cue].endswith("حسبما") and reported else at


def _as_said(document: Document, conjunction: int) -> Statement | None:
    """Read «…، كما قال فلان.»: a verb of saying whose words stand before it, nothing but its subject behind."""
    cue = conjunction + 1
    start, end = document.sentences[document.sentence[conjunction]]
    form = cue_forms().get(document.words[cue]) if cue < end else None
    if not form or not form.takes("that") or conjunction == start:
        return None
    source = parse(document, cue + 1, end)
    if not source or not can_speak(source, document) or after_cue(document, cue, form, end):
        return None
    return Statement(
        "attribution-after", (cue, cue + 1), form, source, start, "attribution", _edge(document, conjunction, start)
    )


def _reports(word: str) -> bool:
    """Whether a word is a cue, an object pronoun on it or not: «ذكر», «ذكرته»."""
    return any(form in cue_forms() for form in (word, word.removesuffix("ه"), word.removesuffix("ها"))) or word == "جاء"


def _source(document: Document, at: int, end: int) -> NounPhrase | None:
    clitic = at < end and document.words[at][0] == "ل" and len(document.words[at]) > 2
    phrase = parse(document, at, end, clitic=int(clitic))
    return phrase if phrase and can_speak(phrase, document) else None


def _after(document: Document, at: int, end: int) -> int | None:
    """Return where the clause begins after the source: behind «فإن», or behind a comma."""
    for i in range(at, min(end, at + 20)):
        if _begins_clause(document, i, end):
            return i + 1
    if at + 1 < end and document.opens(at):
        return at
    if at + 1 < end and (narration.is_led_by_fa(document.words[at]) or _is_verb(document, at)):
        return at
    for i in range(at, min(end, at + 20)):
        if document.words[i] == "،" and i + 2 < end:
            return i + 1 + bool(document.kinds[i + 1] & Kind.COMPLEMENTIZER)
    return None


def _is_verb(document: Document, at: int) -> bool:
    """Whether a verb follows without a comma: «وبحسب الوزارة ⟦سيصل⟧ الوفد غدا، …»."""
    known = document.kinds[at] & (Kind.VERB | Kind.AUXILIARY | Kind.NEGATION)
    return bool(known) or (not document.kinds[at] and is_verb_like(document.words[at]))


def _edge(document: Document, cue: int, start: int) -> int:
    at = cue
    while at > start and document.words[at - 1] in "،-–":
        at -= 1
    return at
