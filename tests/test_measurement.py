from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.calibration import calibration_curve
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, log_loss
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline

from stance.corpus import LabelledQuote, Source, Split, read_corpus
from stance.errors import StanceError
from stance.model import make_pipeline
from stance.model.calibration import calibration_error, reliability, risk_coverage
from stance.model.crossval import (
    draws_by_article,
    fit,
    folds_by_article,
    folds_by_part,
    out_of_fold,
    with_share_of_articles,
)
from stance.model.generalization import cue_masked, learning_curve, unseen
from stance.model.intervals import gain, intervals, macro_f1
from stance.model.measurement import CrossValidation, by_source, compared, cross_validate, held_out, trustworthiness
from stance.model.scores import score

CLASSES = ["cooperative", "hostile", "neutral"]


def some_quotes() -> list[LabelledQuote]:
    return [quote for quote in read_corpus() if quote.split is Split.TRAIN][::24]


def words_only() -> Pipeline:
    return make_pipeline(LogisticRegression(), char_ngrams=None)


@pytest.fixture(scope="module")
def validation() -> CrossValidation:
    return cross_validate(words_only(), some_quotes(), folds=3, seed=0)


def random_answers(quotes: int, seed: int = 0) -> tuple[list[str], np.ndarray[Any, np.dtype[np.float64]]]:
    random = np.random.default_rng(seed)
    return random.choice(CLASSES, quotes).tolist(), random.dirichlet([1, 1, 1], quotes)


def most_probable(probabilities: np.ndarray[Any, Any]) -> list[str]:
    return [CLASSES[best] for best in probabilities.argmax(axis=1)]


class TestScores:
    def test_they_agree_with_scikit_learn(self) -> None:
        truth, probabilities = random_answers(200)
        scores, predicted = score(truth, probabilities, CLASSES), most_probable(probabilities)
        assert scores.macro_f1 == pytest.approx(f1_score(truth, predicted, average="macro"), abs=1e-4)
        assert scores.log_loss == pytest.approx(log_loss(truth, probabilities), abs=1e-4)
        assert sum(of_class.quotes for of_class in scores.classes.values()) == scores.quotes == 200

    def test_brier_is_the_sum_of_squares_of_a_quote(self) -> None:
        probabilities = np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]])
        assert score(["cooperative", "hostile"], probabilities, CLASSES).brier == pytest.approx(0.375 / 2, abs=1e-4)

    def test_a_class_that_nowhere_occurs_does_not_count(self) -> None:
        scores = score(["a", "b"], np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0]]), ["a", "b", "c"])
        assert (scores.macro_f1, set(scores.classes)) == (1.0, {"a", "b"})


class TestCalibration:
    @pytest.mark.parametrize(
        ("right", "confidence", "error"),
        [
            ([1, 1, 0, 0], [1, 1, 0, 0], 0),
            ([0] * 20, [0.9] * 20, 0.9),
            ([1, 0] * 10, [0.5] * 20, 0),
            ([1] * 10 + [0] * 10, [0.5] * 20, 0),
        ],
    )
    def test_its_error(self, right: list[int], confidence: list[float], error: float) -> None:
        assert calibration_error(np.array(right, bool), np.array(confidence, float)) == pytest.approx(error)

    def test_the_bins_are_those_of_scikit_learn(self) -> None:
        random = np.random.default_rng(0)
        confidence = random.uniform(0.3, 1, 500)
        right = random.uniform(size=500) < confidence
        expected = calibration_curve(right, confidence, n_bins=10, strategy="quantile")
        bins = reliability(right, confidence)
        np.testing.assert_allclose([one.right for one in bins], expected[0])
        np.testing.assert_allclose([one.confidence for one in bins], expected[1])

    def test_abstaining_keeps_the_surest(self) -> None:
        confidence = np.linspace(0.95, 0.5, 10)
        right = np.array([True] * 8 + [False] * 2)
        points = risk_coverage(right, confidence)
        assert [point.coverage for point in points] == pytest.approx([n / 10 for n in range(1, 11)])
        assert [point.risk for point in points] == pytest.approx([0] * 8 + [1 / 9, 2 / 10])
        assert [point.confidence for point in points] == pytest.approx(confidence.tolist())


