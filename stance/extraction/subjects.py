"""Subjects that stand before their verb: «بايدن دعا …», «لكن الإيرانيين يقولون …», «…، التي اتهمت …»."""

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.people import is_feminine
from stance.extraction.sources import can_speak, is_certain
from stance.lexicon.conjugation import Shape
from stance.lexicon.words import HEAD, Kind, closed_class, kind_of

_FARTHEST = 24
_LONGEST_ANTECEDENT = 10
_LONGEST_TOPIC = 12
_BOUNDARY = Kind.CONJUNCTION | Kind.COMPLEMENTIZER | Kind.RELATIVE | Kind.AUXILIARY
_PARENTHESIS_ENDS = frozenset("،-–)")


def before_verb(document: Document, verb: int, sentence_start: int, shape: Shape) -> NounPhrase | None:
    """Return the subject that stands before a verb in its clause, an auxiliary and an insertion skipped.

    Behind a relative pronoun it is the antecedent, the longest phrase before the pronoun that the verb agrees with.
    """
    end = verb
    while end > sentence_start and document.kinds[end - 1] & (Kind.AUXILIARY | Kind.ADVERB | Kind.NEGATION):
        end -= 1
    if end - 2 > sentence_start and document.kinds[end - 2] & Kind.NEGATION:
        end -= 2  # «مصادر لم تسمها ذكرت أن»
    if end == sentence_start:
        return None
    if document.kinds[end - 1] & Kind.RELATIVE:
        return _antecedent(document, end - 1, sentence_start, shape)
    return _ending_at(document, end, sentence_start) or _before_insertion(document, end, sentence_start)


def as_for(document: Document, verb: int, sentence_start: int) -> int | None:
    """Return the «أما» that puts a subject before its verb, which carries «ف»: «⟦أما⟧ الوزير فأكد …»."""
    if document.words[verb][0] != "ف":
        return None
    places = range(verb - 1, max(verb - _LONGEST_TOPIC, sentence_start) - 1, -1)
    return next((at for at in places if document.words[at] in closed_class("as_for")), None)


def of_topic(document: Document, verb: int, sentence_start: int) -> NounPhrase | None:
    """Return who stands behind «أما» before a verb."""
    topic = as_for(document, verb, sentence_start)
    phrase = parse(document, topic + 1, verb) if topic is not None else None
    return phrase if phrase and can_speak(phrase, document) else None


def hastening(document: Document, noun: int) -> int | None:
    """Return the verb before «إلى» and a verbal noun, somebody's who speaks at once: «⟦سارعت⟧ المنظمة إلى التنديد»."""
    if not noun or document.words[noun - 1] != "الي":
        return None
    verbs = closed_class("hastening")
    return next((at for at in range(noun - 2, max(-1, noun - _FARTHEST), -1) if document.words[at] in verbs), None)


def of_hastening(document: Document, noun: int, sentence_start: int) -> NounPhrase | None:
    """Return who hastens, behind the verb or before it."""
    verb = hastening(document, noun)
    if verb is None or verb < sentence_start:
        return None
    behind = parse(document, verb + 1, noun - 1)
    return behind or _ending_at(document, verb, sentence_start)


def _ending_at(document: Document, end: int, sentence_start: int) -> NounPhrase | None:
    """Return the longest noun phrase that begins at a clause boundary and ends at a token."""
    if end > sentence_start and document.words[end - 1] == "،":
        end -= 1
    for start in range(max(sentence_start, end - _FARTHEST), end):
        if not _is_boundary(document, start, sentence_start):
            continue
        clitic = int(document.words[start][0] in "وف" and not document.kinds[start])
        phrase = parse(document, start, end, clitic=clitic)
        if phrase and end - phrase.end == 2 and _is_seat(document, phrase):
            phrase = phrase._replace(end=end)
        if not phrase or phrase.end != end or not (is_certain(phrase, document) or _is_placed(document, phrase)):
            continue
        if not clitic or phrase.has_name or phrase.head & (HEAD | Kind.PLACE | Kind.ORGANIZATION):
            return phrase
    return None


def _is_seat(document: Document, phrase: NounPhrase) -> bool:
    """Whether where a body has its seat stands behind it: «السفارة الكينية ⟦في واشنطن⟧»."""
    seat = document.words[phrase.end] == "في" and document.kinds[phrase.end + 1] & Kind.PLACE
    return bool(seat and phrase.head & Kind.INSTITUTION_HEAD)


def _antecedent(document: Document, end: int, sentence_start: int, shape: Shape) -> NounPhrase | None:
    if end > sentence_start and document.words[end - 1] == "،":
        end -= 1
    for start in range(max(sentence_start, end - _LONGEST_ANTECEDENT), end):
        if start and document.kinds[start] & Kind.NISBA and document.kinds[start - 1] & Kind.DEFINITE:
            continue  # the adjective of another noun: «التحرك | البريطاني الذي …»
        phrase = parse(document, start, end)
        if not phrase or phrase.end != end or not is_certain(phrase, document):
            continue
        if not shape.gender or shape.plural or is_feminine(document, phrase) == (shape.gender == "f"):
            return phrase
    return None


def _is_placed(document: Document, phrase: NounPhrase) -> bool:
    """Whether an unknown name stands where only a subject can: right behind «أن» or «إن»."""
    before = document.words[phrase.start - 1] if phrase.start else ""
    return phrase.has_name and bool(kind_of(before) & Kind.COMPLEMENTIZER)


def _is_boundary(document: Document, start: int, sentence_start: int) -> bool:
    if start == sentence_start:
        return True
    before = document.words[start - 1]
    return not before[0].isalnum() or bool(kind_of(before) & _BOUNDARY) or document.words[start][0] == "و"


def _before_insertion(document: Document, end: int, sentence_start: int) -> NounPhrase | None:
    """Return the subject at the clause's start where an insertion between commas or dashes parts it from the verb."""
    if document.words[end - 1] not in _PARENTHESIS_ENDS:
        return None
    for start in range(max(sentence_start, end - _FARTHEST), end - 2):
        if not _is_boundary(document, start, sentence_start):
            continue
        phrase = parse(document, start, end)
        if phrase and phrase.end < end - 1 and is_certain(phrase, document):
            inserted = document.words[phrase.end]
            if inserted in "،-–(" or kind_of(inserted) & Kind.RELATIVE:
                return phrase
    return None
