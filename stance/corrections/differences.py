"""What somebody has changed in quotes, as corrections that can be replayed elsewhere."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from stance.corrections.records import CHANGES, NONE, Action
from stance.errors import StanceError
from stance.io.atomic import replacing
from stance.schema import Quote


def differences(before: Iterable[Quote], after: Iterable[Quote], articles: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield rows of a corrections file that make `before` into `after`, for the articles of these ids."""
    checked: dict[str, dict[str, Quote]] = {article: {} for article in articles}
    for quote in after:
        checked[quote.article_id][quote.quote_id] = quote
    for quote in before:
        if quote.article_id not in checked:
            continue
        now = checked[quote.article_id].pop(quote.quote_id, None)
        if now is None or now.quote != quote.quote:
            yield _row(Action.DELETE, quote)
        elif new := {f"new_{name}": _cell(now, name) for name in CHANGES if getattr(now, name) != getattr(quote, name)}:
            yield _row(Action.CHANGE, quote) | new
        else:
            yield _row(Action.RIGHT, quote)
    for quotes in checked.values():
        yield from (_row(Action.ADD, quote) for quote in quotes.values())


def _row(action: Action, quote: Quote) -> dict[str, Any]:
    columns = dataclasses.asdict(quote).items()
    return {"action": action} | {name: value for name, value in columns if value is not None}


def _cell(quote: Quote, name: str) -> str:
    return str(getattr(quote, name) or NONE)


def write_corrections(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows as JSON lines; return how many there were, not counting those that change nothing."""
    if path.suffix.lower() != ".jsonl":
        raise StanceError(f"corrections={path}: corrections are written as .jsonl. Give it such a name.")
    count = 0
    with replacing(path) as part, part.open("wb") as file:
        for row in rows:
            count += row["action"] != Action.RIGHT
            file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    return count
