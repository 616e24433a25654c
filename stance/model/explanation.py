"""Why a linear model decides as it does: its decision handed back, exactly, to the words of the quote."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.schema import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sklearn.pipeline import Pipeline

    from stance.features import QuoteLike

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class WordWeights:
    """How far one word of the quote moves the decision toward (above zero) or away from each class.

    `span` counts code points of the quote's own text, half-open.
    """

    word: str
    span: Span
    weights: Weights


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a decision; for each class, words, cue and intercept add up to its value in `decision`.

    `reason` says why the stance is neutral whatever the decision, None where the decision stands.
    """

    stance: str
    decision: Weights
    words: tuple[WordWeights, ...]
    cue: Weights
    intercept: Weights
    reason: str | None = None


def explain(pipeline: Pipeline, quote: QuoteLike) -> Explanation:
    """Split the decision values of a fitted pipeline over the words of one quote.

    What an n-gram adds is shared evenly between its occurrences, and within one between the words that it spans.
    """
    from stance.features import quote_text, word_spans

    classifier, text = pipeline["classifier"], quote_text(quote)
    if not hasattr(classifier, "coef_"):
        raise StanceError(f"{type(classifier).__name__} has no coefficients to explain its decisions by.")
    spans = [span for _, span in word_spans(text)]
    words, cue = _shares(pipeline, quote, len(spans))
    decision = words.sum(axis=0) + cue + classifier.intercept_

    def named(values: NDArray[np.float64]) -> Weights:
        return dict(zip(map(str, classifier.classes_), map(float, values), strict=True))

    return Explanation(
        stance=str(classifier.classes_[decision.argmax()]),
        decision=named(decision),
        words=tuple(WordWeights(span.of(text), span, named(w)) for span, w in zip(spans, words, strict=True)),
        cue=named(cue),
        intercept=named(classifier.intercept_),
    )


def _shares(pipeline: Pipeline, quote: QuoteLike, n_words: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what each word adds, shape (words, classes), and what the cue adds, shape (classes,)."""
    import numpy as np

    coefficients = pipeline["classifier"].coef_
    words, cue = np.zeros((n_words, len(coefficients))), np.zeros(len(coefficients))
    first = 0
    for _, vectorizer in pipeline["features"].transformer_list:
        columns: dict[str, int] = vectorizer.vocabulary_
        occurrences = [item for item in vectorizer.analyzer.occurrences(quote) if item[0] in columns]
        times, values = Counter(feature for feature, _ in occurrences), _values(vectorizer, quote)
        for feature, positions in occurrences:
            column = columns[feature]
            share = coefficients[:, first + column] * (values[column] / times[feature])
            if positions:
                words[list(positions)] += share / len(positions)
            else:
                cue += share
        first += len(columns)
    return words, cue


def _values(vectorizer: Any, quote: QuoteLike) -> dict[int, float]:
    row = vectorizer.transform([quote]).tocsr()
    return dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
