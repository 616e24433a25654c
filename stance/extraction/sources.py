"""Which noun phrases can name a source."""

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.lexicon.words import HEAD, Kind, closed_class, is_listed, kind_of


def can_speak(phrase: NounPhrase, document: Document) -> bool:
    """Whether a noun phrase can name a source: a person, a body, a state, or a word that is no everyday noun."""
    if document.words[phrase.start] in closed_class("own_country"):
        return True
    if document.words[phrase.start] in closed_class("silence"):
        return False
    return is_known(phrase, document) or not phrase.head & (Kind.COMMON_NOUN | Kind.MODIFIER | Kind.NUMBER)


def is_known(phrase: NounPhrase, document: Document) -> bool:
    """Whether a phrase names somebody, or something that can speak by its class, or stands in marks."""
    by_class = phrase.head & (HEAD | Kind.PLACE | Kind.NISBA | Kind.ORGANIZATION)
    return phrase.has_name or bool(by_class) or document.is_mark(phrase.start) or _is_side(phrase, document)


def _is_side(phrase: NounPhrase, document: Document) -> bool:
    """Whether a phrase names one side of talks: «الجانب السوري», «الوفد الكيني»."""
    noun = document.words[phrase.start][phrase.clitic :]
    return noun in closed_class("sides") and any(k & Kind.NISBA for k in document.kinds[phrase.start + 1 : phrase.end])


def is_certain(phrase: NounPhrase, document: Document) -> bool:
    """Whether a phrase names a source beyond doubt, wherever it stands: by its title or by a name known as one."""
    if document.words[phrase.start] in closed_class("own_country"):
        return True
    if (
        phrase.head & (HEAD | Kind.PLACE | Kind.NISBA | Kind.ORGANIZATION)
        or phrase.name_start > phrase.start
        or document.is_mark(phrase.start)
        or _is_side(phrase, document)
    ):
        return can_speak(phrase, document)
    named = document.words[phrase.name_start : phrase.name_end]
    known = any(w in document.names or kind_of(w) & (Kind.GIVEN_NAME | Kind.SURNAME) for w in named)
    return known or (bool(phrase.head & Kind.DEFINITE) and can_speak(phrase, document))


def names_medium(phrase: NounPhrase, document: Document) -> bool:
    """Whether a phrase names an outlet: by its head, or by a name in quotation marks alone («"الأفق"»)."""
    return bool(phrase.head & Kind.MEDIA_HEAD) or document.is_mark(phrase.start)


def is_accusative(phrase: NounPhrase, document: Document) -> bool:
    """Whether a phrase is one indefinite noun in the accusative, so that it cannot be a subject: «تنفي ⟦تقريرا⟧»."""
    word = document.words[phrase.start]
    alone = phrase.end - phrase.start == 1 and not is_listed(word)  # «متحدثا لصحيفة», but «وزيرا خارجية البلدين»
    return alone and word.endswith("ا") and bool(kind_of(word[:-1]) & HEAD)
