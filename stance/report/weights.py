"""Why a label was given: the words of a quote that spoke for it most."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stance.errors import StanceError
from stance.schema import Quote, Span

if TYPE_CHECKING:
    from stance.model import StanceModel
    from stance.model.explanation import Explanation

_MOST = 4
_PART = 0.3  # of what the weightiest word adds
_ALIKE = 0.01  # between the probabilities of one model on two machines
_TRIED = 50


def weighty_words(model: "StanceModel", quotes: Sequence[Quote]) -> dict[str, list[Span]]:
    """Return by quote id the words, counted from the quote's start, that moved the decision toward its label most.

    There are none where the model decides otherwise than the label, which somebody else has given then, and where it
    has not judged the quote.
    """
    try:
        explained = zip(quotes, model.explain_all(quotes), strict=True)
        return {quote.quote_id: _weighty(explanation, quote) for quote, explanation in explained}
    except StanceError:  # a classifier that cannot say why
        return {}


def _weighty(explanation: "Explanation", quote: Quote) -> list[Span]:
    if explanation.reason or explanation.stance != quote.stance:
        return []
    weights = sorted(((word.weights[explanation.stance], word.span) for word in explanation.words), reverse=True)
    return sorted(span for weight, span in weights[:_MOST] if weight > 0 and weight >= _PART * weights[0][0])


def has_labelled(model: "StanceModel", quotes: list[Quote]) -> bool:
    """Tell whether the quotes' probabilities are those that the model gives."""
    tried = [quote for quote in quotes if quote.p_hostile is not None][:_TRIED]
    again = model.label(tried)
    pairs = zip(tried, again, strict=True)
    return bool(tried) and all(abs((a.p_hostile or 0) - (b.p_hostile or 0)) < _ALIKE for a, b in pairs)
