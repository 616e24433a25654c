"""The authored part of the corpus: articles with standoff quotes, and isolated quotes."""

from pathlib import Path
from typing import Any

from stance.corpus.records import LabelledQuote, Source, Split, covered, parse_lines
from stance.errors import StanceError
from stance.paths import DATA_DIR
from stance.schema import Form, Stance

CORPUS_DIR = DATA_DIR / "corpus"
ARTICLES = "articles.jsonl"
ISOLATED = "quotes.jsonl"


def read_corpus(folder: Path = CORPUS_DIR) -> list[LabelledQuote]:
    """Return the labelled quotes of articles.jsonl, then those of quotes.jsonl.

    Raises
    ------
    StanceError
        Where a file is missing, a line is malformed, or an offset does not hold the quote or cue that it claims.
    """
    if not folder.is_dir():
        raise StanceError(f"{folder}: there is no corpus here. It is part of a checkout; data.path=DIR names another.")
    of_articles = parse_lines(folder / ARTICLES, _article)
    return [*(quote for quotes in of_articles for quote in quotes), *parse_lines(folder / ISOLATED, _isolated)]


def _article(row: dict[str, Any]) -> list[LabelledQuote]:
    return [_quote_of_article(row, quote) for quote in row["quotes"]]


def _quote_of_article(article: dict[str, Any], row: dict[str, Any]) -> LabelledQuote:
    text = article["text"]
    has_cue = row["cue_start"] is not None
    return LabelledQuote(
        id=f"{article['id']}:{row['start']}-{row['end']}",
        quote=covered(text, row["start"], row["end"], row["quote"]),
        cue=covered(text, row["cue_start"], row["cue_end"], row["cue"]) if has_cue else None,
        form=Form(row["form"]),
        label=Stance(row["stance"]),
        split=Split(article["split"]),
        source=Source.ARTICLE,
        group=article["id"],
        topic=article["topic"],
        region=article["region"],
        outlet=article["outlet"],
    )


def _isolated(row: dict[str, Any]) -> LabelledQuote:
    return LabelledQuote(
        id=row["id"],
        quote=row["quote"],
        cue=None,
        form=None,
        label=Stance(row["stance"]),
        split=Split(row["split"]),
        source=Source.ISOLATED,
        group=row["id"],
        topic=row["topic"],
        region=row["id"].partition("-")[0],
    )
