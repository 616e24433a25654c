"""What formats with room for it carry along: the columns of the article and of its quotes, as JSON."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from stance.errors import StanceError
from stance.io.quote_columns import to_quote
from stance.schema import Article, Quote

_LINE_BREAKS = re.compile("[\u0085\u2028\u2029]")
_ARTICLE = [field.name for field in dataclasses.fields(Article)]
_QUOTE = [field.name for field in dataclasses.fields(Quote)]


def article_row(article: Article) -> dict[str, Any]:
    """Return what is known of an article beside its text."""
    return {name: value for name in _ARTICLE if name != "text" and (value := getattr(article, name)) is not None}


def article_of(row: Mapping[str, Any], text: str, place: str) -> Article:
    """Return the article again; what a tool has added to the row is passed over."""
    if not isinstance(row.get("id"), str):
        raise StanceError(f"{place}: there is no article id here. Import what was exported with stance.export.")
    return Article(**{name: row[name] for name in _ARTICLE if name in row and name != "text"}, text=text)


def quote_row(quote: Quote) -> dict[str, Any]:
    """Return the columns of a quote, those that are empty left out."""
    return {name: value for name in _QUOTE if (value := getattr(quote, name)) is not None}


def quote_rows(quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    """Return the columns of each quote."""
    return [quote_row(quote) for quote in quotes]


def quotes_of(rows: Any, place: str) -> list[Quote]:
    """Return quotes from their rows; none where a tool has not kept them."""
    return [to_quote(row, place) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def one_line(value: Any) -> str:
    """Return JSON that no reader breaks into lines, not even one that breaks at all that Unicode calls a line break."""
    return _LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", orjson.dumps(value).decode())


def parsed(line: str | bytes, place: str) -> dict[str, Any]:
    """Return a JSON object; raise StanceError, saying where, for anything else."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise StanceError(f"{place}, column {error.colno}: not valid JSON ({error.msg}).") from None
    if not isinstance(value, dict):
        raise StanceError(f"{place}: this is not a JSON object.")
    return value
