"""Quotes whose stance a person has put right, added to what a model is trained on."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from stance.corpus.assembly import Corpus, digests
from stance.corpus.records import LabelledQuote, Source, Split
from stance.errors import StanceError
from stance.schema import Quote, Stance

logger = logging.getLogger(__name__)


def with_corrections(corpus: Corpus, quotes: Iterable[Quote], path: Path, weight: float) -> Corpus:
    """Add the corrected quotes that a file holds, with their stance, to the train split.

    A correction takes the place of the training quote with its id. Left out, and counted, are those without a stance
    and those whose article is held out for measuring.

    Raises
    ------
    StanceError
        Where nothing is left to add, the weight is not above zero, or the data has other classes than stances.
    """
    if not weight > 0:
        raise StanceError(f"continue_weight is {weight}; it must be above zero.")
    _check_classes(corpus)
    quotes = list(quotes)
    held_out = {quote.group for quote in corpus.quotes if quote.split is not Split.TRAIN}
    labelled = [quote for quote in quotes if quote.stance]
    added = [
        _labelled(quote, quote.stance, weight)
        for quote in labelled
        if quote.stance and quote.article_id not in held_out
    ]
    left_out = {
        "corrections without a stance": len(quotes) - len(labelled),
        "corrections of held-out articles": len(labelled) - len(added),
    }
    for reason, count in left_out.items():
        if count:
            logger.warning("%s: %d %s are left out.", path, count, reason)
    if not added:
        raise StanceError(f"{path}: there is no correction in it that can be trained on.")
    ids = {quote.id for quote in added}
    kept = [quote for quote in corpus.quotes if quote.id not in ids]
    left_out["quotes replaced by a correction"] = len(corpus.quotes) - len(kept)
    return replace(
        corpus,
        quotes=[*kept, *added],
        digests=corpus.digests | digests([path]),
        left_out=corpus.left_out | {reason: count for reason, count in left_out.items() if count},
    )


def _check_classes(corpus: Corpus) -> None:
    others = {quote.label for quote in corpus.quotes} - set(Stance)
    if others:
        raise StanceError(
            f"continue=… adds {', '.join(Stance)}, but the data has other classes: {', '.join(sorted(others))}. "
            "Map them to stances first: data.labels={…}"
        )


def _labelled(quote: Quote, stance: Stance, weight: float) -> LabelledQuote:
    return LabelledQuote(
        id=quote.quote_id,
        quote=quote.quote,
        cue=quote.cue,
        form=quote.form,
        label=stance,
        split=Split.TRAIN,
        source=Source.CORRECTION,
        group=quote.article_id,
        outlet=quote.outlet,
        weight=weight,
    )
