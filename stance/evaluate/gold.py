"""Annotated articles: our corpus and the gold files share one reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from stance.errors import StanceError
from stance.schema import Article, Form, Quote, Span, Stance


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """An annotated quote, with every span and every name of its speaker and target that the annotators accept.

    An `optional` quote, one that the annotators did not agree on, counts neither when missed nor when found.
    """

    spans: tuple[Span, ...]
    speakers: tuple[str, ...]
    form: Form
    stance: Stance
    cue: Span | None = None
    targets: tuple[str, ...] = ()
    optional: bool = False

    @property
    def span(self) -> Span:
        """Return the first annotator's span."""
        return self.spans[0]

    @property
    def target(self) -> str | None:
        """Return the first annotator's target, None where the quote is directed at nobody."""
        return self.targets[0] if self.targets else None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and all its annotated quotes."""

    article: Article
    quotes: tuple[GoldQuote, ...]

    @property
    def core(self) -> tuple[GoldQuote, ...]:
        """Return the quotes that count."""
        return tuple(quote for quote in self.quotes if not quote.optional)


def read_gold(path: str | Path, split: str | None = None) -> list[GoldArticle]:
    """Read annotated articles, one JSON object a line; `split` keeps the articles of one split only."""
    path = Path(path)
    rows = [(place, row) for place, row in _rows(path) if split is None or row.get("split") == split]
    if not rows:
        raise StanceError(
            f"{path} holds no article{f' of split {split!r}' if split else ''}: nothing to score against."
        )
    articles: dict[str, GoldArticle] = {}
    for place, row in rows:
        gold = _checked(place, row)
        if gold.article.id in articles:
            raise StanceError(
                f"{place}: the article id {gold.article.id!r} stands twice; give each article its own id."
            )
        articles[gold.article.id] = gold
    return list(articles.values())


def gold_article(row: Mapping[str, Any]) -> GoldArticle:
    """Build an article from its JSON object.

    >>> gold_article({"id": 7, "text": "نفى الوزير الخبر", "quotes": []}).article.id
    '7'
    """
    article = Article(id=str(row["id"]), text=row["text"], date=row.get("date"), outlet=row.get("outlet"))
    return GoldArticle(article, tuple(_gold_quote(quote) for quote in row["quotes"]))


def gold_rows(gold: GoldArticle) -> list[Quote]:
    """Return the quotes that count as rows for a model to label: words, cue and form, no stance."""
    return [_row(gold.article, quote) for quote in gold.core]


def _row(article: Article, quote: GoldQuote) -> Quote:
    start, end = quote.span
    cue_start, cue_end = quote.cue or (None, None)
    return Quote(
        article_id=article.id,
        quote_id=f"{article.id}:{start}-{end}",
        quote=quote.span.of(article.text),
        quote_start=start,
        quote_end=end,
        form=quote.form,
        cue=quote.cue.of(article.text) if quote.cue else None,
        cue_start=cue_start,
        cue_end=cue_end,
        speaker=quote.speakers[0] or None,
        date=article.date,
        outlet=article.outlet,
    )


def _gold_quote(row: Mapping[str, Any]) -> GoldQuote:
    spans: Sequence[Sequence[int]] = row.get("spans") or [[row["start"], row["end"]]]
    return GoldQuote(
        spans=tuple(Span(*span) for span in spans),
        speakers=tuple(row.get("speakers") or [row["speaker"]]),
        form=Form(row["form"]),
        stance=Stance(row["stance"]),
        cue=None if row.get("cue_start") is None else Span(row["cue_start"], row["cue_end"]),
        targets=tuple(filter(None, row.get("targets") or [row.get("target")])),
        optional=bool(row.get("optional")),
    )


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise StanceError(f"Gold file {path} cannot be read ({error.strerror}): check gold=….") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path}, line {number}"
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise StanceError(f"{place}, column {error.colno}: not JSON ({error.msg}); gold is JSON Lines.") from error
        if not isinstance(row, dict):
            raise StanceError(f"{place}: a JSON object with id, text and quotes is expected.")
        yield place, row


def _checked(place: str, row: Mapping[str, Any]) -> GoldArticle:
    try:
        gold = gold_article(row)
    except KeyError as error:
        raise StanceError(f"{place}: {error.args[0]!r} is missing from the article or one of its quotes.") from error
    except (TypeError, ValueError) as error:
        raise StanceError(f"{place}: the article does not read as annotation ({error}).") from error
    length = len(gold.article.text)
    for quote in gold.quotes:
        for span in quote.spans:
            if not 0 <= span.start < span.end <= length:
                raise StanceError(f"{place}: the quote {list(span)} lies outside the text of {length} characters.")
    return gold
