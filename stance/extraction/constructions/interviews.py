"""Answers of an interview: «ج: …», «- …» in the paragraph behind a question, the guest named elsewhere."""

from collections import Counter
from collections.abc import Iterator

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.people import Person
from stance.extraction.statements import Statement
from stance.lexicon.words import closed_class

_FEWEST_ANSWERS = 2
_LONGEST_LABEL = 3
_BULLETS = frozenset("-–■▪•*●")
_SIGNS = _BULLETS | {":"}


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every answer, if the article holds several."""
    answers = [
        (begin, end)
        for (asked, (start, end)) in zip(document.paragraphs, document.paragraphs[1:], strict=False)
        if document.words[asked[1] - 1] == "؟" and (begin := _behind_label(document, start, end))
    ]
    if len(answers) >= _FEWEST_ANSWERS:
        guest = _guest(document)
        for begin, end in answers:
            yield Statement("interview", None, None, guest, begin, "say", begin, end=_end(document, begin, end))


def _behind_label(document: Document, start: int, end: int) -> int | None:
    """Return the first token behind the sign of an answer, None where the paragraph has none or narrates."""
    begin = start + (document.words[start] in closed_class("answer_labels"))
    labelled = begin > start and begin < end and document.words[begin] in _SIGNS
    if not labelled and document.words[start] not in _BULLETS:
        return None
    while begin < end and document.words[begin] in _SIGNS:
        begin += 1
    if ":" in document.words[begin : begin + _LONGEST_LABEL]:
        begin = document.words.index(":", begin) + 1  # «- الراوي: …»: the name of who answers
    narrates = any(document.opens(i) and document.words[i - 1] == ":" for i in range(begin + 1, end))
    return None if begin >= end or narrates else begin


def _guest(document: Document) -> NounPhrase | None:
    """Return the person whom the article names most often, by the first full name that is not the interviewer's."""
    full = [p for p in document.people if len(p.words) > 1 and _stands_alone(document, p)]
    mentions = Counter(person.names[-1] for person in document.people)
    person = max(full, key=lambda p: mentions[p.names[-1]], default=None)
    return parse(document, person.at, document.sentences[document.sentence[person.at]][1]) if person else None


def _stands_alone(document: Document, person: Person) -> bool:
    """Whether a name stands behind no label («حوار: فلان») and no preposition («لفلان»)."""
    return document.words[person.at - 1] != ":" and document.words[person.at] == person.words[0]


def _end(document: Document, begin: int, end: int) -> int:
    return document.partner[begin] + 1 if document.partner.get(begin, -1) > begin else end
