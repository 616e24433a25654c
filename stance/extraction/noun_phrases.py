"""Noun phrases that name a source: how far they reach, and which part of them is a person's name.

A source is named by titles and offices («وزير الخارجية الروسي»), then perhaps a name, perhaps with more about it after
a comma. Titles come from the lexicon; a name is what follows them and is neither a noun that the lexicon knows nor
grammar, so that people nobody has heard of are found too.
"""

from collections.abc import Collection
from typing import NamedTuple, Optional

from stance.extraction import appositions, names, titles
from stance.extraction.complements import WORD
from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import EVERYDAY
from stance.extraction.stretch import Stretch
from stance.lexicon import officeholders, organizations
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of

_KNOWN_NAME = Kind.GIVEN_NAME | Kind.SURNAME
_BODY = Kind.INSTITUTION_HEAD | Kind.GROUP_HEAD
_LONGEST = 60  # tokens, more than a source has, those with it included
_EACH_OF = (["كل", "من"], ["كلا", "من"])


class NounPhrase(NamedTuple):
    """A noun phrase by its tokens: the whole, the person's name in it (empty where there is none), its head's class.

    `clitic` counts the letters of a conjunction or preposition written on the first token («لبوتين»: 1); `joined` is a
    second source behind «و» («ترامب وبوتين»), part of the whole.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    head: int
    clitic: int = 0
    joined: Optional["NounPhrase"] = None

    @property
    def has_name(self) -> bool:
        """Whether the phrase holds a person's name."""
        return self.name_end > self.name_start


def parse(
    document: Document,
    start: int,
    limit: int,
    *,
    bare: bool = False,
    clitic: int = 0,
    governed: Collection[str] = (),
) -> NounPhrase | None:
    """Read the noun phrase that begins at a token.

    Parameters
    ----------
    start, limit
        Token indices; nothing at or beyond `limit` is read.
    bare
        Another noun phrase may follow without a sign («أدانت الحكومة ⟦الغارات⟧»), so the phrase ends at the first
        word that need not belong to it.
    clitic
        How many letters of the first token are a conjunction or preposition written on it.
    governed
        Prepositions that open the content and so end the phrase, «ب» and «ل» also where they are written on a word.

    """
    limit = min(limit, start + _LONGEST)
    if start >= limit or len(document.words[start]) <= clitic:
        return None
    if document.words[start : start + 2] in _EACH_OF:
        start, clitic = start + 2, 0
        if start >= limit:
            return None
    counted = behind_share(document, start, limit)
    if counted > start:
        phrase = parse(document, counted, limit, bare=bare, governed=governed)
        return phrase._replace(start=start) if phrase else None
    stretch = Stretch(document, start, limit, bare=bare, clitic=clitic, governed=governed)
    phrase = _read(stretch)
    return phrase._replace(clitic=clitic) if phrase and clitic else phrase


def behind_share(document: Document, at: int, limit: int) -> int:
    """Return the noun behind a share of those it names («60 في المئة من | المشاركين»), `at` where no share is."""
    if not document.kinds[at] & Kind.NUMBER:
        return at
    sign = at + 1 + (document.words[at + 1 : at + 2] == ["في"])
    of = sign + 1
    counted = of + 1 < limit and document.words[of] == "من" and document.words[sign] in closed_class("percent")
    return of + 1 if counted else at


def _read(stretch: Stretch) -> NounPhrase | None:
    start = stretch.start
    at = start + (stretch.words[start] == "#")
    if at >= stretch.limit or not _can_start(stretch, at):
        return None
    head = _head(stretch, at)
    title_end = _behind_principal(stretch, titles.end(stretch, at))
    if title_end > at and not _may_bear_name(stretch, at, title_end):
        return NounPhrase(start, title_end, title_end, title_end, head)
    name_start, name_end = names.span(stretch, title_end)
    if name_end == title_end > at:
        name_start, name_end = names.in_marks(stretch, title_end)
    if name_end == at:
        return None
    apart = title_end > at and stretch.kinds[title_end - 1] & (Kind.DEFINITE | Kind.NISBA)
    known = stretch.kind(name_start) & _KNOWN_NAME
    person = head & Kind.PERSON_HEAD or (head & Kind.UNNAMED_HEAD and known and apart)
    if stretch.words[at] in closed_class("relations"):
        name_start = name_end  # the name is somebody else's: «زوجة فلان»
    elif title_end > at and not person and (head & HEAD or not head & Kind.DEFINITE):
        name_start = name_end  # the name is the body's: «وكالة تسنيم»
    end = name_end + 1 if name_end > title_end and stretch.document.opens(title_end) else max(title_end, name_end)
    phrase = appositions.added(stretch, NounPhrase(start, end, name_start, name_end, head))
    return _with_second(stretch, phrase) if phrase.has_name else phrase


