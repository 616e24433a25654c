"""Headlines, teasers and interviews: «لافروف: روسيا مستعدة …» on a line of its own."""

from collections.abc import Iterator

from stance.extraction import adjuncts
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.openings import can_speak
from stance.extraction.statements import Statement

_LONGEST_LEAD = 14
_SHORTEST_CONTENT = 3
# Labels that a colon follows in news pages without anybody speaking.
_LABELS = frozenset("المصدر مصدر المصادر صوره تصوير ترجمه اعداد كتب شاهد اقرا المزيد تحرير متابعه خاص عاجل بالفيديو بالصور هاشتاغ".split())


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every paragraph that begins with a source and a colon."""
    for start, end in document.paragraphs:
        colon = next((i for i in range(start + 1, min(end, start + _LONGEST_LEAD)) if document.words[i] == ":"), None)
        if colon is None or end - colon - 1 < _SHORTEST_CONTENT or document.words[start] in _LABELS:
            continue
        subject = _subject(document, start, colon)
        if subject:
            yield Statement("headline", None, None, subject, colon + 1, "headline", start, end=end)


def _subject(document: Document, start: int, colon: int) -> NounPhrase | None:
    phrase = parse(document, start, colon)
    if not phrase or not can_speak(phrase, document):
        return None
    rest = adjuncts.skip(document, phrase.end, colon)
    return phrase if rest == colon or document.words[phrase.end] in "،-–(" or _addresses(document, phrase.end) else None


def _addresses(document: Document, at: int) -> bool:
    """Whether the outlet or occasion follows the source: «فلان لـ"الصحيفة":», «فلان خلال لقائه مع فلان:»."""
    return document.words[at][0] in "ل" or document.words[at] in ("خلال", "في", "عن", "بعد", "من", "علي", "امام", "عقب", "حول")
