"""Articles together with their quotes, and what keeps the two apart: a text that is no longer the one that was read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from stance.io import Reject
from stance.schema import Article, Quote


class Annotated(NamedTuple):
    """An article and its quotes, in any order."""

    article: Article
    quotes: Sequence[Quote]


OnReject = Callable[[Reject], None]


def paired(articles: Iterable[Article], quotes: Iterable[Quote], on_reject: OnReject) -> Iterator[Annotated]:
    """Yield every article with its quotes; the quotes are held in memory, the articles are not.

    An article whose text does not hold one of its quotes where the quote says is set aside with all of them, and so are
    the quotes of an article that never comes.
    """
    waiting: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        waiting[quote.article_id].append(quote)
    for article in articles:
        own = waiting.pop(article.id, [])
        fault = next(filter(None, (misplaced(quote, article.text) for quote in own)), None)
        if fault:
            on_reject(Reject(f"the text has changed since its {_count(own)} found: {fault}", article_id=article.id))
        else:
            yield Annotated(article, own)
    for article_id, left in waiting.items():
        on_reject(Reject(f"there is no such article, so its {_count(left)} left out", article_id=article_id))


def described(annotated: Annotated) -> Iterator[Quote]:
    """Yield the quotes of an article with its date, outlet and the like, which not every format keeps."""
    article, quotes = annotated
    for quote in quotes:
        yield replace(
            quote,
            date=article.date,
            outlet=article.outlet,
            url=article.url,
            title=article.title,
            title_prepended=article.title_prepended,
        )


def misplaced(quote: Quote, text: str) -> str | None:
    """Return what a text has in the place of a quote, its cue or its speaker's mention; None if all stand there.

    >>> misplaced(Quote("1", "1:0-2", "نعم", 0, 3, "direct"), "كلا")
    "'كلا' stands at 0–3, not the quote 'نعم'"
    """
    stretches = (
        ("quote", quote.quote, quote.quote_start, quote.quote_end),
        ("cue", quote.cue, quote.cue_start, quote.cue_end),
        ("speaker's mention", quote.speaker_mention, quote.speaker_mention_start, quote.speaker_mention_end),
    )
    for name, stored, start, end in stretches:
        if start is not None and (start < 0 or text[start:end] != stored):
            return f"{text[max(start, 0) : end]!r} stands at {start}–{end}, not the {name} {stored!r}"
    return None


def _count(quotes: Sequence[Quote]) -> str:
    return "quote was" if len(quotes) == 1 else f"{len(quotes)} quotes were"
