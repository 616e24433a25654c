"""From settings to one unfitted pipeline that reads quotes and gives labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


def make_pipeline(
    classifier: Any,
    *,
    word_ngrams: Sequence[int] | None = (1, 2),
    char_ngrams: Sequence[int] | None = (2, 5),
    cue: bool = True,
    signals: int | None = None,
    signals_weight: float = 1.0,
    stems: int | None = None,
    min_df: int = 2,
) -> Pipeline:
    """Join TF-IDF features of a quote to a scikit-learn classifier.

    N-gram ranges are [shortest, longest]; `signals` is the longest run of classes of the stance lexicon, `stems` how
    many words may stand between the two of a pair of stems; None leaves that kind of feature out. `signals_weight` is
    what the classes count beside any other kind. A feature that fewer than `min_df` training quotes hold is dropped.
    """
    from sklearn.pipeline import FeatureUnion, Pipeline

    from stance.features import CharacterNgrams, Cue, Signals, Stems, WordNgrams
    from stance.features.tfidf import QuoteTfidf

    analyzers: dict[str, Any] = {}
    if word_ngrams is not None:
        analyzers["word"] = WordNgrams(*_range("word_ngrams", word_ngrams))
    if char_ngrams is not None:
        analyzers["char"] = CharacterNgrams(*_range("char_ngrams", char_ngrams))
    if cue:
        analyzers["cue"] = Cue()
    if signals is not None:
        analyzers["signals"] = Signals(_at_least("signals", signals, 1), crossed=cue)
    if stems is not None:
        analyzers["stems"] = Stems(_at_least("stems", stems, 0))
    if not analyzers:
        raise StanceError(
            "A model needs features: set at least one of word_ngrams, char_ngrams, cue, signals and stems."
        )
    union = FeatureUnion(
        [(name, QuoteTfidf(analyzer, min_df)) for name, analyzer in analyzers.items()],
        transformer_weights=None if signals is None or signals_weight == 1 else {"signals": signals_weight},
    )
    return Pipeline([("features", union), ("classifier", classifier)])


def _range(name: str, ngrams: Sequence[int]) -> tuple[int, int]:
    """Return a list from YAML as the pair that it must be."""
    if len(ngrams) != 2 or not 1 <= ngrams[0] <= ngrams[1]:
        raise StanceError(f"{name} is {list(ngrams)}; it must be [shortest, longest], such as [1, 2].")
    return ngrams[0], ngrams[1]


def _at_least(name: str, number: int, least: int) -> int:
    if number < least:
        raise StanceError(f"{name} is {number}; it must be {least} or more, or null.")
    return number
