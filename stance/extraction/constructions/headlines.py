"""Headlines, teasers and interviews: «لافروف: روسيا مستعدة …» on a line of its own, two sources in one headline too."""

import re
from collections.abc import Iterator

from stance.extraction import adjuncts
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.sources import can_speak, is_certain
from stance.extraction.statements import Statement
from stance.lexicon.words import closed_class

_LONGEST_LEAD = 14
_LONGEST_HEADING = 40
_SHORTEST_CONTENT = 3
# «فلان يهاجم خصومه: …» on a line of its own: who acts is who speaks.
_PRESENT_VERB = re.compile(r"[يت]\w{3,6}")
_SEGMENT_ENDS = frozenset('.…؛|-،!؟"')


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every source that a colon follows at the start of a paragraph or inside a heading."""
    outside = [i for i in document.all_of((":",)) if i not in document.enclosing]
    for number, (start, end) in enumerate(document.paragraphs):
        colons = [i for i in outside if start < i < end]
        if not colons:
            continue
        found = list(_segments(document, start, end, colons, heading=number == 0 or _is_heading(document, start, end)))
        limits = (*(statement.edge for statement in found[1:]), end)
        for statement, limit in zip(found, limits, strict=False):
            if limit - statement.begin >= _SHORTEST_CONTENT:
                statement.end = limit
                yield statement


def _is_heading(document: Document, start: int, end: int) -> bool:
    return end - start <= _LONGEST_HEADING and document.words[end - 1] != "."


def _segments(document: Document, start: int, end: int, colons: list[int], *, heading: bool) -> Iterator[Statement]:
    first = colons[0]
    if first - start <= _LONGEST_LEAD:
        subject = _leading(document, start, first)
        if subject:
            yield Statement("headline", None, None, subject, first + 1, "headline", start)
    for previous, colon in zip([start, *colons], colons, strict=False):
        if heading and not (previous == start and colon - start <= _LONGEST_LEAD and _leading(document, start, colon)):
            subject = _ending_at(document, previous + 1, colon)
            if subject:
                yield Statement(
                    "headline", None, None, subject, colon + 1, "headline", _segment_edge(document, subject)
                )


def _leading(document: Document, start: int, colon: int) -> NounPhrase | None:
    """Return the source that a paragraph begins with, the occasion between it and the colon left aside."""
    if document.words[start] in closed_class("labels") or "اخباري" in document.words[start:colon]:
        return None
    phrase = parse(document, start, colon)
    if not phrase or not can_speak(phrase, document):
        return None
    rest = adjuncts.skip(document, phrase.end, colon)
    if rest == colon or document.words[phrase.end] in "،-(":
        return phrase
    following = document.words[phrase.end]
    if following in closed_class("before_colon") or following[0] == "ل":
        return phrase
    return phrase if _PRESENT_VERB.fullmatch(following) and is_certain(phrase, document) else None


def _ending_at(document: Document, start: int, colon: int) -> NounPhrase | None:
    """Return the source that ends at a colon and begins a segment of a headline."""
    for at in range(max(start, colon - _LONGEST_LEAD), colon):
        clitic = int(document.words[at][0] == "و" and len(document.words[at]) > 1)
        if not clitic and document.words[at - 1] not in _SEGMENT_ENDS:
            continue
        if document.words[at] == "و":
            continue
        phrase = parse(document, at, colon, clitic=clitic)
        if phrase and phrase.end == colon and is_certain(phrase, document):
            return phrase
    return None


def _segment_edge(document: Document, subject: NounPhrase) -> int:
    edge = subject.start
    while edge > 0 and document.words[edge - 1] in ("و", ".", "…", "؛", "|", "-", "،"):
        edge -= 1
    return edge
