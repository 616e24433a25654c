"""States and organizations as speakers, alone or two together."""

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.stretch import without_clitic
from stance.lexicon import organizations
from stance.lexicon.actors import Organization
from stance.lexicon.states import id_of, is_masculine, state_of
from stance.lexicon.words import Kind, closed_class, kind_of
from stance.schema import SpeakerKind
from stance.speakers import short_names, wording
from stance.speakers.short_names import words_for
from stance.speakers.speaker import Speaker
from stance.text import fold


def state(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the state, or the two states or bodies, that a phrase names («موسكو», «الحكومة الروسية», «قطر وتركيا»)."""
    words = _words(document, phrase)
    standing = words[0] in closed_class("standing_for_state")
    if len(words) > 1 and (words[0] in words_for("states") or (standing and len(words) == 2) or _governs(words)):
        words = words[1:]
    elif (standing and len(words) > 1) or _is_lone_nisba(words):
        return None
    name = state_of(" ".join(words))
    return as_state(name) if name else _joint_states(words)


def _governs(words: list[str]) -> bool:
    """Whether a phrase is a government by its seat or state («حكومة نيروبي»), not one that an adjective describes."""
    return words[0] in words_for("governments") and not kind_of(words[1]) & Kind.NISBA


def _words(document: Document, phrase: NounPhrase) -> list[str]:
    words = document.words[phrase.start : phrase.end]
    words[0] = without_clitic(words[0], phrase.clitic)
    return [word for word in words if word != "#"]


def _is_lone_nisba(words: list[str]) -> bool:
    return len(words) == 1 and bool(kind_of(words[0]) & Kind.NISBA) and not kind_of(words[0]) & Kind.PLACE


def of_nisba(document: Document, at: int) -> Speaker | None:
    """Return the state whose definite adjective stands at a token: «البيان ⟦الكندي⟧»."""
    word = document.words[at] if at < len(document.words) else ""
    adjective = document.kinds[at] & Kind.NISBA and document.kinds[at] & Kind.DEFINITE if word else 0
    name = state_of(word) if adjective else None
    return as_state(name) if name else None


def organization(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the body of the lexicon that a phrase names."""
    words = _words(document, phrase)
    marked = any(document.is_mark(i) for i in range(phrase.start, phrase.end))
    words = [word for word in words if word.isalnum()]
    found = organizations.find(" ".join(words), marked=marked)
    if not found:
        return None
    name = _longer_name(document, phrase, words, found) or wording.describe(document, phrase)
    return Speaker(name, found.kind, people.is_feminine(document, phrase), plural=False, id=found.id)


def _longer_name(document: Document, phrase: NounPhrase, words: list[str], body: Organization) -> str | None:
    """Return a longer name of a body that the article gives, beginning alike: «صندوق النقد» is «صندوق النقد الدولي».

    What says no more than whose it is does not make a name longer: «حزب البناء الكيني».
    """
    for name in map(str.split, map(fold, (body.name, *body.variants))):
        rest = name[len(words) :]
        if rest and name[: len(words)] == words and not short_names.is_national(rest[-1]):
            place = next(short_names.places(document, name, phrase.start), None)
            if place:
                return wording.describe(document, place)
    return None


def as_state(name: str) -> Speaker:
    """Return a state, by the name that the lexicon gives it, as a speaker."""
    return Speaker(name, SpeakerKind.STATE, feminine=not is_masculine(name), plural=False, id=id_of(name))


def joint(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return two bodies that speak together («الكرملين والبيت الأبيض»)."""
    known = Kind.ORGANIZATION | Kind.PLACE
    for at in range(phrase.start + 1, phrase.end):
        word = document.words[at]
        if word[0] != "و" or not document.kinds[phrase.start] & known:
            continue
        rest = " ".join([word[1:], *document.words[at + 1 : phrase.end]])
        second = organizations.find(rest)
        if second:
            first = " ".join(document.raw(phrase.start, at).split())
            return Speaker(f"{first} و {second.name}", SpeakerKind.INSTITUTION, feminine=False, plural=True)
    return None


def _joint_states(words: list[str]) -> Speaker | None:
    """Return states that speak together, the last perhaps a part of the world («كينيا والغرب»)."""
    names = _states_of(words)
    return Speaker(" و ".join(names), SpeakerKind.STATE, feminine=True, plural=True) if len(names) > 1 else None


def _states_of(words: list[str]) -> list[str]:
    """Return the states that «و» joins in a phrase, none where it names anything else."""
    for end in range(len(words), 0, -1):
        first = state_of(" ".join(words[:end])) or (words[0] if words == words[:end] and _is_region(words) else None)
        if first and end == len(words):
            return [first]
        if first and words[end].startswith("و"):
            rest = _states_of([words[end][1:], *words[end + 1 :]])
            return [first, *rest] if rest else []
    return []


def _is_region(words: list[str]) -> bool:
    return len(words) == 1 and words[0] in words_for("regions")
