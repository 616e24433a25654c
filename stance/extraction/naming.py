"""What the letters of a word say: everyday noun, verb, or possibly a name that no lexicon lists."""

import re
from functools import lru_cache

from stance.extraction.cues import cue_forms
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of

# A given name of these classes is an everyday word too («أمل»): only its place tells.
EVERYDAY = HEAD | Kind.MODIFIER | Kind.COMMON_NOUN | Kind.NISBA | Kind.PLACE | Kind.ORGANIZATION
_NAMES = Kind.GIVEN_NAME | Kind.NAME_PARTICLE | Kind.SURNAME

# Derived verbal nouns by their letters: «انفتاح، التزام، استعداد، إعلان», «تهديد، تأكيد».
_VERBAL_NOUN = re.compile(r"ا\w\wا\w|ا\w[تطد]\wا\w|ا[نت]\w?\wا\w|است\w?\wا\w|ت\w\wي\w")
# Present, future and purpose («يريد، سيقرر، لتصبح»), a feminine past («نجحت»), an object pronoun («بذلها»).
_VERB = re.compile(r"ي\w{3,4}|يست\w{2,4}|س[يتن]\w{2,5}|ل[يت]\w{3,4}|[^اويى]{3,4}(?:ت|ته|تها|تهم)|\w{3,}(?:ها|هم)")
_POSSESSIVES = ("هما", "ها", "هم", "نا", "ه")
# Endings that personal names unknown to the lexicon do not have: the feminine ending, plurals, possessive pronouns.
_NOUN_ENDINGS = ("ه", "ها", "هم", "هما", "ات", "اته", "ائه", "موا", "لوا", "روا")
_CLITICS = frozenset("وفبلك")


@lru_cache(maxsize=100_000)
def is_noun(word: str) -> bool:
    """Whether a word is an everyday noun: listed, or a verbal noun by its letters, perhaps with a possessor.

    >>> is_noun("التزام"), is_noun("قلقه"), is_noun("بيسكوف")
    (True, True, False)
    """
    kind = kind_of(word)
    if kind & (Kind.COMMON_NOUN | Kind.MODIFIER | HEAD):
        return True
    if kind & Kind.GIVEN_NAME:
        return False
    if is_verbal_noun(word):
        return True
    if word.endswith("ا") and len(word) > 4 and is_noun(word[:-1]):
        return True
    for ending in _POSSESSIVES:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            return is_noun(stem) or (stem.endswith("ت") and is_noun(stem[:-1] + "ه"))
    return False


def is_verbal_noun(word: str) -> bool:
    """Whether a word has the letters of a derived verbal noun: «انفتاح», «تهديد»."""
    return _VERBAL_NOUN.fullmatch(word) is not None


@lru_cache(maxsize=100_000)
def is_clitic_noun(word: str) -> bool:
    """Whether a word is a known word with a conjunction or preposition written on it.

    >>> is_clitic_noun("بالتدخل"), is_clitic_noun("بوتين")
    (True, False)
    """
    if word[0] not in _CLITICS or len(word) < 3 or kind_of(word) & (Kind.GIVEN_NAME | Kind.PLACE | Kind.COMMON_NOUN):
        return False
    if word.startswith(("بال", "لل", "وال")):
        return True
    rest = word[1:]
    if word.startswith("وو") and not kind_of(rest):
        return False  # «وولدي», but «ووزير»
    if rest in closed_class("letters"):
        return True
    if word.startswith(("فال", "كال")) and not kind_of(rest) & ~Kind.DEFINITE:
        return False  # «كالين», «فالنسيا»
    if word[0] in "بل" and rest in cue_forms():
        return True  # «بنشر», «لقول»
    return is_noun(rest) or bool(kind_of(rest)) or (word[0] in "وف" and len(rest) > 2 and is_clitic_noun(rest))


@lru_cache(maxsize=100_000)
def is_name_like(word: str) -> bool:
    """Whether a bare word can be part of a person's name, wherever it stands.

    >>> is_name_like("بيسكوف"), is_name_like("التزام"), is_name_like("ضروره")
    (True, False, False)
    """
    kind = kind_of(word)
    if word in cue_forms():
        return False
    if kind & _NAMES:
        return not kind & FUNCTION and (not kind & EVERYDAY or bool(kind & Kind.NAME_PARTICLE))
    if kind & ~Kind.LATIN or not word.isalpha() or len(word) < 2:
        return False
    return not word.endswith(_NOUN_ENDINGS) and not is_noun(word) and not is_clitic_noun(word)


def can_be_family(word: str, kind: int) -> bool:
    """Whether a word behind a given name can go it on: like a name, or with the article and in no lexicon."""
    return is_name_like(word) or bool(kind & Kind.DEFINITE and not kind & (EVERYDAY | FUNCTION))


@lru_cache(maxsize=100_000)
def is_verb_like(word: str) -> bool:
    """Whether an unlisted word has the letters of a verb or an object pronoun.

    >>> is_verb_like("سيقرر"), is_verb_like("بيسكوف")
    (True, False)
    """
    return _VERB.fullmatch(word) is not None and not kind_of(word)
