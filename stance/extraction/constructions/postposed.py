"""Attribution by a verb behind the words: «"…"، قال فلان», «"…"، تقول فلانة», «"…"، هكذا رد فلان»."""

from collections.abc import Iterator

from stance.extraction.cues import CueForm, cue_forms
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.openings import after_cue
from stance.extraction.sources import can_speak, is_certain
from stance.extraction.statements import Statement
from stance.lexicon.words import Kind, closed_class

_SEPARATORS = frozenset("،,.-–:")
_SHORTEST = 3


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every verb of speech right behind words in quotation marks."""
    for cue, form in document.cues:
        if form.takes("say") and form.shape.use == "verb":
            yield from _read(document, cue, form)
    for at in document.all_of(closed_class("thus") | closed_class("with_this")):
        if document.words[at] in closed_class("thus"):
            yield from _thus(document, at, at + 1)
        elif not closed_class("wording").isdisjoint(document.words[at + 1 : at + 2]):
            yield from _thus(document, at, at + 2)


def _thus(document: Document, at: int, verb: int) -> Iterator[Statement]:
    closer = _closer(document, at)
    if closer is None or verb + 1 >= len(document.words):
        return
    subject = parse(document, verb + 1, document.sentences[document.sentence[at]][1])
    if subject and can_speak(subject, document):
        form = cue_forms().get(document.words[verb])
        begin = document.partner[closer]
        yield Statement("postposed", (verb, verb + 1), form, subject, begin, "say", begin, end=closer + 1)


def _read(document: Document, cue: int, form: CueForm) -> Iterator[Statement]:
    closer = _closer(document, cue)
    if closer is None:
        return
    begin = document.partner[closer]
    whole = begin == document.sentences[document.sentence[begin]][0]
    if form.conjunction and document.words[cue - 1] == "." and not whole:
        return  # the marks are part of what somebody else said
    end = document.sentences[document.sentence[cue]][1]
    if after_cue(document, cue, form, _next_mark(document, cue, end)):
        return
    subject = parse(document, cue + 1, end)
    if subject and not (is_certain(subject, document) if form.ambiguous else _may_speak(document, subject)):
        subject = None
    if document.words[closer + 1] != "،" and (form.ambiguous or not subject):
        return
    if not subject and (form.ambiguous or not _is_long(document, begin)):
        return
    yield Statement("postposed", (cue, cue + 1), form, subject, begin, "say", begin, end=closer + 1)


def _closer(document: Document, at: int) -> int | None:
    """Return the closing mark that stands before a word, perhaps with a comma or a stop between."""
    closer = at - 2 if at > 1 and document.words[at - 1] in _SEPARATORS else at - 1
    return closer if closer > 0 and document.closes(closer) else None


def _may_speak(document: Document, phrase: NounPhrase) -> bool:
    return can_speak(phrase, document) or bool(phrase.head & Kind.COMMON_NOUN and phrase.end - phrase.start > 1)


def _next_mark(document: Document, at: int, end: int) -> int:
    return next((i for i in range(at, end) if document.opens(i)), end)


def _is_long(document: Document, mark: int) -> bool:
    return document.partner.get(mark, mark) - mark > _SHORTEST
