"""The words of a quote, with one spelling each."""

import re
from functools import lru_cache

from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from stance.lexicon.memo import Memo
from stance.schema import Span

# Marks written over letters, the stretching tatweel and invisible direction marks are inside a word, not between words.
_INSIDE = "\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_WORD = re.compile(rf"[\w{_INSIDE}]+")
_INVISIBLE = re.compile(rf"[{_INSIDE}\s]")


def normalize_word(word: str) -> str:
    """Return a word without vowel marks and with one spelling for the letters that newsrooms confuse.

    >>> normalize_word("الأُمَّة"), normalize_word("إلى")
    ('الامه', 'الي')
    """
    return _NORMAL[word]


def _normalize(word: str) -> str:
    plain = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(normalize_unicode(word))))
    plain = _INVISIBLE.sub("", plain).lower()
    return word if plain == word else plain  # so that most words are held once


def word_spans(text: str) -> list[tuple[str, Span]]:
    """Return the normalized words of a text and where they stand in it (code points, half-open)."""
    found = ((normalize_word(match[0]), Span(*match.span())) for match in _WORD.finditer(text))
    return [(word, span) for word, span in found if word]


@lru_cache(2**11)  # each kind of feature asks for the same quotes
def normalized_words(text: str) -> tuple[str, ...]:
    """Return the normalized words of a text; punctuation is dropped.

    >>> normalized_words("«لن نقبلَ الإملاءات!»")
    ('لن', 'نقبل', 'الاملاءات')
    """
    return tuple(filter(None, map(_NORMAL.__getitem__, _WORD.findall(text))))


_NORMAL = Memo(_normalize)
