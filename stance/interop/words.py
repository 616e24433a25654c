"""A text as words and sentences, for formats that have a line for each word."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from stance.interop.markup import Markup, Part
from stance.schema import Span

# Letters, digits, vowel signs and characters without width make a word; any other sign is one by itself.
_WORD = re.compile(r"[\w\u064b-\u065f\u0670\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[^\w\s]")
_END = frozenset(".!?؟")


def words_of(text: str, markups: Collection[Markup]) -> list[Span]:
    """Return the words of a text, cut wherever a quote, cue, speaker or target begins or ends.

    White space belongs to no word, so that what is marked begins and ends with one.
    """
    cuts = {at for markup in markups for part in Part for at in markup.part(part) or ()}
    return [piece for match in _WORD.finditer(text) for piece in _pieces(Span(*match.span()), cuts)]


def _pieces(word: Span, cuts: Collection[int]) -> Iterator[Span]:
    inside = [at for at in range(word.start + 1, word.end) if at in cuts]
    return (Span(*ends) for ends in pairwise([word.start, *inside, word.end]))


def sentences_of(text: str, words: Sequence[Span]) -> Iterator[list[Span]]:
    """Part words into sentences: at line breaks, and behind a full stop that white space follows.

    >>> text = "نعم. لا"
    >>> [[word.of(text) for word in sentence] for sentence in sentences_of(text, words_of(text, []))]
    [['نعم', '.'], ['لا']]
    """
    sentence: list[Span] = []
    for word, following in pairwise([*words, Span(len(text), len(text))]):
        sentence.append(word)
        gap = text[word.end : following.start]
        if "\n" in gap or (gap and word.of(text) in _END):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def covered(words: Sequence[Span], span: Span) -> range:
    """Return which words lie in a span, one that `words_of` has cut them by."""
    first, behind = (bisect_left(words, Span(at, at)) for at in span)
    return range(first, behind)
