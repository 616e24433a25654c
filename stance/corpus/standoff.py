"""Labels over public corpora, which are stored without their texts, joined with the texts where the user has them."""

import hashlib
from pathlib import Path
from typing import Any

from stance.corpus.reading import CORPUS_DIR
from stance.corpus.records import LabelledQuote, Source, Split, covered, parse_lines
from stance.errors import StanceError
from stance.schema import Stance

LABELS = "standoff.jsonl"
SOURCES = "standoff_sources.jsonl"


def read_standoff(texts: Path, folder: Path = CORPUS_DIR) -> tuple[list[LabelledQuote], int]:
    """Return the labelled quotes whose article is among `texts`, and how many labels had to be left out.

    `texts` is JSONL with `id` and `text`. Offsets count from `text` alone, before any title. A text that is not,
    to the byte of its UTF-8, the one that was labelled raises StanceError: its offsets would hold other words.
    """
    expected = dict(parse_lines(folder / SOURCES, lambda row: (row["article_id"], row["sha256"])))
    found = dict(parse_lines(texts, lambda row: (row["id"], row["text"])))
    for article_id in expected.keys() & found.keys():
        if hashlib.sha256(found[article_id].encode()).hexdigest() != expected[article_id]:
            raise StanceError(f"{texts}: the text of {article_id} is not the one that was labelled (see {SOURCES}).")
    labels = list(parse_lines(folder / LABELS, lambda row: _labelled(row, found.get(row["article_id"]))))
    quotes = [quote for quote in labels if quote is not None]
    if not quotes:
        raise StanceError(f"{texts}: holds none of the labelled articles; its ids must be those of {SOURCES}.")
    return quotes, len(labels) - len(quotes)


def count_labels(folder: Path = CORPUS_DIR) -> int:
    """Return how many labels over public corpora there are, with or without a text."""
    return sum(1 for _ in parse_lines(folder / LABELS, lambda row: row["article_id"]))


def _labelled(row: dict[str, Any], text: str | None) -> LabelledQuote | None:
    if text is None:
        return None
    return LabelledQuote(
        id=f"{row['article_id']}:{row['quote_start']}-{row['quote_end']}",
        quote=covered(text, row["quote_start"], row["quote_end"]),
        cue=covered(text, row["cue_start"], row["cue_end"]),
        form=None,
        label=Stance(row["stance"]),
        split=Split(row["split"]),
        source=Source.STANDOFF,
        group=row["article_id"],
        outlet=row["outlet"],
    )
