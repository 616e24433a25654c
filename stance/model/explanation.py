"""Why a linear model decides as it does: its decision handed back, exactly, to the words of the quote."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.schema import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix
    from sklearn.pipeline import Pipeline

    from stance.features import QuoteLike

Weights = dict[str, float]
_AT_A_TIME = 256  # quotes: enough for their features to be computed together, few enough for the memory


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


def explanations(pipeline: Pipeline, quotes: Iterable[QuoteLike]) -> Iterator[Explanation]:
    """Split the decision values of a fitted pipeline over the words of each quote, in order.

    What an n-gram adds is shared evenly between its occurrences, and within one between the words that it spans.
    Raises StanceError where the classifier has no coefficients.
    """
    classifier = pipeline["classifier"]
    if not hasattr(classifier, "coef_"):
        raise StanceError(f"{type(classifier).__name__} has no coefficients to explain its decisions by.")
    remaining = iter(quotes)
    while some := list(islice(remaining, _AT_A_TIME)):
        yield from _explained(pipeline, some)


def _explained(pipeline: Pipeline, quotes: Sequence[QuoteLike]) -> Iterator[Explanation]:
    from stance.features import quote_text, word_spans

    classifier, texts = pipeline["classifier"], [quote_text(quote) for quote in quotes]
    classes = [str(label) for label in classifier.classes_]
    spans = [[span for _, span in word_spans(text)] for text in texts]
    coefficients, intercepts = _per_class(classifier.coef_), _per_class(classifier.intercept_)
    parts = _parts(pipeline, coefficients, quotes, [len(of_quote) for of_quote in spans])

    def named(values: NDArray[np.float64]) -> Weights:
        return dict(zip(classes, values.tolist(), strict=True))

    intercept = named(intercepts)
    for text, of_quote, added in zip(texts, spans, parts, strict=True):
        decision = added.sum(axis=0) + intercepts
        yield Explanation(
            stance=classes[decision.argmax()],
            decision=named(decision),
            words=tuple(WordWeights(s.of(text), s, named(w)) for s, w in zip(of_quote, added[:-1], strict=True)),
            cue=named(added[-1]),
            intercept=intercept,
        )


def _per_class(learned: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a row for each class: of two, scikit-learn learns one, for the second, which is the first's opposite."""
    import numpy as np

    return np.concatenate([-learned, learned]) if len(learned) == 1 else learned


def _parts(
    pipeline: Pipeline, coefficients: NDArray[np.float64], quotes: Sequence[QuoteLike], n_words: Sequence[int]
) -> Iterator[NDArray[np.float64]]:
    """Yield what each word of a quote adds and, in the last row, its cue: shape (words + 1, classes)."""
    import numpy as np

    ends = np.cumsum([0, *(words + 1 for words in n_words)])
    parts, first = np.zeros((ends[-1], len(coefficients))), 0
    weights = pipeline["features"].transformer_weights or {}
    for name, vectorizer in pipeline["features"].transformer_list:
        last = first + len(vectorizer.vocabulary_)
        parts += weights.get(name, 1) * (_values_by_part(vectorizer, quotes, ends) @ coefficients[:, first:last].T)
        first = last
    return (parts[start:end] for start, end in itertools.pairwise(ends))


def _values_by_part(vectorizer: Any, quotes: Sequence[QuoteLike], ends: NDArray[np.int64]) -> csr_matrix:
    """Return the features' values handed back to the words and cues that they come from, shape (parts, features)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    columns_of: dict[str, int] = vectorizer.vocabulary_
    rows: list[int] = []
    columns: list[int] = []
    widths: list[int] = []
    parts: list[int] = []
    for row, quote in enumerate(quotes):
        start, cue = int(ends[row]), (int(ends[row + 1]) - 1,)
        for feature, positions in vectorizer.analyzer.occurrences(quote):
            if feature in columns_of:
                rows.append(row)
                columns.append(columns_of[feature])
                widths.append(len(positions) or 1)
                parts += [start + position for position in positions] or cue
    shares = _occurrence_values(vectorizer.transform(quotes), np.array(rows, int), np.array(columns, int))
    spread = np.array(widths, int)
    values = np.repeat(shares / spread, spread)
    return csr_matrix((values, (parts, np.repeat(columns, spread))), shape=(ends[-1], len(columns_of)))


def _occurrence_values(matrix: csr_matrix, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the value of each occurrence of a feature: the matrix has that of all its occurrences in a row."""
    import numpy as np

    matrix = matrix.tocsr()
    matrix.sort_indices()
    width = matrix.shape[1]
    keys = np.repeat(np.arange(matrix.shape[0]) * width, np.diff(matrix.indptr)) + matrix.indices
    at = np.searchsorted(keys, rows * width + columns)
    return np.asarray((matrix.data / np.bincount(at, minlength=len(keys)))[at])
