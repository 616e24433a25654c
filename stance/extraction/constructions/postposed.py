"""Attribution by a verb behind the words: «"…"، قال فلان», «"…"، تقول فلانة»."""

from collections.abc import Iterator

from stance.extraction.cues import CueForm
from stance.extraction.document import Document
from stance.extraction.noun_phrases import parse
from stance.extraction.openings import after_cue, can_speak
from stance.extraction.statements import Statement

_SEPARATORS = frozenset("،,.-–:")


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every reporting verb right behind words in quotation marks."""
    for cue, form in document.cues:
        if form.takes("say") and form.shape.use == "verb" and not form.ambiguous:
            statement = _read(document, cue, form)
            if statement:
                yield statement


def _read(document: Document, cue: int, form: CueForm) -> Statement | None:
    closer = cue - 1
    if closer > 0 and document.words[closer] in _SEPARATORS:
        closer -= 1
    if closer <= 0 or not document.closes(closer):
        return None
    begin = document.partner[closer]
    end = document.sentences[document.sentence[cue]][1]
    if after_cue(document, cue, form, end):
        return None
    subject = parse(document, cue + 1, end)
    if not subject or not can_speak(subject, document):
        return None
    return Statement("postposed", (cue, cue + 1), form, subject, begin, "say", begin, end=closer + 1)
