"""Where the text names the target of a quote, which the quote itself knows by its canonical name only."""

import re
from collections.abc import Iterator

from stance.lexicon.states import state_of
from stance.schema import Quote, Span
from stance.text import fold

_WORD = re.compile(r"[\w\u064b-\u065f\u0670]+")
_LONGEST_NAME = 5  # words
_LONGEST_GAP = 200  # characters between cue and quote in which the addressee may stand
_CLITICS = "وفبلك"


def find_target(quote: Quote, text: str) -> Span | None:
    """Return where the target is first named: between cue and quote («اتهم ⟦واشنطن⟧ بـ…»), else in the quote.

    A preposition or conjunction that is written as one with the name stays outside, except in «لل…».
    """
    if not quote.target:
        return None
    gap = Span(quote.quote_start, quote.quote_start)
    before = quote.cue_end
    if before is not None and 0 <= quote.quote_start - before <= _LONGEST_GAP:
        gap = Span(before, quote.quote_start)
    for span in (gap, Span(quote.quote_start, quote.quote_end)):
        found = _find(quote.target, text, span)
        if found:
            return found
    return None


def name_of(words: str) -> str:
    """Return the canonical name of what is marked as a target: the state that it stands for, else the words.

    >>> name_of("لموسكو"), name_of("شركة النهر")
    ('روسيا', 'شركة النهر')
    """
    states = (state_of(folded) for folded, _ in _readings(words))
    return next(filter(None, states), words)


def _find(name: str, text: str, within: Span) -> Span | None:
    folded_name = fold(name)
    words = [Span(*match.span()) for match in _WORD.finditer(text, *within)]
    for at, first in enumerate(words):
        for last in reversed(words[at : at + _LONGEST_NAME]):
            for folded, skipped in _readings(text[first.start : last.end]):
                if folded == folded_name or state_of(folded) == name:
                    return Span(first.start + skipped, last.end)
    return None


def _readings(words: str) -> Iterator[tuple[str, int]]:
    """Yield the spellings that a name could have here, folded, and how many characters before it are no part of it."""
    folded = " ".join(fold(words).split())
    yield folded, 0
    if folded.startswith("لل"):
        yield f"ال{folded[2:]}", 0
    if len(folded) > 3 and words[0] in _CLITICS:
        yield folded[1:], 1
