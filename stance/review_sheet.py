"""The workbook in which people check quotes: what is known, beside it what they may fill in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from stance.corrections.records import NONE, Action
from stance.errors import StanceError
from stance.priority import Candidate
from stance.schema import Stance
from stance.workbook import Column, write_workbook

_TEXTS = Path(__file__).parent / "review_texts.yaml"
_COLUMNS = (
    Column("why", 24),
    Column("quote", 60),
    Column("paragraph", 60),
    Column("stance", 13),
    Column("new_stance", 13, fill_in=True, choices=(*Stance, NONE)),
    Column("speaker", 24),
    Column("new_speaker", 24, fill_in=True),
    Column("target", 18),
    Column("new_target", 18, fill_in=True),
    Column("action", 10, fill_in=True, choices=tuple(Action)),
    *(Column(f"p_{stance}", 12) for stance in Stance),
    *(
        Column(name)
        for name in ("cue", "speaker_mention", "speaker_id", "via", "form", "outlet", "date", "title", "url")
    ),
    *(Column(name) for name in ("article_id", "quote_id", "quote_start", "rule")),
)
_DIGITS = 3


def write_review(path: Path, candidates: Sequence[Candidate], paragraphs: Mapping[str, str], language: str) -> None:
    """Write a workbook with a row for each quote; `paragraphs` are those around the quotes, by quote id."""
    texts = review_texts(language)
    rows = _rows(candidates, paragraphs, texts)
    write_workbook(path, _COLUMNS, rows, (texts["guide_title"], texts["guide"]), rtl=texts["direction"] == "rtl")


@cache
def review_texts(language: str) -> dict[str, Any]:
    """Return the texts of a language; raise StanceError where there are none."""
    texts: dict[str, dict[str, Any]] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    if language not in texts:
        raise StanceError(f"There is no guide in language={language}. Choose one of: {', '.join(texts)}.")
    return texts[language]


def _rows(
    candidates: Iterable[Candidate], paragraphs: Mapping[str, str], texts: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    for candidate in candidates:
        quote = candidate.quote
        row = {column.name: getattr(quote, column.name, None) for column in _COLUMNS}
        row |= {f"p_{stance}": _rounded(row[f"p_{stance}"]) for stance in Stance}
        row["why"] = texts["separator"].join(texts["why"][reason] for reason in candidate.reasons)
        row["paragraph"] = paragraphs.get(quote.quote_id)
        yield row


def _rounded(probability: float | None) -> float | None:
    return None if probability is None else round(probability, _DIGITS)
