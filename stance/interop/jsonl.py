"""Annotated articles, one JSON object a line: what `stance.evaluate` takes as gold, with all other columns beside."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from stance.errors import StanceError
from stance.interop.annotated import Annotated, OnReject
from stance.interop.rows import article_of, article_row, parsed, quote_rows
from stance.io.atomic import replacing
from stance.io.quote_columns import to_quote
from stance.schema import Quote

_SHORT = {"quote_start": "start", "quote_end": "end"}


def write(articles: Iterable[Annotated], path: Path, _on_reject: OnReject) -> None:
    """Write one line per article."""
    with replacing(path) as part, part.open("wb") as file:
        for article, quotes in articles:
            row = article_row(article) | {"text": article.text, "quotes": [_row(row) for row in quote_rows(quotes)]}
            file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def _row(values: Mapping[str, Any]) -> dict[str, Any]:
    row = {_SHORT.get(name, name): value for name, value in values.items() if name != "article_id"}
    # The reader of gold asks for these, whether or not there is one.
    return dict.fromkeys(("speaker", "stance", "target", "cue", "cue_start", "cue_end")) | row


def read(path: Path) -> Iterator[Annotated]:
    """Read lines as `write` makes them, or as annotated by hand with no more than gold needs."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _annotated(line, f"{path}, line {number}")


def _annotated(line: bytes, place: str) -> Annotated:
    row = parsed(line, place)
    text, quotes = row.get("text"), row.get("quotes")
    if not isinstance(text, str) or not isinstance(quotes, list):
        raise StanceError(f"{place}: an article with its text and a list of quotes is expected.")
    article = article_of(row, text, place)
    shared = article_row(article) | {"article_id": article.id}
    return Annotated(article, [_quote(quote, shared, text, place) for quote in quotes])


def _quote(row: Mapping[str, Any], shared: Mapping[str, Any], text: str, place: str) -> Quote:
    values = dict(shared) | {name: row.get(short) for name, short in _SHORT.items()} | dict(row)
    start, end = row.get("start"), row.get("end")
    if isinstance(start, int) and isinstance(end, int):
        quote_id = f"{shared['article_id']}:{start}-{end}"
        values = {"quote": text[start:end], "quote_id": quote_id, "cluster_id": quote_id} | values
    return to_quote(values, place)
