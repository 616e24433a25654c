"""Every fault of a prediction, by kind, with the words around it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from stance.evaluate.gold import GoldQuote
from stance.evaluate.matching import Alignment, Match
from stance.schema import Article, Quote, Span


class ErrorKind(StrEnum):
    """What is wrong: a matched quote may have several faults, each of which is an error of its own."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    BOUNDARY = "boundary"
    SPEAKER = "speaker"
    STANCE = "stance"


class Gap(NamedTuple):
    """What lies between two ends that should agree: `extra` where the prediction takes it in, else it lacks it."""

    span: Span
    extra: bool


@dataclass(frozen=True, slots=True)
class Error:
    """One fault: the gold quote, the prediction, or both.

    `context` is the span of the paragraphs that they stand in; the gaps are there where a boundary is at fault.
    """

    kind: ErrorKind
    article: Article
    gold: GoldQuote | None
    predicted: Quote | None
    context: Span
    start_gap: Gap | None = None
    end_gap: Gap | None = None


def find_errors(alignments: Iterable[Alignment]) -> list[Error]:
    """Return the errors of all articles: by kind, then by article, then in the order of the text."""
    found = [error for alignment in alignments for error in _errors(alignment)]
    return sorted(found, key=lambda error: list(ErrorKind).index(error.kind))  # stable: keeps the order of articles


def _errors(alignment: Alignment) -> Iterator[Error]:
    article = alignment.gold.article
    for gold in alignment.missed:
        yield Error(ErrorKind.MISSED, article, gold, None, _paragraphs(article.text, gold.span))
    for quote in alignment.spurious:
        yield Error(ErrorKind.SPURIOUS, article, None, quote, _paragraphs(article.text, _span(quote)))
    for match in alignment.matches:
        context = _paragraphs(article.text, match.gold.span, _span(match.predicted))
        if not match.exact:
            start_gap, end_gap = _gaps(match)
            yield Error(ErrorKind.BOUNDARY, article, match.gold, match.predicted, context, start_gap, end_gap)
        if not match.speaker:
            yield Error(ErrorKind.SPEAKER, article, match.gold, match.predicted, context)
        if not match.stance:
            yield Error(ErrorKind.STANCE, article, match.gold, match.predicted, context)


def _gaps(match: Match) -> tuple[Gap | None, Gap | None]:
    gold, predicted = match.gold_span, match.predicted_span
    starts, ends = sorted((gold.start, predicted.start)), sorted((gold.end, predicted.end))
    return (
        Gap(Span(*starts), extra=predicted.start < gold.start) if gold.bare_start != predicted.bare_start else None,
        Gap(Span(*ends), extra=predicted.end > gold.end) if gold.end != predicted.end else None,
    )


def _span(quote: Quote) -> Span:
    return Span(quote.quote_start, quote.quote_end)


def _paragraphs(text: str, *spans: Span) -> Span:
    """Return the whole lines that the spans touch."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    end = text.find("\n", last)
    return Span(text.rfind("\n", 0, first) + 1, len(text) if end < 0 else end)
