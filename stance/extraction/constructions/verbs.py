"""Reporting verbs and their participles: «قال فلان إن …», «فلان أكد أن …», «وأضاف: …», «مشيرا إلى …»."""

from collections.abc import Iterator

from stance.extraction.cues import CueForm
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.openings import Opening, after_cue
from stance.extraction.people import is_feminine
from stance.extraction.statements import Statement
from stance.extraction.subjects import before_verb
from stance.lexicon.words import Kind, kind_of

_LEADING = frozenset(
    "كما فيما بينما حيث اذ ثم لكن لكنه لكنها لكنهم ولكن ولكنه ولكنها و قد وقد فقد كان وكان كانت وكانت كانوا وكانوا كذلك ايضا غير بيد الا".split()
)
_EXCEPTIVES = frozenset(("غير", "بيد", "الا"))
_AFFIRMED_BY_NEGATION = frozenset(("استبعد",))
_SHADDA = "\u0651"
_WHAT = frozenset("ما فيما بما مما لما عما".split())
_IMPERSONAL = frozenset("يذكر يشار يقال تجدر".split())


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every cue verb, participle or verbal noun that opens content."""
    for cue, form in document.cues:
        if not _is_negated(document, cue, form):
            statement = _read(document, cue, form)
            if statement:
                yield statement


def _is_negated(document: Document, cue: int, form: CueForm) -> bool:
    if document.words[cue] in _IMPERSONAL:
        return True
    negated = cue > 0 and kind_of(document.words[cue - 1]) & Kind.NEGATION
    return bool(negated) and form.lemma.name not in _AFFIRMED_BY_NEGATION


def _read(document: Document, cue: int, form: CueForm) -> Statement | None:
    start, end = document.sentences[document.sentence[cue]]
    opening = after_cue(document, cue, form, end)
    if not opening or not _is_reporting(document, cue, form, opening):
        return None
    subject, rule = opening.subject, "verb-subject"
    if form.shape.use == "participle":
        subject = None
    if form.shape.use != "verb":
        rule = "participle" if form.shape.use == "participle" else "verbal-noun"
    elif subject is None or (opening.lone and _is_object(document, subject, form)):
        subject = None
        if not form.conjunction:
            subject, rule = before_verb(document, cue, start), "subject-verb"
    if subject is None and rule in ("verb-subject", "subject-verb"):
        rule = "continuation"
    first = min(cue, subject.start) if subject else cue
    edge = first if _is_relative(document, cue, form) else _edge(document, first, start)
    coordinated = edge < first or form.conjunction or form.shape.use == "participle" or first == start
    return Statement(
        rule, (cue, cue + 1), form, subject, opening.begin, opening.kind, edge, coordinated=coordinated
    )


def _is_reporting(document: Document, cue: int, form: CueForm, opening: Opening) -> bool:
    """Whether a form that is also an everyday word stands as a verb here."""
    if form.shape.use == "noun":
        return opening.kind == "that" or (opening.kind == "say" and opening.begin - cue <= 2)
    if not form.ambiguous or _SHADDA in document.raw(cue, cue + 1):
        return True
    before = document.words[cue - 1] if cue else "\n"
    if form.shape.use == "participle":
        return before in ("،", ".", "\n") or (opening.kind in ("that", "say") and opening.begin - cue <= 3)
    if opening.kind in ("that", "say"):
        return opening.subject is not None or opening.begin - cue <= 3
    if before_verb(document, cue, document.sentences[document.sentence[cue]][0]):
        return True
    leads = not before[0].isalnum() or before in _LEADING or kind_of(before) & Kind.COMPLEMENTIZER
    if form.conjunction or leads:
        return opening.kind != "np" or opening.subject is not None
    return opening.kind == "preposition" and opening.subject is not None


def _is_object(document: Document, phrase: NounPhrase, form: CueForm) -> bool:
    """Whether a lone phrase behind a verb cannot be its subject, since the verb is of the other gender."""
    if not form.shape.gender or phrase.has_name:
        return False
    return is_feminine(document, phrase) != (form.shape.gender == "f")


def _is_relative(document: Document, cue: int, form: CueForm) -> bool:
    """Whether the verb describes a noun: «فيما وصفته بـ…», «ما سماه …»."""
    return form.shape.object and cue > 0 and document.words[cue - 1] in _WHAT


def _edge(document: Document, at: int, sentence_start: int) -> int:
    """Return where a statement's clause begins, with the conjunctions and commas that lead into it."""
    while at > sentence_start and _leads(document, at - 1, sentence_start):
        at -= 1
    while at > sentence_start and document.words[at - 1] in "،؛-–":
        at -= 1
    return at


def _leads(document: Document, at: int, sentence_start: int) -> bool:
    """Whether a word leads into a clause: «كما», «فيما», «غير أنه»."""
    if document.words[at] in _LEADING:
        return True
    if not kind_of(document.words[at]) & Kind.COMPLEMENTIZER or at == sentence_start:
        return False
    return document.words[at - 1] in _EXCEPTIVES
