"""Bodies by less than their name: «وزارة الزراعة» for «وزارة الزراعة الكينية», an acronym, «الشركة» alone."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.stretch import without_clitic
from stance.lexicon import organizations
from stance.lexicon.states import state_of
from stance.lexicon.words import HEAD, Kind, kind_of, read_yaml
from stance.schema import SpeakerKind
from stance.speakers import wording
from stance.speakers.speaker import Speaker
from stance.text import fold

_BODY = Kind.INSTITUTION_HEAD | Kind.GROUP_HEAD | Kind.MEDIA_HEAD
_MINISTRY = fold("وزارة")
_LONGEST_INTRODUCTION = 8
_REACH = 100  # places of a word, of which a longer name is none farther off
_FARTHEST = 120  # words, some paragraphs
_KINDS = frozenset((SpeakerKind.INSTITUTION, SpeakerKind.GROUP, SpeakerKind.MEDIA))


def longer(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the body under the name that says what or of which state it is too, as the article has it elsewhere.

    The latest such name before the phrase, else one behind it that has no rival.
    """
    if document.kinds[phrase.start] & Kind.DEMONSTRATIVE:
        return None
    words = document.words[phrase.start : phrase.end]
    words[0] = without_clitic(words[0], phrase.clitic)
    found = _longer_names(document, words, phrase)
    before = [name for name in found if name.start < phrase.start]
    if before:
        return wording.described(document, before[-1])
    behind = {document.words[name.end - 1]: name for name in found}
    return wording.described(document, next(iter(behind.values()))) if len(behind) == 1 else None


def _longer_names(document: Document, words: list[str], phrase: NounPhrase) -> list[NounPhrase]:
    """Return the places where a name has «وزارة» before it, or else goes on with the nisba of a state."""
    national, body = is_national(words[-1]), phrase.head & _BODY
    if phrase.head & Kind.DEFINITE and (national or body):
        found = [_with_state(document, place) for place in places(document, [_MINISTRY, *words], phrase.start)]
        if found:
            return found
    if not body or len(words) == 1 or national:
        return []
    return [_with_state(document, name) for name in places(document, words, phrase.start) if _goes_on(document, name)]


def places(document: Document, words: list[str], near: int) -> Iterator[NounPhrase]:
    """Yield the places where words stand, the first perhaps with a conjunction or preposition written on it."""
    first = document.all_with_clitics(words[:1])
    here = bisect_left(first, near)
    for at in first[max(0, here - _REACH) : here + _REACH]:
        end = at + len(words)
        if document.words[at + 1 : end] == words[1:]:
            clitic = len(document.words[at]) - len(words[0])
            yield NounPhrase(at, end, end, end, kind_of(words[0]), clitic)


def _with_state(document: Document, name: NounPhrase) -> NounPhrase:
    return name._replace(end=name.end + 1) if _goes_on(document, name) else name


def _goes_on(document: Document, name: NounPhrase) -> bool:
    """Whether the nisba of a state stands behind a name."""
    return name.end < len(document.words) and is_national(document.words[name.end])


def is_national(word: str) -> bool:
    """Whether a word is the definite nisba of a state."""
    return word.startswith("ال") and bool(kind_of(word) & Kind.NISBA and state_of(word))


def introduced(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the body that an article introduces with a short name in marks behind its full one."""
    if phrase.end - phrase.start > 1 or phrase.head & HEAD:
        return None
    for at in document.places[document.words[phrase.start]]:
        if at in document.enclosing and document.enclosing[at] == at - 1 and at < phrase.start:
            for start in range(max(0, at - _LONGEST_INTRODUCTION), at - 2):
                if document.kinds[start] & _BODY and not document.kinds[start] & Kind.DEFINITE:
                    full = parse(document, start, at + 2)
                    if full and full.end == at + 2:
                        return wording.described(document, full)
    return None


def called_again(document: Document, phrase: NounPhrase, earlier: Iterable[Speaker]) -> Speaker | None:
    """Return the latest body that spoke under a name which does not say what it is: «الشركة» after «سمارت لاين»."""
    noun = document.words[phrase.start].removeprefix("ال")
    if noun not in words_for("bodies") or not document.kinds[phrase.start] & Kind.DEFINITE:
        return None
    qualifiers = document.words[phrase.start + 1 : phrase.end]
    if len(qualifiers) > 1 or not all(map(is_national, qualifiers)):
        return None
    spoken = (s for s in earlier if s.kind in _KINDS and not kind_of(fold(s.name.split()[0])) & HEAD)
    return next(spoken, None) or _mentioned(document, phrase)


def _mentioned(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the body that a single word names shortly before."""
    for at in range(phrase.start - 1, max(0, phrase.start - _FARTHEST) - 1, -1):
        if document.kinds[at] & Kind.ORGANIZATION and not document.kinds[at] & HEAD:
            found = organizations.find(document.words[at])
            if found and found.kind in _KINDS:
                return Speaker(found.name, found.kind, feminine=True, plural=False, id=found.id)
    return None


@cache
def words_for(name: str) -> frozenset[str]:
    """Return the folded words of a set in the lexicon of how somebody is called again."""
    return frozenset(fold(read_yaml("called_again.yaml")[name]).split())
