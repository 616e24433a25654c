"""A kind of features that counts for less: in the matrix, after pickling, and in explanations."""

import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from stance.model import make_pipeline
from stance.model.explanation import explanations

QUOTES = ["لن نقبل هذه التهديدات", "نرحب بالحوار مع جيراننا", "تبدأ الجلسة غدا", "ندين هذا العدوان ونرفضه"]
LABELS = ["hostile", "cooperative", "neutral", "hostile"]


def pipeline(weight: float) -> Pipeline:
    return make_pipeline(
        LogisticRegression(), char_ngrams=None, cue=False, signals=2, signals_weight=weight, min_df=1
    ).fit(QUOTES, LABELS)


def test_a_weight_is_the_length_of_the_rows_of_its_kind_alone() -> None:
    plain, half = pipeline(1)["features"], pipeline(0.5)["features"]
    names = plain.get_feature_names_out()
    assert list(names) == list(half.get_feature_names_out())
    expected = plain.transform(QUOTES).toarray() * np.where(np.char.startswith(names.astype(str), "signals__"), 0.5, 1)
    for matrix in (
        half.transform(QUOTES),
        clone(half).fit_transform(QUOTES),
        pickle.loads(pickle.dumps(half)).transform(QUOTES),
    ):
        np.testing.assert_allclose(matrix.toarray(), expected)


def test_explanations_count_the_weight() -> None:
    fitted = pipeline(0.25)
    for explanation, decision in zip(explanations(fitted, QUOTES), fitted.decision_function(QUOTES), strict=True):
        assert list(explanation.decision.values()) == pytest.approx(decision.tolist())
