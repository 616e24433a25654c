"""Quotes where they stand: the paragraph around a quote, with speaker, cue and quote marked."""

import itertools
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from stance.schema import Article, Quote, Span

_LONGEST = 1500  # code points around a quote, beyond which only its own lines are shown


class Passage(NamedTuple):
    """A stretch of an article, and where it begins there in code points."""

    text: str
    start: int


class Piece(NamedTuple):
    """A piece of a passage, and what it belongs to: said, cue, speaker, weighty."""

    text: str
    marks: tuple[str, ...]


def passages(articles: Iterable[Article], quotes: Collection[Quote]) -> dict[str, Passage]:
    """Return the passage of each quote, by its id, that stands in one of the articles as its offsets say."""
    by_article: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_article.setdefault(quote.article_id, []).append(quote)
    return {
        quote.quote_id: _passage(article.text, quote)
        for article in articles
        for quote in by_article.get(article.id, ())
        if article.text[quote.quote_start : quote.quote_end] == quote.quote
    }


def pieces(quote: Quote, passage: Passage | None, weighty: Sequence[Span]) -> list[Piece]:
    """Cut a passage, or else the quote alone, where something that is marked begins or ends.

    `weighty` are the words, counted from the quote's start, that moved the label.
    """
    text, start = passage or Passage(quote.quote, quote.quote_start)
    marked = [("said", quote.quote_start, quote.quote_end)] if passage else []
    marked += [("weighty", quote.quote_start + first, quote.quote_start + end) for first, end in weighty]
    if passage and quote.cue_start is not None and quote.cue_end is not None:
        marked.append(("cue", quote.cue_start, quote.cue_end))
    if passage and quote.speaker_mention_start is not None and quote.speaker_mention_end is not None:
        marked.append(("speaker", quote.speaker_mention_start, quote.speaker_mention_end))
    ends = {min(max(at - start, 0), len(text)) for _, *edges in marked for at in edges} | {0, len(text)}
    cuts = sorted(ends)
    return [
        Piece(
            text[first:end], tuple(kind for kind, low, high in marked if low <= start + first and start + end <= high)
        )
        for first, end in itertools.pairwise(cuts)
    ]


def _passage(text: str, quote: Quote) -> Passage:
    starts = [quote.quote_start, quote.cue_start, quote.speaker_mention_start]
    ends = [quote.quote_end, quote.cue_end, quote.speaker_mention_end]
    whole = _lines(text, min(at for at in starts if at is not None), max(at for at in ends if at is not None))
    return whole if len(whole.text) <= _LONGEST else _lines(text, quote.quote_start, quote.quote_end)


def _lines(text: str, start: int, end: int) -> Passage:
    """Return the whole lines that a stretch touches."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return Passage(text[first : len(text) if last < 0 else last], first)
