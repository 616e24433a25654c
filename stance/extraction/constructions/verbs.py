"""Reporting verbs and their participles: «قال فلان إن …», «فلان أكد أن …», «وأضاف: …», «مشيرا إلى …»."""

from collections.abc import Iterator

from stance.extraction import adjuncts
from stance.extraction.cues import CueForm
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.openings import Opening, after_cue
from stance.extraction.people import is_feminine
from stance.extraction.reporting import is_negated, reports
from stance.extraction.sources import is_accusative, is_certain
from stance.extraction.statements import Statement
from stance.extraction.subjects import as_for, before_verb, of_hastening, of_topic
from stance.lexicon.words import HEAD, Kind, closed_class, kind_of

_LONGEST_NAME_IN_YN = 6  # «الأمين», «الصين»
_LONGEST_ADJUNCT = 8
_PRONOUNS = ("ه", "ها", "هم")
_ADJECTIVE_ENDINGS = ("ي", "يه")
_WHILE = ["في", "حين"]
_COMMAS = frozenset("،؛-–")


def find(document: Document) -> Iterator[Statement]:
    """Yield a statement for every cue verb, participle or verbal noun that opens content."""
    for cue, form in document.cues:
        if form.lemma.takes and not is_negated(document, cue, form):
            statement = _read(document, cue, form)
            if statement:
                yield statement


def _read(document: Document, cue: int, form: CueForm) -> Statement | None:
    start, end = document.sentences[document.sentence[cue]]
    opening = after_cue(document, cue, form, end)
    if opening and _leads_with_subject(document, cue, form, opening):
        opening = after_cue(document, cue, form, end, has_subject=True) or opening
    if not opening:
        return None
    subject, rule = _subject(document, cue, form, opening)
    if not reports(document, cue, form, opening, subject):
        return None
    topic = as_for(document, cue, start)
    first = topic if topic is not None else min(cue, subject.start) if subject else cue
    edge = first if _is_relative(document, cue, form) else _edge(document, first, start)
    joined = bool(subject and subject.start == first and subject.clitic)
    joined = joined or (edge < first and (rule != "subject-verb" or document.words[first - 1] not in _COMMAS))
    coordinated = joined or form.conjunction or form.shape.use == "participle" or first == start
    return Statement(rule, (cue, cue + 1), form, subject, opening.begin, opening.kind, edge, coordinated=coordinated)


def _subject(document: Document, cue: int, form: CueForm, opening: Opening) -> tuple[NounPhrase | None, str]:
    """Return the subject of a cue, behind it or before it, and the name of the construction."""
    if form.shape.use == "participle":
        return None, "participle"
    start = document.sentences[document.sentence[cue]][0]
    if form.shape.use == "noun":
        return opening.subject or of_hastening(document, cue, start), "verbal-noun"
    if _has_pronoun_subject(document, cue):
        return None, "continuation"
    if document.words[cue + 1] in ("فيه", "فيها"):
        certain = opening.subject is not None and not opening.lone and is_certain(opening.subject, document)
        return (opening.subject, "verb-subject") if certain else (None, "continuation")
    told = opening.subject is None or _listens(document, opening.subject)
    before = _before(document, cue, form) if told or _takes_bare_object(form) else None
    if before and (told or _speaks_before(document, cue, form, opening, before)):
        return before, "subject-verb"
    topic = of_topic(document, cue, start)
    if topic and (told or opening.lone):
        return topic, "subject-verb"
    if told or _is_elided(document, cue, form, opening):
        parted = _before_object(document, form, opening)
        return (parted, "verb-subject") if parted else (None, "continuation")
    return opening.subject, "verb-subject"


def _before_object(document: Document, form: CueForm, opening: Opening) -> NounPhrase | None:
    """Return the subject of a verb that needs an object, where both were read as one: «اتهم ⟦الحزب⟧ المعارضة بـ…»."""
    phrase = opening.subject
    if not phrase or phrase.has_name or phrase.end - phrase.start == 1:
        return None
    if not opening.lone or not form.lemma.needs_object:
        return None
    last, kinds = phrase.end - 1, document.kinds
    body = kinds[last] & Kind.DEFINITE and kinds[last] & HEAD and not document.words[last].endswith(_ADJECTIVE_ENDINGS)
    whole = kinds[last - 1] & (Kind.DEFINITE | Kind.PLACE)
    subject = phrase._replace(end=last, name_start=last, name_end=last)
    return subject if body and whole and not _is_object(document, subject, form) else None


def _takes_bare_object(form: CueForm) -> bool:
    """Whether a noun behind the verb may be its object, no pronoun on it being one."""
    return form.lemma.has_object and not form.shape.object


def _speaks_before(document: Document, cue: int, form: CueForm, opening: Opening, before: NounPhrase) -> bool:
    """Whether a verb's subject is before it, the phrase behind being whom it speaks to: «⟦أميركا⟧ تحذر إيران: …»."""
    if opening.lone and not _is_object(document, before, form):
        return True
    governed = before.start and document.kinds[before.start - 1] & Kind.PREPOSITION
    somebody = before.has_name or before.head & (HEAD | Kind.PLACE | Kind.ORGANIZATION)
    return before.end == cue and not governed and bool(somebody)


