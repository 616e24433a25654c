"""Logistic regression over features weighted by how much they tell classes apart, one class against the rest."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.utils.class_weight import compute_sample_weight

Array = NDArray[np.float64]


class NbLogisticRegression(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Logistic regression that trusts a feature the more, the larger its naive-Bayes log-count ratio.

    A feature's ratio is the logarithm of its share of the class's mass over its share of the rest's, each feature
    counted `alpha` more (Wang and Manning, *Baselines and Bigrams*, ACL 2012). Its weight lies between 1 (`beta` 0:
    plain logistic regression) and the size of its ratio over the mean size (`beta` 1), so that `C` means the same for
    every `beta`. `class_weight` is scikit-learn's.

    Attributes
    ----------
    classes_
        The labels.
    coef_, intercept_
        Over the unweighted features, shapes (classes, features) and (classes,).
    """

    def __init__(
        self,
        C: float = 1.0,
        alpha: float = 1.0,
        beta: float = 1.0,
        class_weight: str | dict[str, float] | None = None,
        max_iter: int = 500,
    ) -> None:
        self.C = C
        self.alpha = alpha
        self.beta = beta
        self.class_weight = class_weight
        self.max_iter = max_iter

    def fit(self, X: Any, y: Any, sample_weight: Array | None = None) -> Self:
        """Fit one classifier a class; `X` is sparse and not negative."""
        self.classes_ = np.unique(y)
        weights = compute_sample_weight(self.class_weight, y) * (1 if sample_weight is None else sample_weight)
        rows = [self._fit_one(X, np.asarray(y) == label, weights) for label in self.classes_]
        self.coef_ = np.vstack([coefficients for coefficients, _ in rows])
        self.intercept_ = np.array([intercept for _, intercept in rows])
        return self

    def _fit_one(self, X: Any, inside: NDArray[np.bool_], sample_weight: Array) -> tuple[Array, float]:
        ratio = np.abs(np.log(self._shares(X[inside])) - np.log(self._shares(X[~inside])))
        trust = 1 - self.beta + self.beta * ratio / (ratio.mean() or 1)  # 0: no feature tells the class from the rest
        binary = LogisticRegression(C=self.C, solver="newton-cg", max_iter=self.max_iter)
        binary.fit(X.multiply(trust).tocsr(), inside, sample_weight)
        return binary.coef_[0] * trust, float(binary.intercept_[0])

    def _shares(self, X: Any) -> Array:
        mass: Array = np.asarray(X.sum(axis=0), dtype=np.float64).ravel() + self.alpha
        shares: Array = mass / mass.sum()
        return shares

    def decision_function(self, X: Any) -> Array:
        """Return how far each row lies on each class's side, shape (rows, classes)."""
        decision: Array = X @ self.coef_.T + self.intercept_
        return decision

    def predict_proba(self, X: Any) -> Array:
        """Return the probabilities of the classes, those of the single classifiers made to sum to one."""
        alone = expit(self.decision_function(X))
        shares: Array = alone / alone.sum(axis=1, keepdims=True)
        return shares

    def predict(self, X: Any) -> NDArray[Any]:
        """Return the most probable class of each row."""
        return np.asarray(self.classes_[self.predict_proba(X).argmax(axis=1)])
