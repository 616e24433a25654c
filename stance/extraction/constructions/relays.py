"""Relayed words: «نقلت الوكالة عن فلان قوله إن …», «نسبت الصحيفة إلى فلان القول إن …»."""

from collections.abc import Iterator

from stance.extraction import adjuncts
from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.openings import after_cue
from stance.extraction.sources import can_speak, names_medium
from stance.extraction.statements import Statement
from stance.extraction.subjects import before_verb
from stance.lexicon.words import Kind, closed_class, kind_of

_FARTHEST_SOURCE = 16
_FARTHEST_PRONOUN = 6
# Relaying verbs, the preposition before the source, and its form written on the source.
_RELAYING = {"نقل": ("عن", None), "نسب": ("الي", "ل"), "علم": ("من", None)}


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every relaying verb whose source is named after «عن»."""
    for verb, form in document.cues:
        if form.lemma.name in _RELAYING:
            statement = _read(document, verb, *_RELAYING[form.lemma.name])
            if statement:
                yield statement


def _read(document: Document, verb: int, preposition: str, clitic: str | None) -> Statement | None:
    start, end = document.sentences[document.sentence[verb]]
    at = adjuncts.skip(document, verb + 1, end)
    outlet = parse(document, at, end, bare=True, governed=(preposition, *filter(None, [clitic])))
    outlet = outlet if outlet and can_speak(outlet, document) else _citing(document, verb, start)
    if preposition == "من" and not (outlet and names_medium(outlet, document)):
        return None  # «علم الوزير من مستشاره …» tells what he knows
    after = outlet.end if outlet else at
    near = range(verb + 1, min(end, at + _FARTHEST_PRONOUN))
    from_him = next((i for i in near if document.words[i] in closed_class("from_him")), None)
    if from_him is not None and document.words[verb - 1] != "ما":  # «قال فلان، بحسب ما نقلت عنه الوكالة، إن …»
        behind = max(from_him + 1, outlet.end) if outlet else from_him + 1
        return _content(document, (start, end), verb, behind, None, outlet)
    source = _source(document, after, end, preposition, clitic)
    if not source or not can_speak(source, document):
        return None
    return _content(document, (start, end), verb, source.end, source, outlet)


def _citing(document: Document, at: int, start: int) -> NounPhrase | None:
    """Return the outlet that reports by another's word: «ذكرت ⟦الصحيفة⟧ نقلا عن مصادر أن …»."""
    if document.words[at] != "نقلا":
        return None
    verb, form = next(reversed(document.cues_between(start, at)), (at, None))
    outlet = parse(document, verb + 1, at, bare=True) or (
        before_verb(document, verb, start, form.shape) if form else None
    )
    return outlet if outlet and can_speak(outlet, document) else None


def _source(document: Document, at: int, end: int, preposition: str, clitic: str | None) -> NounPhrase | None:
    """Return the source behind the preposition, or right here where the preposition is written on it."""
    if clitic and at < end and document.words[at][0] == clitic and len(document.words[at]) > 2:
        return parse(document, at, end, clitic=1)
    about = next((i for i in range(at, min(end, at + _FARTHEST_SOURCE)) if document.words[i] == preposition), None)
    return parse(document, about + 1, end) if about is not None else None


def _content(
    document: Document,
    sentence: tuple[int, int],
    verb: int,
    behind: int,
    source: NounPhrase | None,
    outlet: NounPhrase | None,
) -> Statement | None:
    """Return the statement whose words follow «قوله إن» or the source itself."""
    end = sentence[1]
    if behind + 1 < end and document.kinds[behind] & Kind.COMPLEMENTIZER:  # «عن الوزير أنه …»
        return Statement("relay", (verb, verb + 1), None, source, behind + 1, "that", verb, via=outlet)
    for at in range(behind, min(end, behind + _FARTHEST_SOURCE)):
        form = cue_forms().get(document.words[at])
        described = form is not None and form.lemma.group == "characterize"  # «عن مصدر وصفته بالمطلع»
        if form and not described and not kind_of(document.words[at - 1]) & Kind.NEGATION:
            opening = after_cue(document, at, form, end)
            if opening and opening.subject is None:
                return Statement("relay", (at, at + 1), form, source, opening.begin, opening.kind, verb, via=outlet)
    opening = after_cue(document, behind - 1, cue_forms()["قال"], end)
    if opening and opening.subject is None:
        return Statement("relay", (verb, verb + 1), None, source, opening.begin, opening.kind, verb, via=outlet)
    return None
