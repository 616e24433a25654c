"""When two names mean one speaker, for scoring: spelling aside, and a last name stands for the full one."""

import re
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_PUNCTUATION = re.compile(r"[^\w\s]")
# Letters that outlets write for one another: hamza and its seats, ya, ta marbuta, and foreign g and v.
_LETTERS = str.maketrans("أإآٱىئؤةجڤگ", "ااااييوهغفغ")
_VARIANTS = (("اميرك", "امريك"), ("دميتري", "ديمتري"))


@lru_cache(maxsize=8192)
def normalize_name(name: str) -> str:
    """Return the name without marks, article and case ending, its letters folded.

    >>> normalize_name("سيرجي فولكوف") == normalize_name("سيرغي فولكوف")
    True
    """
    folded = _PUNCTUATION.sub(" ", _INVISIBLE.sub("", name).translate(_LETTERS))
    return " ".join(_normalize_token(token) for token in folded.split())


def _normalize_token(token: str) -> str:
    if token.startswith("ال") and len(token) > 4:
        token = token[2:]
    if token.endswith("ين") and len(token) > 4:
        token = f"{token[:-2]}ون"
    for variant, standard in _VARIANTS:
        token = token.replace(variant, standard)
    return token


def same_speaker(one: str, other: str) -> bool:
    """Tell whether two names agree: equal, one the head or tail of the other, or two words or more all found in it.

    >>> same_speaker("فولكوف", "سيرغي فولكوف"), same_speaker("سيرغي", "فولكوف"), same_speaker("", "")
    (True, False, False)
    """
    shorter, longer = sorted((normalize_name(one).split(), normalize_name(other).split()), key=len)
    if not shorter:
        return False
    at_an_end = shorter in (longer[: len(shorter)], longer[-len(shorter) :])
    return at_an_end or (len(shorter) > 1 and set(shorter) <= set(longer))


def is_mentioned(name: str, text: str) -> bool:
    """Tell whether the whole name stands in the text, spelling aside.

    >>> is_mentioned("سيرجي فولكوف", "التقى سيرغي فولكوف نظيره"), is_mentioned("فول", "فولكوف")
    (True, False)
    """
    normalized = normalize_name(name)
    return bool(normalized) and f" {normalized} " in f" {normalize_name(text)} "
