"""Spellings of names: which are one name written twice, and which are likely to be."""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from stance.lexicon.names import given_names
from stance.text import fold

_NOT_LETTERS = re.compile(r"[^\w\s]|_")
_ONE_LETTER = str.maketrans("ؤئڤگ", "ويفغ")
_AMERICA = ("اميرك", "امريك")
_VOWELS = re.compile("(?<!^)[اويه]")
# Consonants of other languages that Arabic writes now with one letter, now with another.
_ALIKE = str.maketrans("طثصزغقذض", "تتسسجكدد")
_MOST_LETTERS_APART = 2


@lru_cache(maxsize=50_000)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in one spelling; whether «ج» or «غ» stands for a foreign g is left open.

    >>> words("سامي_الأمريكيّ") == words("سامى الاميركي")
    True
    """
    letters = _NOT_LETTERS.sub(" ", fold(name)).translate(_ONE_LETTER)
    return tuple(letters.replace(*_AMERICA).split())


def key(name: str) -> str:
    """Return what spellings of one name share: «عبد الله» and «عبدالله» are one.

    >>> key("عبد الله الأشقر") == key("عبدالله الاشقر")
    True
    """
    return "".join(words(name))


def is_variant(left: str, right: str, *, shortest: int, longest: int) -> bool:
    """Whether two words can be one foreign name, which Arabic writes with more vowels or fewer.

    `shortest` is the least length of the shorter word, `longest` of the longer. Words with the article and pairs of
    known given names («محمد», «محمود») are Arabic, where a vowel makes another name, and so does a last «ي».

    >>> is_variant("فولكوف", "فلكوف", shortest=4, longest=4), is_variant("حميد", "حماد", shortest=4, longest=4)
    (True, False)
    """
    short, long = sorted((left, right), key=len)
    if len(short) < shortest or len(long) < longest or left.startswith("ال") or right.startswith("ال"):
        return False
    if left.endswith("ي") != right.endswith("ي") or {left, right} <= _given_names():
        return False
    return skeleton(left) == skeleton(right) and OSA.distance(left, right) <= _MOST_LETTERS_APART


def skeleton(word: str) -> str:
    """Return the consonants of a word, those that writers exchange as one."""
    return _VOWELS.sub("", word).translate(_ALIKE)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(map(fold, given_names()))
