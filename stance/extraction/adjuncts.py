"""Adjuncts: what stands between a cue, its speaker and the content without belonging to any of them."""

from collections.abc import Collection

from stance.extraction.document import Document
from stance.extraction.naming import can_be_family
from stance.extraction.noun_phrases import behind_share, parse
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of

# Governed or not, these name the occasion where a medium follows: «تحدث في بيان», «حذر من منصة …».
_LOCAL = frozenset(("في", "من", "ب"))
_BEFORE_CLAUSES = frozenset(("الي", "علي", "عن"))
_DASHES = frozenset("-–—")
_PARENTHESES = {"(": ")", "[": "]", "{": "}"}
_NUMBERED = (["الاول"], ["الثاني"])
_IN_WHAT = ["في", "ما"]
_DAY_BEFORE = ["اول", "من", "امس"]
_LONGEST_PARENTHESIS = 25
_LONGEST_MARKED_NAME = 5
_FORCE = "بقوه"  # strongly, but «طالب ⟦بقوة⟧ دولية»
_NO_ADJECTIVE = Kind.GIVEN_NAME | Kind.PLACE | Kind.DEFINITE | Kind.PREPOSITION
_ADJUNCT_WORDS = Kind.TIME | Kind.ADVERB | Kind.NUMBER


def skip(document: Document, at: int, limit: int, governed: Collection[str] = ()) -> int:
    """Return the first token at or after `at` that is not part of an adjunct.

    A preposition that the cue governs opens its content and is no adjunct, but before a medium («تحدث في بيان عن …»).
    """
    while at < limit:
        after = _step(document, at, limit, governed)
        if after == at:
            return at
        at = after
    return at


def lead(document: Document, start: int, limit: int) -> int:
    """Return the token behind the adjuncts that open a clause, «و» on the first or not: «وفي وقت لاحق | قال …»."""
    word = document.words[start] if start < limit else ""
    joined = kind_of(word[1:]) if word.startswith("و") else 0
    if joined & Kind.PREPOSITION:
        behind = _prepositional(document, start, limit)
        return skip(document, behind, limit) if behind > start else start
    return skip(document, start + bool(joined & _ADJUNCT_WORDS), limit)


def _step(document: Document, at: int, limit: int, governed: Collection[str]) -> int:
    word = document.words[at]
    kind = kind_of(word)
    if word in _PARENTHESES:
        return _close(document, at, limit, _PARENTHESES[word])
    if word in _DASHES:
        return _close(document, at, limit, word)
    if word == "،":
        closed = before_complementizer(document, at, limit)
        if closed > at:
            return closed
        following = document.words[at + 1] if at + 1 < limit else ""
        if following in closed_class("relative_objects"):
            return at + 1  # «أدان فلان، مساء اليوم، | ما زعم …»
        if at + 1 < limit and document.kinds[at + 1] & Kind.RELATIVE:
            return _close(document, at, limit, "،")
        if kind_of(following) & Kind.ATTRIBUTION or _tells_manner(following):
            return _close(document, at, limit, "،")  # «أبدت روسيا، بحسب بيان لها، …»
        if kind_of(following) & Kind.PREPOSITION and following not in governed:
            return _insertion(document, at, limit)
        after = skip(document, at + 1, limit, governed)
        return after if after > at + 1 or at + 1 < limit else at
    if document.words[at : at + 3] == _DAY_BEFORE:
        return at + 3
    if word == "فيما" or document.words[at : at + 2] == _IN_WHAT:
        return _concerning(document, at, limit)
    if word == "/" and at + 1 < limit and document.kinds[at + 1] & Kind.TIME:
        return at + 1  # «ديسمبر/ كانون الأول»
    if kind & Kind.TIME and document.words[at + 1 : at + 2] in _NUMBERED:
        return min(at + 2, limit)  # «كانون الأول»
    if kind & _ADJUNCT_WORDS and not kind & HEAD and not _begins_name(document, at, limit):
        return at if behind_share(document, at, limit) > at else at + 1
    if _tells_manner(word) and not (word == _FORCE and "ب" in governed):
        return _manner(document, at, limit)
    if word[0] == "ل" and len(word) > 3 and "ل" not in governed:
        return _audience(document, at, limit)
    if kind & Kind.PREPOSITION and word not in governed:
        return at + 2 if _tells_where(document, at, limit) else _prepositional(document, at, limit)
    if word in _LOCAL and at + 1 < limit and not document.opens(at + 1):
        return _prepositional(document, at, limit)
    return at


def _concerning(document: Document, at: int, limit: int) -> int:
    """Skip what the words are about: «فيما يخص المياه», «في ما يتعلق بالمياه», «فيما يبدو»."""
    verb = at + 1 + (document.words[at] == "في")
    if verb + 1 >= limit or document.words[verb] not in closed_class("concerning"):
        return at
    matter = parse(document, verb + 1, limit, bare=True, clitic=int(document.words[verb + 1][0] == "ب"))
    return matter.end if matter else verb + 1


def _begins_name(document: Document, at: int, limit: int) -> bool:
    """Whether a month is a given name here, the family's name following: «قال رمضان الراوي»."""
    given = document.kinds[at] & (Kind.GIVEN_NAME | FUNCTION) == Kind.GIVEN_NAME | Kind.TIME and at + 1 < limit
    return bool(given) and can_be_family(document.words[at + 1], document.kinds[at + 1])


