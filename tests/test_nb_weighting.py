"""Log-count ratios against the formula, term by term, on counts small enough to follow."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from stance.model.nb_weighting import NbLogisticRegression

COUNTS = np.array([[2, 0, 1], [1, 0, 2], [0, 3, 1], [0, 1, 1], [1, 1, 0], [0, 2, 2]], dtype=float)
LABELS = np.array(["hostile", "hostile", "cooperative", "cooperative", "neutral", "neutral"])
CLASSES = ["cooperative", "hostile", "neutral"]


def _trust(label: str, beta: float) -> np.ndarray:
    inside = label == LABELS
    shares = [(COUNTS[rows].sum(axis=0) + 1) / (COUNTS[rows].sum() + 3) for rows in (inside, ~inside)]
    ratio = np.abs(np.log(shares[0] / shares[1]))
    trust: np.ndarray = (1 - beta) + beta * ratio / ratio.mean()
    return trust


@pytest.mark.parametrize("beta", [0, 0.5, 1])
def test_each_class_is_a_logistic_regression_over_its_ratios(beta: float) -> None:
    model = NbLogisticRegression(C=4, beta=beta).fit(csr_matrix(COUNTS), LABELS)
    assert list(model.classes_) == CLASSES
    for row, label in enumerate(CLASSES):
        trust = _trust(label, beta)
        binary = LogisticRegression(C=4, solver="newton-cg").fit(COUNTS * trust, label == LABELS)
        assert model.coef_[row] == pytest.approx(binary.coef_[0] * trust, abs=1e-6)
        assert model.intercept_[row] == pytest.approx(binary.intercept_[0], abs=1e-6)


def test_balanced_classes_count_alike() -> None:
    rows = [0, 2, 3, 4, 5]  # one hostile quote against two of either other class
    weights = np.array([5 / 3, 5 / 6, 5 / 6, 5 / 6, 5 / 6])
    balanced = NbLogisticRegression(class_weight="balanced").fit(csr_matrix(COUNTS[rows]), LABELS[rows])
    weighed = NbLogisticRegression().fit(csr_matrix(COUNTS[rows]), LABELS[rows], sample_weight=weights)
    plain = NbLogisticRegression().fit(csr_matrix(COUNTS[rows]), LABELS[rows])
    np.testing.assert_allclose(balanced.coef_, weighed.coef_)
    assert np.abs(balanced.coef_ - plain.coef_).max() > 0.01


def test_features_that_tell_nothing_apart_are_no_error() -> None:
    ones = csr_matrix(np.ones((len(LABELS), 1)))
    assert NbLogisticRegression().fit(ones, LABELS).predict_proba(ones) == pytest.approx(1 / 3, abs=1e-4)


def test_probabilities_sum_to_one_and_decide() -> None:
    model = NbLogisticRegression().fit(csr_matrix(COUNTS), LABELS)
    probabilities = model.predict_proba(csr_matrix(COUNTS))
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(len(COUNTS)))
    assert list(model.predict(csr_matrix(COUNTS))) == list(model.classes_[probabilities.argmax(axis=1)])