def _behind_principal(stretch: Stretch, at: int) -> int:
    """Return the end of the name of whom an unnamed spokesman speaks for: «متحدث ⟦باسم سالم الجابر⟧»."""
    if at + 1 >= stretch.limit or stretch.words[at] != "باسم" or stretch.kinds[at - 1] & Kind.DEFINITE:
        return at
    name_start, name_end = names.span(stretch, at + 1)
    return name_end if name_end > name_start else at


def _head(stretch: Stretch, at: int) -> int:
    """Return the classes of the noun that the phrase is about, behind «هذا» or «عدة», or of a name of several words."""
    kind, following = stretch.kinds[at], stretch.kind(at + 1)
    if organizations.end_of_name(stretch.words, at, stretch.limit) > at:
        return kind | Kind.ORGANIZATION
    if kind & Kind.DEMONSTRATIVE or (kind & Kind.MODIFIER and not kind & HEAD and following & (HEAD | Kind.PLACE)):
        return following
    return kind


def _can_start(stretch: Stretch, at: int) -> bool:
    kind = stretch.kinds[at]
    if not kind and stretch.document.opens(at):
        return titles.marked_name_end(stretch, at) > at
    if kind & Kind.DEMONSTRATIVE:
        return bool(stretch.kind(at + 1) & (Kind.DEFINITE | HEAD))
    if kind & FUNCTION and not kind & (HEAD | Kind.PLACE):
        if names.is_name(stretch, at) or officeholders.end_of_name(stretch.words, at, stretch.limit) > at:
            return True
        return organizations.end_of_name(stretch.words, at, stretch.limit) > at
    if kind & WORD or names.is_name(stretch, at):
        return True
    return organizations.end_of_name(stretch.words, at, stretch.limit) > at


def _may_bear_name(stretch: Stretch, first: int, end: int) -> bool:
    """Whether a name can follow a title: a person's title, or a body's that is not complete without it."""
    if _names_a_principal(stretch, first, end):
        return False
    if stretch.kinds[first] & Kind.PERSON_HEAD or end >= stretch.limit:
        return True
    if stretch.bare and _names_a_body(stretch, first, end):
        return False
    kind = stretch.kinds[end]
    known = stretch.words[end] in stretch.document.names or (kind & Kind.GIVEN_NAME and not kind & EVERYDAY)
    return bool(known) or not titles.completes(stretch, end - 1)


def _names_a_body(stretch: Stretch, first: int, end: int) -> bool:
    """Whether a title names a body and nobody in it: «يتهم اتحاد العمال | هاني الراوي», but «جامعة الملك هاني»."""
    head, *inner = stretch.kinds[first:end]
    whole = inner and head & _BODY and not head & Kind.DEFINITE and inner[-1] & Kind.DEFINITE
    return bool(whole) and not any(kind & (Kind.PERSON_HEAD | Kind.UNNAMED_HEAD) for kind in inner)


def _names_a_principal(stretch: Stretch, first: int, end: int) -> bool:
    """Whether a name to come is not the unnamed spokesman's but his principal's: «متحدث باسم الرئيس فلان»."""
    words = stretch.words[first:end]
    if "باسم" not in words or stretch.kinds[first] & Kind.DEFINITE:
        return False
    principal = first + words.index("باسم") + 1
    return principal < end and bool(stretch.kinds[principal] & Kind.PERSON_HEAD)


def _with_second(stretch: Stretch, phrase: NounPhrase) -> NounPhrase:
    """Add a second source that «و» joins to a name."""
    at = phrase.end
    if at + 1 < stretch.limit and stretch.words[at] == "،" and kind_of(stretch.words[at + 1][1:]) & Kind.PERSON_HEAD:
        at += 1  # «الوزير، فلان، ونظيره، علان»
    if at >= stretch.limit or stretch.words[at][0] != "و" or len(stretch.words[at]) < 4:
        return phrase
    rest = stretch.words[at][1:]
    if stretch.words[at] in cue_forms():
        return phrase
    if not (rest in stretch.document.names or kind_of(rest) & (Kind.GIVEN_NAME | Kind.PERSON_HEAD)):
        return phrase
    second = parse(stretch.document, at, stretch.limit, bare=stretch.bare, clitic=1, governed=stretch.governed)
    return phrase._replace(end=second.end, joined=second) if second and second.has_name else phrase
