"""Bodies by less than their name: «وزارة الزراعة» for «وزارة الزراعة الكينية», an acronym, «الشركة» alone."""

from collections.abc import Iterable, Iterator
from functools import cache

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.lexicon import organizations
from stance.lexicon.states import state_of
from stance.lexicon.words import HEAD, Kind, kind_of, read_yaml
from stance.schema import SpeakerKind
from stance.speakers import wording
from stance.speakers.speaker import Speaker
from stance.text import fold

_BODY = Kind.INSTITUTION_HEAD | Kind.GROUP_HEAD | Kind.MEDIA_HEAD
_CLITICS = ("", *"ولبف")
_LONGEST_INTRODUCTION = 8
_FARTHEST = 120  # words, some paragraphs
_KINDS = frozenset((SpeakerKind.INSTITUTION, SpeakerKind.GROUP, SpeakerKind.MEDIA))


def longer(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the body under the name that says of which state it is too, as the article has it elsewhere.

    The latest such name before the phrase, else one behind it that has no rival.
    """
    words = document.words[phrase.start : phrase.end]
    words[0] = words[0][phrase.clitic :]
    if not phrase.head & _BODY or len(words) < 2 or _is_national(words[-1]):
        return None
    found = list(_continued(document, words))
    before = [name for name in found if name.start < phrase.start]
    if before:
        return wording.described(document, before[-1])
    behind = {document.words[name.end - 1]: name for name in found}
    return wording.described(document, next(iter(behind.values()))) if len(behind) == 1 else None


def _continued(document: Document, words: list[str]) -> Iterator[NounPhrase]:
    """Yield the places where a name goes on with the nisba of a state."""
    for at in document.all_of(clitic + words[0] for clitic in _CLITICS):
        end = at + len(words)
        if (
            document.words[at + 1 : end] == words[1:]
            and end < len(document.words)
            and _is_national(document.words[end])
        ):
            clitic = len(document.words[at]) - len(words[0])
            yield NounPhrase(at, end + 1, end + 1, end + 1, kind_of(words[0]), clitic)


def _is_national(word: str) -> bool:
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
    if len(qualifiers) > 1 or not all(map(_is_national, qualifiers)):
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
