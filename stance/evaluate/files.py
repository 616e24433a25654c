"""Write the figures, and the errors: a page to read (.html), or rows to sort and count (.jsonl, .csv)."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import orjson

from stance.errors import StanceError
from stance.evaluate.errors import Error
from stance.evaluate.evaluation import Evaluation
from stance.evaluate.gold import GoldQuote
from stance.io.atomic import replacing
from stance.schema import Article, Quote
from stance.speakers import candidates

Row = dict[str, str | int | None]


def check_format(path: Path) -> None:
    """Refuse a suffix that no format of the error list has, before any work is done."""
    _writer(path)


def write_metrics(path: Path, evaluation: Evaluation) -> None:
    """Write all figures and intervals as JSON."""
    with replacing(path) as part:
        part.write_bytes(orjson.dumps(evaluation.as_json(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def write_errors(path: Path, errors: Sequence[Error]) -> None:
    """Write the errors in the format of the path's suffix."""
    write = _writer(path)
    with replacing(path) as part:
        write(part, errors)


def _writer(path: Path) -> "_Writer":
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise StanceError(f"errors={path}: the suffix says the format; use one of {', '.join(_WRITERS)}.")
    return writer


def _write_html(path: Path, errors: Sequence[Error]) -> None:
    from stance.evaluate.error_page import render

    path.write_text(render(errors), encoding="utf-8")


def _write_jsonl(path: Path, errors: Sequence[Error]) -> None:
    path.write_bytes(b"".join(orjson.dumps(error_row(error)) + b"\n" for error in errors))


def _write_csv(path: Path, errors: Sequence[Error]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the signature tells spreadsheets that it is UTF-8
        writer = csv.DictWriter(file, fieldnames=_COLUMNS)
        writer.writeheader()
        writer.writerows(error_row(error) for error in errors)


_COLUMNS = (
    *("kind", "article_id", "outlet", "date"),
    *("gold_quote", "gold_start", "gold_end", "gold_form", "gold_cue", "gold_speaker", "gold_stance", "gold_target"),
    *("predicted_quote", "predicted_start", "predicted_end", "predicted_form", "predicted_cue", "predicted_speaker"),
    *("predicted_candidates", "predicted_stance", "predicted_target", "rule"),
    *("start_extra", "start_lacking", "end_extra", "end_lacking", "context"),
)


def error_row(error: Error) -> Row:
    """Return an error as one flat row, with the words that the prediction takes in too much or lacks at either end."""
    row: Row = dict.fromkeys(_COLUMNS)
    article = error.article
    row |= {"kind": error.kind, "article_id": article.id, "outlet": article.outlet, "date": article.date}
    if error.gold:
        row |= _gold_columns(article, error.gold)
    if error.predicted:
        row |= _predicted_columns(error.predicted)
    for end, gap in (("start", error.start_gap), ("end", error.end_gap)):
        if gap:
            row[f"{end}_{'extra' if gap.extra else 'lacking'}"] = gap.span.of(article.text)
    row["context"] = error.context.of(article.text)
    return row


def _gold_columns(article: Article, gold: GoldQuote) -> Row:
    return {
        "gold_quote": gold.span.of(article.text),
        "gold_start": gold.span.start,
        "gold_end": gold.span.end,
        "gold_form": gold.form,
        "gold_cue": gold.cue.of(article.text) if gold.cue else None,
        "gold_speaker": " | ".join(gold.speakers),
        "gold_stance": gold.stance,
        "gold_target": gold.target,
    }


def _predicted_columns(quote: Quote) -> Row:
    return {
        "predicted_quote": quote.quote,
        "predicted_start": quote.quote_start,
        "predicted_end": quote.quote_end,
        "predicted_form": quote.form,
        "predicted_cue": quote.cue,
        "predicted_speaker": quote.speaker,
        "predicted_candidates": " | ".join(f"{one.id} {one.name}" for one in candidates(quote)) or None,
        "predicted_stance": quote.stance,
        "predicted_target": quote.target,
        "rule": quote.rule,
    }


_Writer = Callable[[Path, Sequence[Error]], None]
_WRITERS: Mapping[str, _Writer] = {".html": _write_html, ".jsonl": _write_jsonl, ".csv": _write_csv}
