"""doccano's JSONL for sequence labeling with relations: entities and relations beside the text.

A quote's label is its stance, `quote` where it has none. doccano counts UTF-16 code units, as long as the project does
not count grapheme clusters as one character. What is no text, entity or relation it keeps and gives back.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from stance.errors import StanceError
from stance.interop.annotated import Annotated, OnReject
from stance.interop.graph import PARTS, graph_of, markups_of
from stance.interop.markup import Markup, Part, markup_of, restored
from stance.interop.offsets import Utf16
from stance.interop.rows import article_of, article_row, parsed, quote_rows, quotes_of
from stance.io.atomic import replacing
from stance.schema import Span, Stance


def write(articles: Iterable[Annotated], path: Path, _on_reject: OnReject) -> None:
    """Write one line per article; the ids of entities and relations are unique in the file."""
    entities = relations = 0
    with replacing(path) as part, part.open("wb") as file:
        for annotated in articles:
            line = _line(annotated, entities, relations)
            entities += len(line["entities"])
            relations += len(line["relations"])
            file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


def _line(annotated: Annotated, entities: int, relations: int) -> dict[str, Any]:
    article, quotes = annotated
    units = Utf16(article.text)
    nodes, links = graph_of((markup_of(quote, article.text) for quote in quotes), first=entities + 1)
    spans = [(node.number, units.encode(node.span), node) for node in nodes]
    return {
        "text": article.text,
        "entities": [
            {"id": number, "label": _label(node.part, node.markup), "start_offset": span.start, "end_offset": span.end}
            for number, span, node in spans
        ],
        "relations": [
            {"id": number, "from_id": link.quote, "to_id": link.part, "type": str(link.kind)}
            for number, link in enumerate(links, start=relations + 1)
        ],
        "article": article_row(article),
        "quotes": quote_rows(quotes),
    }


def _label(part: Part, markup: Markup | None) -> str:
    return str(markup.stance if markup and markup.stance else part)


def read(path: Path) -> Iterator[Annotated]:
    """Read lines as doccano exports them, entities and relations included."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            place = f"{path}, line {number}"
            row = parsed(line, place)
            try:
                yield _annotated(row, place)
            except (KeyError, TypeError, ValueError) as error:
                raise StanceError(
                    f"{place} does not read as an annotated text ({error!r}). Export from a doccano project of "
                    "sequence labeling with relations, in the format JSONL(Relation)."
                ) from error


def _annotated(row: Mapping[str, Any], place: str) -> Annotated:
    text = row["text"]
    units = Utf16(text)
    quotes: dict[int, Markup] = {}
    parts: dict[int, tuple[Part, Span]] = {}
    for entity in row["entities"]:
        span, label = units.decode(entity["start_offset"], entity["end_offset"]), entity["label"]
        if label in PARTS:
            parts[entity["id"]] = Part(label), span
        else:
            quotes[entity["id"]] = Markup(span, stance=None if label == Part.QUOTE else Stance(label))
    links = [(relation["from_id"], relation["to_id"]) for relation in row.get("relations", [])]
    article = article_of(row["article"], text, place)
    return restored(article, markups_of(quotes, parts, links), quotes_of(row.get("quotes"), place))
