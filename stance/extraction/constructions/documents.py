"""What came in or from something: «جاء في بيان الوزارة أن …», «ورد في التقرير: …», «جاء على لسان الوزير أن …»."""

from collections.abc import Iterator

from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.noun_phrases import parse
from stance.extraction.openings import after_cue
from stance.extraction.statements import Statement
from stance.lexicon.words import closed_class

_THROUGH = (["في"], ["علي", "لسان"])


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every «جاء في» whose document is named and whose words follow."""
    for cue in document.all_of(closed_class("document_cues")):
        if cue not in document.enclosing:
            for through in _THROUGH:
                behind = cue + 1 + len(through)
                if document.words[cue + 1 : behind] == through:
                    yield from _read(document, cue, behind)


def _read(document: Document, cue: int, behind: int) -> Iterator[Statement]:
    start, end = document.sentences[document.sentence[cue]]
    source = parse(document, behind, end)
    opening = after_cue(document, behind - 1, cue_forms()["قال"], end)
    if source and opening:
        edge = cue - 1 if cue > start and document.words[cue - 1] in ("،", "كما") else cue
        yield Statement("document", (cue, cue + 1), None, source, opening.begin, opening.kind, edge)
