"""Attribution beside the words: «…، بحسب الوزارة», «وفقا للبيان، فإن …», «…، على حد قوله», «…، كما قال فلان»."""

from collections.abc import Iterator
from functools import cache

from stance.extraction import adjuncts
from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.openings import after_cue
from stance.extraction.sources import can_speak
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
    at = cue + 2 if document.words[cue] in _UPON else cue + 1
    if at < end and document.words[at] == "حد":
        at += 1
    cue_end = cue + 1
    if at < end and document.words[at] in closed_class("own_words"):
        return Statement(
            "attribution-own-words", (cue, at + 1), None, None, start, "attribution", _edge(document, cue, start)
        )
    if at < end and document.words[at] in _WHAT:
        at += 1
        if at >= end or not _reports(document.words[at]):
            return None
        at += 1
    elif document.words[cue].endswith("حسبما") and at < end and _reports(document.words[at]):
        at += 1
    if at < end and document.words[at] in closed_class("saying"):
        at += 1
    pronoun = document.words[at : at + 1] in _PRONOUNS
    with_li = document.words[cue].endswith("ا") and at < end and document.words[at][0] == "ل"
    if not pronoun and not with_li and document.words[at : at + 1] != ["،"]:
        at = adjuncts.skip(document, at, end)
    source = None if pronoun else _source(document, at, end)
    if not source and not pronoun:
        return None
    if cue - start <= 1 or _edge(document, cue, start) == adjuncts.skip(document, start, _edge(document, cue, start)):
        begin = _after(document, source.end if source else at + 1, end)
        return Statement("attribution-before", (cue, cue_end), None, source, begin, "that", start) if begin else None
    return Statement(
        "attribution-after", (cue, cue_end), None, source, start, "attribution", _edge(document, cue, start)
    )


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
        if document.kinds[i] & Kind.COMPLEMENTIZER and document.words[i][0] == "ف":
            return i + 1
    for i in range(at, min(end, at + 20)):
        if document.words[i] == "،" and i + 2 < end:
            return i + 1 + bool(document.kinds[i + 1] & Kind.COMPLEMENTIZER)
    return None


def _edge(document: Document, cue: int, start: int) -> int:
    at = cue
    while at > start and document.words[at - 1] in "،-–":
        at -= 1
    return at
