"""TF-IDF of what an analyzer finds: scikit-learn's, with a quicker way from fitted vocabulary to matrix."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from stance.features.ngrams import CharacterNgrams
from stance.features.quotes import QuoteLike, quote_text
from stance.features.words import normalized_words
from stance.lexicon.memo import Memo


class QuoteTfidf(TfidfVectorizer):  # type: ignore[misc]  # scikit-learn has no types
    """`TfidfVectorizer` with sublinear counts, whose `transform` gives the same matrix several times as fast.

    CountVectorizer raises and catches an error for each feature that it does not know, which most pairs of words are.
    Of character n-grams, the columns of each word are remembered.
    """

    _remembered: tuple[dict[str, int], Memo[list[int]]] | None = None

    def __init__(self, analyzer: Any = "word", min_df: int = 1) -> None:
        super().__init__(analyzer=analyzer, sublinear_tf=True, min_df=min_df)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__getstate__().items() if name != "_remembered"}

    def transform(self, raw_documents: Iterable[QuoteLike]) -> csr_matrix:
        """Return the matrix of quotes, shape (quotes, features), each row of length 1 or empty."""
        columns_of = self._columns_by_word if isinstance(self.analyzer, CharacterNgrams) else self._columns
        rows = [columns_of(quote) for quote in raw_documents]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=ends[-1])
        counts = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(self.vocabulary_)))
        counts.sum_duplicates()
        counts.data = (np.log(counts.data) + 1) * self.idf_[counts.indices]
        return normalize(counts, copy=False)

    def _columns(self, quote: QuoteLike) -> list[int]:
        return self._known(self.analyzer(quote))

    def _columns_by_word(self, quote: QuoteLike) -> list[int]:
        if self._remembered is None or self._remembered[0] is not self.vocabulary_:
            self._remembered = self.vocabulary_, Memo(lambda word: self._known(self.analyzer.of_word(word)))
        of_word = self._remembered[1]
        return list(chain.from_iterable([of_word[word] for word in normalized_words(quote_text(quote))]))

    def _known(self, features: Iterable[str]) -> list[int]:
        return [column for column in map(self.vocabulary_.get, features) if column is not None]
