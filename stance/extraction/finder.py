"""From constructions to quotes: every construction proposes statements, the spans are closed, nested reports sorted."""

from itertools import chain

from stance.extraction import spans
from stance.extraction.constructions import attributions, headlines, relays, verbs
from stance.extraction.document import Document
from stance.extraction.statements import Statement

_CONSTRUCTIONS = (relays, verbs, headlines, attributions)
_SHORTEST = 1


def find_statements(document: Document) -> list[Statement]:
    """Return the statements of an article in text order, their ends filled in."""
    proposed = chain.from_iterable(construction.find(document) for construction in _CONSTRUCTIONS)
    chosen = _one_per_content(proposed)
    _mark_nested(document, chosen)
    spans.close(document, chosen)
    return [s for s in chosen if s.end is not None and s.end - s.begin > 0 and not _only_reports(s, chosen)]


def _one_per_content(proposed: "chain[Statement]") -> list[Statement]:
    """Keep the first construction that claims a content; the constructions come in order of what they know."""
    by_begin: dict[int, Statement] = {}
    for statement in proposed:
        by_begin.setdefault(statement.begin, statement)
    return sorted(by_begin.values(), key=lambda s: (s.edge, s.begin))


def _mark_nested(document: Document, statements: list[Statement]) -> None:
    for outer in statements:
        for inner in statements:
            if inner is not outer and outer.begin <= inner.edge and document.sentence[outer.begin] == document.sentence[inner.edge]:
                if inner.edge - outer.begin <= 1 and inner.cue and outer.opener == "that":
                    inner.nested = True


def _only_reports(outer: Statement, statements: list[Statement]) -> bool:
    """Whether a statement says no more than that somebody else said the inner one."""
    return any(
        inner.nested and inner is not outer and outer.begin <= inner.edge <= outer.begin + 1 and inner.cue
        for inner in statements
    )