def _before(document: Document, cue: int, form: CueForm) -> NounPhrase | None:
    """Return the subject before a verb, where it can stand there."""
    led = cue > 0 and document.words[cue - 1] in closed_class("clause_leaders")
    if led or form.conjunction or form.shape.use != "verb":
        return None
    return before_verb(document, cue, document.sentences[document.sentence[cue]][0], form.shape)


def _leads_with_subject(document: Document, cue: int, form: CueForm, opening: Opening) -> bool:
    """Whether a phrase behind the verb is its object, the subject being right before: «الحكومة تحمل ⟦إسرائيل⟧ …».

    Where the verb takes content and no object, only what nobody is called can be it: «الوزيرة نفت ⟦حجب معلومات⟧».
    """
    if not opening.subject or opening.lone or not form.lemma.has_noun:
        return False
    if not form.lemma.has_object and is_certain(opening.subject, document):
        return False
    before = _before(document, cue, form)
    if not before or (before.start and document.kinds[before.start - 1] & Kind.PREPOSITION):
        return False
    return all(document.kinds[at] & Kind.AUXILIARY for at in range(before.end, cue))


def _is_elided(document: Document, cue: int, form: CueForm, opening: Opening) -> bool:
    """Whether a phrase behind a verb is its object, so that nothing names its subject."""
    if form.shape.plural:
        return True  # before its subject a verb stands in the singular
    if not opening.lone or not opening.subject:
        return False
    if document.words[opening.subject.end] in closed_class("reflexives"):
        return False  # «وصفت الحركة | نفسها بأنها …»
    if _is_object(document, opening.subject, form) or (form.lemma.needs_object and not form.shape.object):
        return True
    return form.conjunction and _goes_on(document, cue, form)


def _goes_on(document: Document, cue: int, form: CueForm) -> bool:
    """Whether a cue of the same gender stands before in the sentence, whose subject the verb may share."""
    start = document.sentences[document.sentence[cue]][0]
    before = [f for _, f in document.cues_between(start, cue) if f.shape.use == "verb"]
    return bool(before) and before[-1].shape.gender == form.shape.gender


def _has_pronoun_subject(document: Document, cue: int) -> bool:
    """Whether the word before a verb carries its subject as a pronoun: «لكنه أكد», «أنها طالبت»."""
    before = document.words[cue - 1] if cue else ""
    return before.endswith(_PRONOUNS) and bool(kind_of(before) & (Kind.COMPLEMENTIZER | Kind.CONJUNCTION))


def _is_object(document: Document, phrase: NounPhrase, form: CueForm) -> bool:
    """Whether a lone phrase behind a verb cannot be its subject, since the verb is of the other gender."""
    if not form.shape.gender:
        return False
    if phrase.has_name:
        return form.shape.gender == "m" and bool(document.kinds[phrase.name_start] & Kind.FEMININE_NAME)
    return is_feminine(document, phrase) != (form.shape.gender == "f")


def _listens(document: Document, phrase: NounPhrase) -> bool:
    """Whether a phrase behind a verb is told the words: a listener, or a plural in the accusative («الحاضرين»)."""
    word, kind = document.words[phrase.start], document.kinds[phrase.start]
    oblique = word.startswith("ال") and word.endswith("ين") and len(word) > _LONGEST_NAME_IN_YN
    named = kind & (Kind.PLACE | Kind.GIVEN_NAME | Kind.ORGANIZATION)
    return word in closed_class("listeners") or is_accusative(phrase, document) or (oblique and not named)


def _is_relative(document: Document, cue: int, form: CueForm) -> bool:
    """Whether the verb describes a noun: «فيما وصفته بـ…», «ما سماه …»."""
    return form.shape.object and cue > 0 and document.words[cue - 1] in closed_class("what")


def _edge(document: Document, at: int, sentence_start: int) -> int:
    """Return where a statement's clause begins, with the conjunctions and commas that lead into it."""
    while at > sentence_start and _leads(document, at - 1, sentence_start):
        at -= 1
    at = _before_adjuncts(document, at, sentence_start)
    while at > sentence_start and document.words[at - 1] in _COMMAS:
        at -= 1
    return at


def _before_adjuncts(document: Document, at: int, sentence_start: int) -> int:
    """Return where the adjuncts begin that «و» joins a clause with: «… متعب ⟦وفي وقت لاحق⟧ قال …»."""
    for start in range(max(sentence_start, at - _LONGEST_ADJUNCT), at - 1):
        if document.words[start][0] == "و" and adjuncts.lead(document, start, at) == at:
            return start
    return at


def _leads(document: Document, at: int, sentence_start: int) -> bool:
    """Whether a word leads into a clause: «كما», «فيما», «غير أنه»."""
    if document.words[at] in closed_class("leading") or document.words[max(at - 1, sentence_start) : at + 1] == _WHILE:
        return True
    if document.words[at] in closed_class("although"):
        return document.words[at + 1].endswith(_PRONOUNS)
    if not document.kinds[at] & Kind.COMPLEMENTIZER or at == sentence_start:
        return False
    conceded = document.words[at].endswith(_PRONOUNS) and document.words[at - 1] in closed_class("although")
    return conceded or document.words[at - 1] in closed_class("exceptives")
