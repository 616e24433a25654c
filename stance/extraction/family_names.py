"""What goes on a name behind its first word: a family's name, and where another person begins."""

from stance.extraction.cues import cue_forms
from stance.extraction.naming import is_clitic_noun, is_name_like, is_noun, is_verb_like, is_verbal_noun
from stance.extraction.stretch import Stretch
from stance.lexicon.words import FUNCTION, HEAD, Kind, is_listed, kind_of

_NAMES = Kind.GIVEN_NAME | Kind.SURNAME
_NAMING = HEAD | FUNCTION | Kind.PLACE | Kind.ORGANIZATION | Kind.NISBA | _NAMES
_SHORTEST_POSSESSED = 3
_POSSESSORS = ("ه", "ها", "هم", "هما", "نا")
SECOND_HALVES = frozenset(("الدين", "الله"))  # of given names: «حسام الدين», «فتح الله»


def goes_on(stretch: Stretch, at: int) -> bool:
    """Whether a word that is no name by itself goes on the name before it."""
    if _is_possessed(stretch, at):
        return False
    return _is_noun_as_name(stretch, at) or _is_family_name(stretch, at) or _stands_for_one(stretch, at)


def _is_possessed(stretch: Stretch, at: int) -> bool:
    """Whether a noun behind a name of two words is somebody's: «وصف كمال رستم | زيارته …»."""
    word = stretch.words[at]
    possessed = len(word) > _SHORTEST_POSSESSED and stretch.document.raw(at, at + 1).endswith(_POSSESSORS)
    return possessed and is_noun(word) and at - 2 >= stretch.start and is_name_like(stretch.words[at - 2])


def begins_anew(stretch: Stretch, at: int) -> bool:
    """Whether a given name behind «ال…» begins the name proper: «محكمة منهاتن الفدرالي | ريتشارد …»."""
    kind = stretch.kinds[at]
    if not kind & Kind.GIVEN_NAME or kind & (FUNCTION | HEAD | Kind.DEFINITE) or stretch.words[at] in cue_forms():
        return False
    if stretch.words[at - 1] in SECOND_HALVES:
        return False  # «حسام الدين كريم»
    return bool(stretch.kinds[at - 1] & Kind.DEFINITE) and not stretch.kinds[at - 2] & Kind.NAME_PARTICLE


def is_other_person(stretch: Stretch, at: int) -> bool:
    """Whether a word follows a known name that nobody bears with it: «حذر صالحي | ترامب», «قالت هايلي | فجأة»."""
    before, word, document = stretch.words[at - 1], stretch.words[at], stretch.document
    if (before, word) in document.name_pairs:
        return False
    surname = stretch.kinds[at - 1] & (Kind.SURNAME | Kind.GIVEN_NAME) == Kind.SURNAME
    if surname and stretch.kinds[at] & Kind.GIVEN_NAME:
        return True
    return before in document.last_names or (before in document.names and word in document.names)


def _stands_for_one(stretch: Stretch, at: int) -> bool:
    """Whether a word between a given name and the end of the phrase can be nothing else: «روبرت ⟦باول⟧ إن …»."""
    word, kind = stretch.words[at], stretch.kinds[at]
    if not stretch.kinds[at - 1] & Kind.GIVEN_NAME or not _closes(stretch, at + 1):
        return False
    if not word.isalpha() or len(word) < 2 or word in cue_forms() or (word.endswith("ا") and kind & HEAD):
        return False
    if kind & Kind.GIVEN_NAME:
        return not kind & FUNCTION & ~Kind.TIME
    return not kind & (FUNCTION | Kind.DEFINITE | Kind.NUMBER | Kind.PLACE) and not _is_adjunct(stretch, at)


def _closes(stretch: Stretch, at: int) -> bool:
    """Whether a noun phrase ends before a token: at «إن», a colon or quotation marks, or where its stretch ends."""
    if at >= stretch.limit:
        return not stretch.bare
    return bool(stretch.kinds[at] & Kind.COMPLEMENTIZER) or stretch.words[at] == ":" or stretch.document.opens(at)


def _is_adjunct(stretch: Stretch, at: int) -> bool:
    """Whether a clitic stands on something that speaking goes with: «لرويترز», «بهدوء», «وفلان»."""
    word = stretch.words[at]
    if word[0] not in "وفبلك" or word[0] in stretch.governed or _has_bare_alef(stretch, at):
        return word[0] in stretch.governed
    if word.startswith("لل"):
        return True
    rest = kind_of(word[1:])
    naming = _NAMING if word[0] in "ول" else _NAMING & ~_NAMES  # «وهاني», «لهاني», but «فلين», «بريك»
    return bool(rest & naming) or (word[0] == "ب" and bool(rest & Kind.COMMON_NOUN))


