"""Headlines, teasers and interviews: «لافروف: روسيا مستعدة …» on a line of its own, two sources in one headline too."""

import re
from collections.abc import Iterator

from stance.extraction import adjuncts
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.sources import can_speak, is_certain, names_medium
from stance.extraction.statements import Statement
from stance.lexicon.words import Kind, closed_class

_LONGEST_LEAD = 14
_LONGEST_HEADING = 40
_LONGEST_LABEL = 3
_SHORTEST_CONTENT = 3
# «فلان يهاجم خصومه: …» on a line of its own: who acts is who speaks.
_PRESENT_VERB = re.compile(r"[يت]\w{3,6}")
_SEGMENT_ENDS = frozenset('.…؛|-،!؟"')


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every source that a colon follows at the start of a paragraph or inside a heading."""
    outside = [i for i in document.all_of((":",)) if i not in document.enclosing]
    for number, (first, end) in enumerate(document.paragraphs):
        start = _past_tickers(document, first, end)
        colons = [i for i in outside if start < i < end]
        if not colons or _is_dateline(document, start, colons[0]) or _is_rubric(document, start):
            continue
        found = list(_segments(document, start, end, colons, heading=number == 0 or _is_heading(document, start, end)))
        limits = (*(statement.edge for statement in found[1:]), end)
        for statement, limit in zip(found, limits, strict=False):
            if limit - statement.begin >= _SHORTEST_CONTENT:
                statement.end = limit
                yield statement


def _past_tickers(document: Document, start: int, end: int) -> int:
    """Return where a line's words begin behind what news pages put before them: «عاجل |», «15:20 –», «اقرأ أيضا:»."""
    at = start
    while at < end:
        word, colon = document.words[at], document.words[at : at + _LONGEST_LABEL].count(":")
        if word in closed_class("labels") and colon:
            at = document.words.index(":", at)
        elif (word[0].isalpha() and word not in closed_class("tickers")) or word[0] in '"(':
            break
        at += 1
    return at


def _is_dateline(document: Document, start: int, colon: int) -> bool:
    """Whether a line begins with where and by whom it is written: «القاهرة – «الوكالة»: …»."""
    if not document.kinds[start] & Kind.PLACE or document.words[start + 1] != "-":
        return False
    behind = parse(document, start + 2, colon)
    return document.opens(start + 2) or (behind is not None and names_medium(behind, document))


def _is_rubric(document: Document, start: int) -> bool:
    """Whether an asterisk and a place head one of several pieces of news: «* باكستان: …»."""
    return start > 0 and document.words[start - 1] == "*" and bool(document.kinds[start] & Kind.PLACE)


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
