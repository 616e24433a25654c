"""Log-count ratios against the formula, term by term, on counts small enough to follow."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from stance.model.nb_weighting import NbLogisticRegression

COUNTS = np.array([[2, 0, 1], [1, 0, 2], [0, 3, 1], [0, 1, 1], [1, 1, 0], [0, 2, 2]], dtype=float)
LABELS = np.array(["hostile", "hostile", "cooperative", "cooperative", "neutral", "neutral"])


def _expected(label: str) -> tuple[np.ndarray, float]:
    inside = label == LABELS
    shares = [(COUNTS[rows].sum(axis=0) + 1) / (COUNTS[rows].sum() + 3) for rows in (inside, ~inside)]
    ratio = np.log(shares[0] / shares[1])
    binary = LogisticRegression(C=4).fit(COUNTS * ratio, inside)
    return binary.coef_[0] * ratio, float(binary.intercept_[0])


def test_each_class_is_a_logistic_regression_over_its_ratios() -> None:
    model = NbLogisticRegression(C=4).fit(csr_matrix(COUNTS), LABELS)
    assert list(model.classes_) == ["cooperative", "hostile", "neutral"]
    for row, label in enumerate(model.classes_):
        coefficients, intercept = _expected(label)
        assert model.coef_[row] == pytest.approx(coefficients, abs=1e-4)
        assert model.intercept_[row] == pytest.approx(intercept, abs=1e-4)


def test_probabilities_sum_to_one_and_decide() -> None:
    model = NbLogisticRegression().fit(csr_matrix(COUNTS), LABELS)
    probabilities = model.predict_proba(csr_matrix(COUNTS))
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(len(COUNTS)))
    assert list(model.predict(csr_matrix(COUNTS))) == list(model.classes_[probabilities.argmax(axis=1)])