def _has_bare_alef(stretch: Stretch, at: int) -> bool:
    """Whether an alef without hamza behind a first letter shows that no clitic stands there: «باول», but «بأول»."""
    word, document = stretch.words[at], stretch.document
    if not document.writes_hamza or document.raw(at, at + 1)[1:2] != "ا" or word.startswith("ال", 1):
        return False
    return not is_verbal_noun(word[1:])  # «باتفاق»


def _is_noun_as_name(stretch: Stretch, at: int) -> bool:
    """Whether an everyday noun after a given name is the family name, nothing else following that it could be."""
    word, kind = stretch.words[at], stretch.kinds[at]
    if not word.isalpha() or word in cue_forms() or not _behind_given_name(stretch, at):
        return False
    if not kind:
        return not _is_likened(stretch, at) and not is_verb_like(word)
    if kind & (FUNCTION | Kind.DEFINITE | Kind.NUMBER | Kind.PLACE):
        return False
    if word.endswith("ي") and at == stretch.start + 1:
        return True  # «إبراهيم رئيسي»
    name_follows = at + 1 < stretch.limit and is_name_like(stretch.words[at + 1])
    if word.endswith("ان") and not is_listed(word):
        return name_follows or ends_phrase(stretch, at + 1)  # «مارتن دولان», no dual
    if stretch.bare or kind & (HEAD | Kind.MODIFIER):
        return name_follows
    return name_follows or ends_phrase(stretch, at + 1)


def _is_likened(stretch: Stretch, at: int) -> bool:
    """Whether a clitic stands on a word; «ك» only before a title or the article: «كرئيس», but «كيماني»."""
    word = stretch.words[at]
    if _has_bare_alef(stretch, at) or (word[0] == "ك" and not kind_of(word[1:]) & (HEAD | Kind.DEFINITE)):
        return False
    return is_clitic_noun(word)


def _behind_given_name(stretch: Stretch, at: int) -> bool:
    if stretch.kinds[at - 1] & (Kind.GIVEN_NAME | Kind.NAME_PARTICLE):
        return True
    return at > 1 and bool(stretch.kinds[at - 2] & Kind.NAME_PARTICLE)  # «عبد الحق | بنسودة»


def _is_family_name(stretch: Stretch, at: int) -> bool:
    """Whether a word with «ال» goes on a name: «فائز السراج», «عبد الفتاح السيسي», «هاني المصري»."""
    kind, previous = stretch.kinds[at], stretch.kinds[at - 1]
    if not kind & Kind.DEFINITE or kind & FUNCTION or stretch.words[at] in cue_forms():
        return False
    if previous & Kind.NAME_PARTICLE:
        return True
    if is_verbal_noun(stretch.words[at].removeprefix("ال")):
        return False  # «لفت فلان | الانتباه إلى …»
    second = at - 2 < stretch.start or not is_name_like(stretch.words[at - 2])
    if stretch.words[at].endswith("ات") and not second:
        return False  # «هاني العبيدات», but «هاني الراوي | الغارات»
    if not second and _describes_bearer(stretch, at):
        return False
    if kind & HEAD and previous & Kind.GIVEN_NAME and second:
        return ends_phrase(stretch, at + 1)  # «عوض السيد،»
    if kind & (HEAD | Kind.MODIFIER) or (kind & Kind.NISBA and not previous & Kind.GIVEN_NAME):
        return False
    given = previous & Kind.GIVEN_NAME and at - 1 == stretch.start  # «الصادق | الراوي»
    if previous & Kind.DEFINITE and not given and not stretch.kinds[at - 2] & Kind.NAME_PARTICLE:
        return False
    if kind & Kind.NISBA and stretch.kind(at + 1) & Kind.DEFINITE:
        return bool(previous & Kind.GIVEN_NAME)
    if kind & Kind.COMMON_NOUN:
        return bool(previous & Kind.GIVEN_NAME) and not stretch.bare and ends_phrase(stretch, at + 1)
    return True


def _describes_bearer(stretch: Stretch, at: int) -> bool:
    """Whether a participle with «ال» and a preposition tell of a person: «هاني ميلر ⟦المحتجز في⟧ …», «⟦المقرب من⟧»."""
    word = stretch.words[at]
    participle = word.startswith("الم") and len(word) > 5 and not word.endswith("ي")
    return participle and bool(stretch.kind(at + 1) & Kind.PREPOSITION)


def ends_phrase(stretch: Stretch, at: int) -> bool:
    """Whether nothing that could still belong to a noun phrase stands at a token."""
    if at >= stretch.limit or not stretch.words[at][0].isalnum() or is_clitic_noun(stretch.words[at]):
        return True
    if stretch.words[at] in cue_forms():
        return True
    return bool(stretch.kinds[at] & FUNCTION)