def _tells_where(document: Document, at: int, limit: int) -> bool:
    """Whether «في» or «من» and a place stand here: «أعلن فلان ⟦من باريس⟧ أن …»."""
    return document.words[at] in ("في", "من") and at + 1 < limit and document.kinds[at + 1] == Kind.PLACE


def _tells_manner(word: str) -> bool:
    return word.startswith("ب") and word[1:] in closed_class("manners")


def _manner(document: Document, at: int, limit: int) -> int:
    """Skip in what manner somebody speaks: «بغضب», «بأشد العبارات», «بكل عبارات الإدانة», «بشكل قاطع»."""
    behind = at + 1 + (document.words[at][1:] in closed_class("manners_of"))
    genitive = behind > at + 1 and document.words[min(behind, limit) - 1] in closed_class("manners")
    if genitive and behind < limit and document.kinds[behind] & Kind.DEFINITE:
        behind += 1
    return min(behind, limit)


def behind_parenthesis(document: Document, at: int, limit: int) -> int:
    """Return the token behind a parenthesis that begins here, `at` where none does."""
    return _close(document, at, limit, ")") if at < limit and document.words[at] == "(" else at


def behind_dashes(document: Document, at: int, limit: int) -> int:
    """Return the token behind an insertion between dashes that begins here, `at` where none does."""
    return _close(document, at, limit, document.words[at])


def before_complementizer(document: Document, comma: int, limit: int) -> int:
    """Return the «إن», «أن» or «إلى أن» behind whatever two commas enclose: «، رافضا الكشف عن اسمه، إن …»."""
    closed = _close(document, comma, limit, "،")
    if closed >= limit or document.words[closed] == "الا":
        return comma  # «، إلا أنه …» goes on
    behind = closed + 1 if document.words[closed] in _BEFORE_CLAUSES and closed + 1 < limit else closed
    return closed if document.kinds[behind] & Kind.COMPLEMENTIZER else comma


def _insertion(document: Document, at: int, limit: int) -> int:
    """Skip an insertion between commas that begins with a preposition: «، في اجتماع لحكومته، …»."""
    closed = _close(document, at, limit, "،")
    inner = _prepositional(document, at + 1, limit)
    return closed if closed > at else max(inner, at + 1)


def _audience(document: Document, at: int, limit: int) -> int:
    """Skip whom the words are told to: «للصحفيين», «لوكالة الأنباء»."""
    word = document.words[at]
    if word in closed_class("audiences") or word[1:] in closed_class("listeners"):
        return at + 1
    addressee = kind_of("ا" + word[1:] if word.startswith("لل") else word[1:])
    if not addressee & (Kind.MEDIA_HEAD | Kind.PERSON_HEAD | Kind.INSTITUTION_HEAD) and word[1:] != "وكاله":
        return at
    outlet = parse(document, at, limit, bare=True, clitic=1)
    return outlet.end if outlet else at


def _close(document: Document, at: int, limit: int, sign: str) -> int:
    for i in range(at + 1, min(limit, at + _LONGEST_PARENTHESIS)):
        if document.words[i] == sign:
            return i + 1
    return at


def _prepositional(document: Document, at: int, limit: int) -> int:
    """Skip «في بيان», «خلال مؤتمر صحفي», «من جانبه»: a preposition, a medium or a time, and what describes it."""
    noun = at + 1
    if noun < limit and document.kinds[noun] & Kind.PREPOSITION:
        noun += 1
    if noun >= limit:
        return at
    word = document.words[noun]
    if (
        document.words[at] != "ب"
        and document.opens(noun)
        and noun < document.partner.get(noun, -1) <= noun + _LONGEST_MARKED_NAME
    ):
        return document.partner[noun] + 1
    if not (_is_medium(word) or (kind_of(word) | kind_of(word.removeprefix("ال"))) & (Kind.TIME | Kind.NUMBER)):
        return at
    noun += 1
    while noun < limit and _describes(document.words[noun]):
        noun += 1
    return _publication(document, noun, limit)


def _is_medium(word: str) -> bool:
    return word in closed_class("occasions") or word in closed_class("platforms")


def _publication(document: Document, at: int, limit: int) -> int:
    """Skip who made an occasion public, when and to whom: «تغريدة ⟦نشرها الثلاثاء⟧», «رسالة ⟦بعث بها إلى الوزير⟧»."""
    if at >= limit or document.words[at] not in closed_class("published"):
        return at
    agent = parse(document, at + 1, limit, bare=True)
    behind = skip(document, agent.end if agent else at + 1, limit)
    if document.words[behind : behind + 1] != ["الي"]:
        return behind
    addressee = parse(document, behind + 1, limit, bare=True)
    return skip(document, addressee.end, limit) if addressee else behind


def _describes(word: str) -> bool:
    kind = kind_of(word)
    if kind & _ADJUNCT_WORDS or word in closed_class("platforms") or word in closed_class("describing"):
        return True
    noun = kind & _NO_ADJECTIVE and not kind & Kind.COMMON_NOUN  # «سري» is a name too
    abstract = word in closed_class("abstract_nouns")  # «أكد في بيان | أهمية …»
    return word.endswith(("ي", "يه", "يين")) and not (noun or abstract or kind & Kind.DEFINITE)