class TestIntervals:
    @given(arrays(np.int64, (3, 3), elements=st.integers(0, 9)).filter(lambda counts: counts.sum() > 0))
    def test_macro_f1_of_a_confusion_matrix(self, counts: np.ndarray[Any, Any]) -> None:
        pairs = [(t, p) for t in range(3) for p in range(3) for _ in range(counts[t, p])]
        truth, predicted = zip(*pairs, strict=True)
        np.testing.assert_array_equal(confusion_matrix(truth, predicted, labels=[0, 1, 2]), counts)
        expected = f1_score(truth, predicted, average="macro", zero_division=0)
        assert float(macro_f1(counts.astype(float)[np.newaxis])[0]) == pytest.approx(expected)

    def test_they_are_those_of_a_plain_bootstrap(self) -> None:
        truth, probabilities = random_answers(240)
        groups = [f"article {number // 4}" for number in range(240)]
        found = intervals(truth, probabilities, CLASSES, groups, seed=0)
        random, drawn = np.random.default_rng(1), []
        labels, predicted = np.array(truth), np.array(most_probable(probabilities))
        for _ in range(300):
            rows = (random.integers(60, size=60)[:, np.newaxis] * 4 + np.arange(4)).ravel()
            some, answers = labels[rows], probabilities[rows]
            likely = answers[np.arange(240), [CLASSES.index(name) for name in some]]
            macro = f1_score(some, predicted[rows], average="macro")
            drawn.append((macro, accuracy_score(some, predicted[rows]), -np.log(likely).mean()))
        for column, name in enumerate(("macro_f1", "accuracy", "log_loss")):
            expected = np.quantile([figures[column] for figures in drawn], (0.025, 0.975))
            np.testing.assert_allclose(found[name], expected, rtol=0.05)

    def test_one_article_has_none(self) -> None:
        truth, probabilities = random_answers(5)
        assert intervals(truth, probabilities, CLASSES, ["the same"] * 5, seed=0) == {}

    def test_a_gain_is_the_difference_on_the_same_draws(self) -> None:
        truth, ours, theirs = (random_answers(90, seed)[0] for seed in (0, 1, 2))
        groups = [str(number // 3) for number in range(90)]
        found = gain(truth, ours, theirs, groups, seed=0)
        expected = f1_score(truth, ours, average="macro") - f1_score(truth, theirs, average="macro")
        assert found.value == pytest.approx(expected, abs=1e-4)
        assert found.low < found.value < found.high
        assert gain(truth, ours, ours, groups, seed=0) == (0, 0, 0)


class TestFolds:
    def test_they_keep_articles_whole_and_cover_every_quote(self) -> None:
        quotes = some_quotes()
        folds = folds_by_article(quotes, 4, seed=1)
        assert sorted(row for _, test in folds for row in test) == list(range(len(quotes)))
        for train, test in folds:
            assert not {quotes[row].group for row in train} & {quotes[row].group for row in test}
        assert all(np.array_equal(a[1], b[1]) for a, b in zip(folds, folds_by_article(quotes, 4, seed=1), strict=True))

    def test_too_many_are_said(self) -> None:
        with pytest.raises(StanceError, match="Cannot cross-validate in 1 folds"):
            folds_by_article(some_quotes(), 1, seed=0)

    def test_draws_keep_articles_whole_and_differ(self) -> None:
        quotes = some_quotes()
        draws = draws_by_article(quotes, 4, 0.25, seed=1)
        n_articles = len({quote.group for quote in quotes})
        for train, test in draws:
            assert sorted([*train, *test]) == list(range(len(quotes)))
            asked = {quotes[row].group for row in test}
            assert not asked & {quotes[row].group for row in train}
            assert len(asked) == pytest.approx(n_articles / 4, abs=1)
        assert len({tuple(test) for _, test in draws}) == 4

    def test_draws_of_single_quotes_are_those_of_scikit_learn(self) -> None:
        quotes = [replace(quote, group=quote.id) for quote in some_quotes()]
        labels = [str(quote.label) for quote in quotes]
        expected = StratifiedShuffleSplit(3, test_size=0.15, random_state=5).split(labels, labels)
        for (train, test), (their_train, their_test) in zip(
            draws_by_article(quotes, 3, 0.15, 5), expected, strict=True
        ):
            assert train.tolist() == sorted(their_train)
            assert test.tolist() == sorted(their_test)

    def test_a_share_of_no_use_is_said(self) -> None:
        with pytest.raises(StanceError, match=r"Cannot draw a share of 1\.5 of the articles 3 times: "):
            draws_by_article(some_quotes(), 3, 1.5, seed=0)

    @given(st.lists(st.sampled_from(["gulf", "asia", None]), min_size=2).filter(lambda it: {"gulf", "asia"} <= {*it}))
    def test_a_part_left_out_is_not_trained_on(self, parts: list[str | None]) -> None:
        folds = folds_by_part(parts)
        assert {parts[row] for _, test in folds for row in test} == {"gulf", "asia"}
        for train, test in folds:
            (part,) = {parts[row] for row in test}
            assert sorted([*train, *test]) == list(range(len(parts)))
            assert part not in {parts[row] for row in train}

    def test_a_share_of_the_articles_leaves_articles_whole(self) -> None:
        quotes = some_quotes()
        groups = [quote.group for quote in quotes]
        folds = folds_by_article(quotes, 3, seed=0)
        for (whole, test), (half, same) in zip(folds, with_share_of_articles(folds, groups, 0.5, 0), strict=True):
            kept = {groups[row] for row in half}
            assert len(kept) == pytest.approx(len({groups[row] for row in whole}) / 2, abs=1)
            assert set(half) == {row for row in whole if groups[row] in kept}
            assert test is same
        assert with_share_of_articles(folds, groups, 1, 0) == folds


class TestOutOfFold:
    def test_answers_never_come_from_the_quotes_own_fold(self) -> None:
        quotes, pipeline = some_quotes(), words_only()
        folds = folds_by_article(quotes, 3, seed=0)
        probabilities = out_of_fold(pipeline, quotes, folds)
        train, test = folds[1]
        alone = pipeline.fit([quotes[row] for row in train], [quotes[row].label for row in train])
        np.testing.assert_allclose(probabilities[test], alone.predict_proba([quotes[row] for row in test]))

    def test_a_class_that_is_not_trained_on_gets_nothing(self) -> None:
        quotes = [replace(quote, label=name) for quote, name in zip(some_quotes(), "abcabc", strict=False)]
        majority = Pipeline([("classifier", DummyClassifier())])
        probabilities = out_of_fold(majority, quotes, [(np.array([0, 2]), np.array([1, 3]))])
        np.testing.assert_array_equal(probabilities, [[0.5, 0, 0.5]] * 2)

    def test_answers_about_one_quote_come_in_the_order_of_the_folds(self) -> None:
        quotes = [replace(quote, label=name) for quote, name in zip(some_quotes(), "abcabc", strict=False)]
        prior = Pipeline([("classifier", DummyClassifier(strategy="prior"))])
        folds = [(np.array([0, 3]), np.array([4, 2])), (np.array([1]), np.array([2])), (np.array([2]), np.array([0]))]
        probabilities = out_of_fold(prior, quotes, folds)
        np.testing.assert_array_equal(probabilities, [[0, 0, 1], [1, 0, 0], [0, 1, 0], [1, 0, 0]])
        validation = CrossValidation(prior, quotes, ["a", "b", "c"], folds, 0, lambda them, _: them, probabilities)
        assert [quote.id for quote in validation.asked] == [quotes[row].id for row in (0, 2, 2, 4)]
        assert validation.fold_of_answer.tolist() == [2, 0, 1, 0]
        assert validation.predicted == ["c", "a", "b", "a"]


class TestWeights:
    def test_a_weight_of_two_is_the_quote_twice(self) -> None:
        quotes = some_quotes()
        heavy = [replace(quote, weight=2.0) if row % 3 == 0 else quote for row, quote in enumerate(quotes)]
        prior = Pipeline([("classifier", DummyClassifier(strategy="prior"))])
        expected = fit(prior, [*quotes, *quotes[::3]]).predict_proba(quotes[:1])
        np.testing.assert_allclose(fit(prior, heavy).predict_proba(quotes[:1]), expected)

    def test_a_classifier_that_cannot_weigh_is_said(self) -> None:
        heavy = [replace(quote, weight=2.0) for quote in some_quotes()]
        with pytest.raises(StanceError, match="KNeighborsClassifier cannot weigh quotes"):
            fit(make_pipeline(KNeighborsClassifier(), char_ngrams=None), heavy)


class TestMeasures:
    def test_baselines_stand_beside_the_model(self, validation: CrossValidation) -> None:
        found = compared(validation)
        assert list(found) == ["model", "cue only", "majority"]
        shares = [quote.label for quote in validation.quotes]
        most = max(map(shares.count, CLASSES)) / len(shares)
        assert found["majority"]["accuracy"] <= round(most, 4) < found["model"]["accuracy"]

    def test_a_model_of_cues_alone_has_no_other_cue_baseline(self) -> None:
        cues = make_pipeline(LogisticRegression(), word_ngrams=None, char_ngrams=None)
        assert list(compared(cross_validate(cues, some_quotes(), folds=2, seed=0))) == ["model", "majority"]

    def test_the_lexicon_alone_sees_no_cue(self) -> None:
        quotes = [replace(quote, cue="أكد" if quote.label == "neutral" else "ندد") for quote in some_quotes()]
        pipeline = make_pipeline(LogisticRegression(), char_ngrams=None, signals=1)
        found = compared(cross_validate(pipeline, quotes, folds=2, seed=0))
        assert list(found) == ["model", "cue only", "lexicon only", "majority"]
        assert found["lexicon only"]["classes"]["neutral"]["f1"] < 0.9 < found["cue only"]["classes"]["neutral"]["f1"]

    def test_where_there_are_no_cues_there_is_no_cue_baseline(self) -> None:
        quotes = [replace(quote, cue=None) for quote in some_quotes()]
        assert list(compared(cross_validate(words_only(), quotes, folds=2, seed=0))) == ["model", "majority"]

    def test_sources_part_the_quotes(self, validation: CrossValidation) -> None:
        found = by_source(validation)
        assert set(found) == {"article", "isolated"}
        assert sum(figures["quotes"] for figures in found.values()) == len(validation.quotes)

    def test_trustworthiness_covers_all_quotes(self, validation: CrossValidation) -> None:
        curves = trustworthiness(validation)
        assert sum(one["quotes"] for one in curves["reliability"]) == len(validation.quotes)
        model = compared(validation)["model"]
        assert curves["risk_coverage"][-1]["risk"] == pytest.approx(1 - model["accuracy"], abs=1e-3)

    def test_what_is_held_out_is_scored_by_source(self) -> None:
        quotes = some_quotes()
        fitted = fit(words_only(), quotes)
        assert {name: one["quotes"] for name, one in held_out(fitted, quotes[:3]).items()} == {"article": 3}
        assert held_out(fitted, []) == {}

    def test_a_hidden_cue_is_no_help(self) -> None:
        quotes = [replace(quote, cue="أكد" if quote.label == "neutral" else "ندد") for quote in some_quotes()]
        quotes = [quote for quote in quotes if quote.label != "cooperative"]
        cues = make_pipeline(LogisticRegression(), word_ngrams=None, char_ngrams=None)
        validation = cross_validate(cues, quotes, folds=2, seed=0)
        assert validation.figures(validation.probabilities)["accuracy"] == 1
        assert cue_masked(validation)["accuracy"] < 0.7


class TestStrangers:
    def test_every_topic_is_left_out_once(self, validation: CrossValidation) -> None:
        found = unseen(validation)
        assert list(found) == ["topic"]
        assert set(found["topic"]["parts"]) == {"afr", "asia", "gulf", "lev", "rus"}
        assert sum(part["quotes"] for part in found["topic"]["parts"].values()) == len(validation.quotes)
        assert found["topic"]["seen"] == compared(validation)["model"]

    def test_outlets_are_those_of_real_news(self) -> None:
        quotes = [
            replace(quote, source=Source.STANDOFF, outlet=f"paper {row % 2}") if row % 3 else quote
            for row, quote in enumerate(some_quotes())
        ]
        found = unseen(cross_validate(words_only(), quotes, folds=2, seed=0))["outlet"]
        assert set(found["parts"]) == {"paper 0", "paper 1"}
        assert (
            found["model"]["quotes"]
            == found["seen"]["quotes"]
            == sum(quote.source is Source.STANDOFF for quote in quotes)
        )

    def test_the_learning_curve_ends_at_the_model(self, validation: CrossValidation) -> None:
        curve = learning_curve(validation)
        points: Sequence[dict[str, Any]] = curve["points"]
        quotes = [point["quotes"] for point in points]
        assert [point["share"] for point in points] == [0.125, 0.25, 0.5, 1]
        assert quotes == sorted(quotes)
        assert points[-1]["macro_f1"] == compared(validation)["model"]["macro_f1"]
        assert curve["per_doubling"] == pytest.approx(points[3]["macro_f1"] - points[2]["macro_f1"])
