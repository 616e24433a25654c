"""From constructions to statements: gather what every construction proposes, sort out reports inside reports."""

from collections.abc import Iterable
from itertools import chain

from stance.extraction import spans
from stance.extraction.constructions import (
    attributions,
    colons,
    documents,
    headlines,
    interviews,
    postposed,
    relays,
    verbs,
)
from stance.extraction.cues import find_cues
from stance.extraction.document import Document
from stance.extraction.people import find_people
from stance.extraction.statements import Statement
from stance.lexicon.words import Kind, closed_class, kind_of

_BEFORE_HE = ["قبل", "ان"]
_DASHES = frozenset("-–")
_LONGEST_INSERTION = 8
_NEIGHBOURS = 50  # statements, more than stand in a sentence that somebody wrote
_LONGEST = 500  # tokens of a sentence that are looked at
_NEAR = 4  # words between an attribution and the report behind it

# In the order of what they know: of two that claim the same content the first stays.
_CONSTRUCTIONS = (interviews, relays, documents, verbs, postposed, headlines, colons, attributions)

# Classes of verbs that inside another's words tell what somebody thinks or does rather than what he says.
_SILENT_CLASSES = frozenset(("believe", "commit", "criticize", "loose", "threaten"))


def find_statements(document: Document) -> list[Statement]:
    """Return the statements of an article in text order, their ends filled in."""
    find_cues(document)
    find_people(document)
    proposed = chain.from_iterable(construction.find(document) for construction in _CONSTRUCTIONS)
    statements, idle = _part_idle_attributions(document, _one_per_content(proposed))
    hosts = _hosts(document, statements)
    kept = [s for s in statements if id(s) not in hosts or _survives_inside(s, hosts[id(s)])]
    spans.close(document, kept, boundaries=[s.edge for s in idle if not _is_inserted(document, s)])
    inner = {s.edge: s for s in reversed(kept) if s.nested and s.subject}
    relaying = {s.begin: s for s in kept if s.begin in inner and _only_relays(document, s, inner[s.begin])}
    for statement in kept:
        statement.host = relaying.get(statement.edge) if statement.nested else None
        statement.nested = statement.nested and statement.host is None
    return [s for s in kept if s.end is not None and s.end > s.begin and relaying.get(s.begin) is not s]


def _one_per_content(proposed: Iterable[Statement]) -> list[Statement]:
    by_begin: dict[int, Statement] = {}
    for statement in proposed:
        other = by_begin.setdefault(statement.begin, statement)
        if statement.rule == "participle" and not other.coordinated:
            by_begin[statement.begin] = statement
    return sorted(by_begin.values(), key=lambda s: (s.edge, s.begin))


def _part_idle_attributions(document: Document, statements: list[Statement]) -> tuple[list[Statement], list[Statement]]:
    """Set apart the attributions behind a clause that another construction reads: «قال فلان إن …، بحسب الوكالة»."""
    first: dict[int, int] = {}
    for statement in statements:
        if statement.opener != "attribution":
            first.setdefault(document.sentence[statement.begin], statement.edge)
    cues = {s.cue[0] for s in statements if s.cue}
    parted: tuple[list[Statement], list[Statement]] = [], []
    for statement in statements:
        before = first.get(document.sentence[statement.begin], statement.edge) < statement.edge
        idle = statement.opener == "attribution" and before
        idle = idle or (statement.rule == "attribution-before" and _holds_a_report(statement, cues))
        parted[idle].append(statement)
    return parted


def _is_inserted(document: Document, attribution: Statement) -> bool:
    """Whether an attribution stands between dashes inside the content: «أن القوات -حسب قوله- انسحبت»."""
    if document.words[attribution.edge] not in _DASHES or not attribution.cue:
        return False
    behind = document.words[attribution.cue[1] : attribution.cue[1] + _LONGEST_INSERTION]
    return any(word in _DASHES for word in behind)


def _holds_a_report(attribution: Statement, cues: set[int]) -> bool:
    """Whether the clause behind «بحسب الوكالة» is itself a report: «بحسب الوكالة، قال فلان إن …»."""
    return any(at in cues for at in range(attribution.begin, attribution.begin + _NEAR + 1))


def _hosts(document: Document, statements: list[Statement]) -> dict[int, Statement]:
    """Return, by identity, the statement in whose content another stands without being coordinated with it."""
    hosts: dict[int, Statement] = {}
    for place, inner in enumerate(statements):
        for outer in reversed(statements[max(0, place - _NEIGHBOURS) : place]):
            if document.sentence[outer.begin] != document.sentence[inner.edge]:
                break
            if outer.begin > inner.edge:
                continue
            if not inner.coordinated or _tells_of_another(document, inner, outer):
                inner.nested = True
                hosts[id(inner)] = outer
            if inner.nested or (outer.coordinated and not outer.nested):
                break
    return hosts


def _tells_of_another(document: Document, inner: Statement, outer: Statement) -> bool:
    """Whether «و» joins a verb to the content, not to the cue: «أكد السفير أن بلاده تدعم … وترفض …»."""
    if inner.subject or not inner.cue or not inner.form or not outer.form or inner.form.shape.use != "verb":
        return False
    leading = document.words[inner.edge : inner.cue[0]]
    if not closed_class("as_for").isdisjoint(leading) or leading[-2:] == _BEFORE_HE:
        return False  # «…، أما الوزير فأكد …», «…، قبل أن يستدرك بأن …»
    if (outer.form.shape.present, inner.form.shape.present) == (False, True) and inner.opener != "say":
        return True
    genders = {inner.form.shape.gender, outer.form.shape.gender}
    return genders == {"m", "f"} and inner.edge == inner.cue[0]


def _survives_inside(inner: Statement, outer: Statement) -> bool:
    """Whether a report inside another's content is one in its own right, and not just what the content tells."""
    if inner.coordinated or not inner.subject or not _communicates(inner):
        return False
    person = inner.subject.has_name or inner.subject.head & Kind.PERSON_HEAD
    return inner.opener in ("that", "say") or (_fills(inner, outer) and bool(person))


def _communicates(statement: Statement) -> bool:
    return statement.form is None or statement.form.lemma.group not in _SILENT_CLASSES


def _fills(inner: Statement, outer: Statement) -> bool:
    return inner.edge == outer.begin


def _only_relays(document: Document, outer: Statement, inner: Statement) -> bool:
    """Whether a statement says no more than that somebody else said the inner one, which fills it.

    A denial of the inner report says more, and so does content that goes on with «وأن …».
    """
    if outer.form and outer.form.lemma.group == "deny":
        return False
    end = min(document.sentences[document.sentence[outer.begin]][1], inner.begin + _LONGEST)
    return not any(_is_joined_clause(document.words[i]) for i in range(inner.begin, end))


def _is_joined_clause(word: str) -> bool:
    return word[0] == "و" and bool(kind_of(word[1:]) & Kind.COMPLEMENTIZER)
