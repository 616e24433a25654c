"""TF-IDF of what an analyzer finds: scikit-learn's, with a quicker way from fitted vocabulary to matrix."""

from collections.abc import Iterable
from itertools import chain, repeat
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from stance.features.ngrams import CharacterNgrams
from stance.features.quotes import QuoteLike, quote_text
from stance.features.words import normalized_words
from stance.lexicon.memo import Memo

_UNKNOWN = -1
_COLUMN = np.dtype(np.int32)


class QuoteTfidf(TfidfVectorizer):  # type: ignore[misc]  # scikit-learn has no types
    """`TfidfVectorizer` with sublinear counts, whose `transform` gives the same matrix several times as fast.

    CountVectorizer raises and catches an error for each feature that it does not know, which most pairs of words are.
    Of character n-grams, the columns of each word are remembered.
    """

    _remembered: tuple[dict[str, int], Memo[bytes]] | None = None

    def __init__(self, analyzer: Any = "word", min_df: int = 1) -> None:
        super().__init__(analyzer=analyzer, sublinear_tf=True, min_df=min_df)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__getstate__().items() if name != "_remembered"}

    def transform(self, raw_documents: Iterable[QuoteLike]) -> csr_matrix:
        """Return the matrix of quotes, shape (quotes, features), each row of length 1 or empty."""
        columns_of = self._columns_by_word if isinstance(self.analyzer, CharacterNgrams) else self._columns
        columns, ends = columns_of(raw_documents)
        counts = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(self.vocabulary_)))
        counts.sum_duplicates()
        counts.data = (np.log(counts.data) + 1) * self.idf_[counts.indices]
        return normalize(counts, copy=False)

    def _columns(self, quotes: Iterable[QuoteLike]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the columns of all known features, quote after quote, and where each quote begins and ends."""
        rows = [self.analyzer(quote) for quote in quotes]
        found = np.fromiter(map(self.vocabulary_.get, chain.from_iterable(rows), repeat(_UNKNOWN)), dtype=np.int32)
        known = found != _UNKNOWN
        return found[known], _ends(known)[_ends([len(row) for row in rows])]

    def _columns_by_word(self, quotes: Iterable[QuoteLike]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        rows = [normalized_words(quote_text(quote)) for quote in quotes]
        of_word = self._memory()
        words = [of_word[word] for word in chain.from_iterable(rows)]
        lengths = np.fromiter(map(len, words), dtype=np.int64) // _COLUMN.itemsize
        return np.frombuffer(bytearray().join(words), _COLUMN), _ends(lengths)[_ends([len(row) for row in rows])]

    def _memory(self) -> Memo[bytes]:
        """Return the known columns of each word met since the vocabulary was learnt; bytes are smaller than arrays."""
        if self._remembered is None or self._remembered[0] is not self.vocabulary_:
            self._remembered = self.vocabulary_, Memo(self._columns_of_word)
        return self._remembered[1]

    def _columns_of_word(self, word: str) -> bytes:
        found = map(self.vocabulary_.get, self.analyzer.of_word(word))
        return np.array([column for column in found if column is not None], _COLUMN).tobytes()


def _ends(lengths: ArrayLike) -> NDArray[np.int64]:
    """Return where stretches that follow each other begin, and where the last ends."""
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
