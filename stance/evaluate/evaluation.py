"""The whole evaluation: predictions held against gold, over all articles and outlet by outlet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from stance.errors import StanceError
from stance.evaluate.figures import Scores, score
from stance.evaluate.gold import GoldArticle, gold_rows
from stance.evaluate.matching import Alignment, align
from stance.evaluate.tally import Tally, tally
from stance.schema import Quote

UNKNOWN_OUTLET = "unknown"


class Labeller(Protocol):
    """What a stance model does here."""

    def label(self, quotes: Sequence[Quote]) -> list[Quote]:
        """Return the same quotes with their stance."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures over all articles and over those of each outlet, and the alignments behind them."""

    overall: Scores
    by_outlet: dict[str, Scores]
    alignments: tuple[Alignment, ...]

    def as_json(self) -> dict[str, Any]:
        """Return all figures as nested objects."""
        return self.overall.as_json() | {"by_outlet": {name: one.as_json() for name, one in self.by_outlet.items()}}


def evaluate(
    gold: Sequence[GoldArticle],
    quotes: Iterable[Quote],
    model: Labeller | None = None,
    *,
    resamples: int = 1000,
    seed: int = 0,
) -> Evaluation:
    """Score predicted quotes.

    Parameters
    ----------
    gold
        The annotated articles. Predictions for other articles are passed over.
    quotes
        The predictions, in any order of articles.
    model
        Labels the gold quotes themselves, which tells its own errors from those of extraction.
    resamples, seed
        How often articles are drawn anew for the 95 % intervals, and the seed of the draw.
    """
    predicted = _by_article(quotes)
    given = _by_article(model.label([row for one in gold for row in gold_rows(one)])) if model else {}
    alignments = tuple(align(one, predicted.get(one.article.id, ())) for one in gold)
    tallies = []
    by_outlet = defaultdict[str, list[Tally]](list)
    for alignment in alignments:
        article = alignment.gold.article
        counts = tally(alignment, predicted.get(article.id, ()), given.get(article.id, ()))
        tallies.append(counts)
        by_outlet[article.outlet or UNKNOWN_OUTLET].append(counts)
    return Evaluation(
        score(tallies, resamples=resamples, seed=seed),
        {name: score(some, resamples=resamples, seed=seed) for name, some in sorted(by_outlet.items())},
        alignments,
    )


def check_same_text(gold: Sequence[GoldArticle], quotes: Sequence[Quote]) -> None:
    """Refuse predictions that were made over other texts than the gold's, whose offsets would mean nothing."""
    texts = {one.article.id: one.article.text for one in gold}
    if quotes and not any(quote.article_id in texts for quote in quotes):
        raise StanceError("No prediction belongs to an article of the gold: the article ids of the two do not agree.")
    for quote in quotes:
        text = texts.get(quote.article_id)
        if text is not None and text[quote.quote_start : quote.quote_end] != quote.quote:
            raise StanceError(
                f"Article {quote.article_id}: the gold text does not hold the predicted quote at characters "
                f"{quote.quote_start} to {quote.quote_end}; predict on the gold's own texts, with no title beside them."
            )


def _by_article(quotes: Iterable[Quote]) -> Mapping[str, Sequence[Quote]]:
    articles = defaultdict[str, list[Quote]](list)
    for quote in quotes:
        articles[quote.article_id].append(quote)
    return articles
