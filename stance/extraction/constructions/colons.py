"""A colon before quotation marks: «هز الرجل رأسه: "…"» reports speech whatever the verb is."""

from collections.abc import Iterator

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.sources import is_certain
from stance.extraction.statements import Statement
from stance.lexicon.words import closed_class

_SHORTEST_CONTENT = 3
_LONGEST_LEAD = 40


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every colon that an opening quotation mark follows."""
    for colon in document.all_of((":",)):
        mark = document.next_paragraph(colon)
        if not document.opens(mark) or colon in document.enclosing:
            continue
        close = document.partner.get(mark, mark)
        if 0 < close - mark <= _SHORTEST_CONTENT or document.words[colon - 1] in closed_class("naming"):
            continue
        start = document.sentences[document.sentence[colon]][0]
        if colon - start <= _LONGEST_LEAD:
            subject = _subject(document, start, colon)
            yield Statement("colon", None, None, subject, mark, "say", _edge(document, start, colon))


def _edge(document: Document, start: int, colon: int) -> int:
    """Return where the clause that leads to the colon begins: at the last comma, «…، ثم يمازحنا: "…"»."""
    commas = (i for i in range(colon - 1, start, -1) if document.words[i] == "،" and i not in document.enclosing)
    return next(commas, start)


def _subject(document: Document, start: int, colon: int) -> NounPhrase | None:
    """Return the first phrase of the sentence that names a source, its verb before it or behind it."""
    for at in range(start, min(start + 3, colon)):
        phrase = parse(document, at, colon)
        if phrase and is_certain(phrase, document):
            return phrase
    return None
