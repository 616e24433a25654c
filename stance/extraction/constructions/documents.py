"""Documents that speak: «جاء في بيان الوزارة أن …», «ورد في التقرير: …»."""

from collections.abc import Iterator

from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.noun_phrases import parse
from stance.extraction.openings import after_cue
from stance.extraction.statements import Statement
from stance.lexicon.words import closed_class


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every «جاء في» whose document is named and whose words follow."""
    for cue, word in enumerate(document.words[:-2]):
        if word in closed_class("document_cues") and document.words[cue + 1] == "في" and cue not in document.enclosing:
            start, end = document.sentences[document.sentence[cue]]
            source = parse(document, cue + 2, end)
            opening = after_cue(document, cue + 1, cue_forms()["قال"], end)
            if source and opening:
                edge = cue - 1 if cue > start and document.words[cue - 1] in ("،", "كما") else cue
                yield Statement("document", (cue, cue + 1), None, source, opening.begin, opening.kind, edge)
