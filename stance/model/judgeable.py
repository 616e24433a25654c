"""Which quotes say too little to be judged."""

import re
from enum import StrEnum

from stance.features import QuoteLike, normalized_words, quote_text
from stance.features.symbols import symbols

FEWEST_WORDS = 3
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")


class Unjudgeable(StrEnum):
    """Why a quote cannot be judged."""

    NO_ARABIC = "no Arabic letters"
    TOO_SHORT = "fewer than three words, none of which takes a side"


def why_not(quote: QuoteLike) -> Unjudgeable | None:
    """Return why a quote cannot be judged, None if it can.

    A word or two can be judged where the stance lexicon knows one of them to take a side: «غير مقبول» is hostile.

    >>> [str(why_not(text)) for text in ("يوم الأحد", "We reject this offer", "غير مقبول", "سيصل الوفد غدا")]
    ['fewer than three words, none of which takes a side', 'no Arabic letters', 'None', 'None']
    """
    text = quote_text(quote)
    if not _ARABIC_LETTER.search(text):
        return Unjudgeable.NO_ARABIC
    words = normalized_words(text)
    if len(words) >= FEWEST_WORDS or any(symbol.polarity for symbol in symbols(words)[1]):
        return None
    return Unjudgeable.TOO_SHORT
