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
_SHORTEST = 5  # letters: most Arabic names that a vowel tells apart have fewer


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


def is_variant(left: str, right: str, *, letters: int = _SHORTEST) -> bool:
    """Whether two words, one of `letters` or more, can be one foreign name, which is written with more vowels or fewer.

    In Arabic names a vowel makes another name, and so does a last «ي»: short words, words with the article and pairs of
    known given names («مسعد», «مسعود») are no variants.

    >>> is_variant("فولكوف", "فلكوف"), is_variant("حميد", "حماد")
    (True, False)
    """
    short, long = sorted((left, right), key=len)
    if len(short) < _SHORTEST or len(long) < letters or left.startswith("ال") or right.startswith("ال"):
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
