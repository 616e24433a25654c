import json
import pickle
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss
from sklearn.naive_bayes import ComplementNB

from stance.corpus import LabelledQuote, Split, read_corpus
from stance.errors import StanceError
from stance.model import StanceModel, load_model, make_pipeline, save_model
from stance.model.card import render_card
from stance.model.crossval import folds_by_article, out_of_fold
from stance.model.persistence import DEFAULT
from stance.model.scores import calibration_error, score
from stance.paths import MODELS_DIR
from stance.schema import Form, Quote, Stance

CLASSES = ["cooperative", "hostile", "neutral"]
QUOTE = Quote("a", "a:0-24", "نرحب بأي مبادرة للحوار", 0, 22, Form.DIRECT, cue="أكد", speaker="سامي الدالي")
WORDS = ["نرحب", "ندين", "الحوار", "الحوارَ", "لن", "نقبل،", "الأمن»!", "xyz", "في", "ـ"]
SHIPPED = sorted(path.parent for path in MODELS_DIR.glob("*/manifest.json"))
FIGURES: dict[str, Any] = {
    "quotes": 3,
    "macro_f1": 0.5,
    "accuracy": 0.5,
    "log_loss": 1.0,
    "ece": 0.1,
    "classes": {name: {"precision": 0.5, "recall": 0.5, "f1": 0.5, "quotes": 1} for name in CLASSES},
}
METRICS = {"folds": 5, "seed": 0, "cross_validation": {"model": FIGURES}, "held_out": {"article": FIGURES}}
DATA = {"files": {}, "train": {"source": {"article": 3}, "stance": dict.fromkeys(CLASSES, 1)}}


def some_quotes() -> list[LabelledQuote]:
    return [quote for quote in read_corpus() if quote.split is Split.TRAIN][::6]


@pytest.fixture(scope="module")
def model() -> StanceModel:
    quotes = some_quotes()
    pipeline = make_pipeline(LogisticRegression(max_iter=500))
    return StanceModel(pipeline.fit(quotes, [quote.stance.value for quote in quotes]))


@pytest.fixture
def folder(model: StanceModel, tmp_path: Path) -> Path:
    where = tmp_path / "trial"
    save_model(model.pipeline, where, metrics=METRICS, config="seed: 0\n", command="python -m stance.train", data=DATA)
    return where


def edit_manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **changes}), encoding="utf-8")


def test_all_shapes_of_a_quote_get_the_same_label(model: StanceModel) -> None:
    mapping = {"quote": QUOTE.quote, "cue": QUOTE.cue, "form": "direct"}
    as_quote, as_mapping = model.predict_proba([QUOTE, mapping])
    np.testing.assert_array_equal(as_quote, as_mapping)
    without_cue = replace(QUOTE, cue=None)
    np.testing.assert_array_equal(*model.predict_proba([without_cue, QUOTE.quote]))
    assert not np.array_equal(*model.predict_proba([QUOTE, without_cue]))


def test_predictions_are_the_most_probable_classes(model: StanceModel) -> None:
    quotes = some_quotes()[:50]
    probabilities = model.predict_proba(quotes)
    assert model.classes_ == CLASSES
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)
    assert model.predict(quotes) == [CLASSES[best] for best in probabilities.argmax(axis=1)]
    assert set(model.predict(quotes)) == set(CLASSES)


def test_label_fills_in_stance_and_probabilities_only(model: StanceModel) -> None:
    (labelled,) = model.label([QUOTE])
    expected = model.predict_proba([QUOTE])[0]
    assert labelled.stance is Stance(model.predict([QUOTE])[0])
    assert [labelled.p_cooperative, labelled.p_hostile, labelled.p_neutral] == list(expected)
    assert replace(labelled, stance=None, p_cooperative=None, p_hostile=None, p_neutral=None) == QUOTE


def test_no_quotes_give_no_labels(model: StanceModel) -> None:
    assert model.label([]) == []
    assert model.predict([]) == []
    assert model.predict_proba([]).shape == (0, 3)


@given(
    text=st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    cue=st.sampled_from([None, "", "أكد", "اتهم", "كلمة لم ترد"]),
)
def test_an_explanation_adds_up_to_the_decision(model: StanceModel, text: str, cue: str | None) -> None:
    quote = {"quote": text, "cue": cue}
    explanation = model.explain(quote)
    decision = dict(zip(CLASSES, model.pipeline.decision_function([quote])[0], strict=True))
    for name in CLASSES:
        parts = [word.weights[name] for word in explanation.words]
        total = sum(parts) + explanation.cue[name] + explanation.intercept[name]
        assert total == pytest.approx(decision[name], abs=1e-9)
        assert explanation.decision[name] == pytest.approx(decision[name], abs=1e-9)
    assert explanation.stance == model.predict([quote])[0]
    assert all(word.span.of(text) == word.word for word in explanation.words)


def test_an_explanation_names_the_words_that_count() -> None:
    explanation = load_model().explain("نُرحِّب بهذه الخطوة، ونرفض التهديد!")
    weights = {word.word: word.weights for word in explanation.words}
    assert list(weights) == ["نُرحِّب", "بهذه", "الخطوة", "ونرفض", "التهديد"]
    assert weights["نُرحِّب"]["cooperative"] > weights["نُرحِّب"]["hostile"]
    assert weights["ونرفض"]["hostile"] > weights["ونرفض"]["cooperative"]


def test_a_classifier_without_coefficients_is_not_explained() -> None:
    quotes = some_quotes()
    pipeline = make_pipeline(ComplementNB(), char_ngrams=None).fit(quotes, [quote.stance.value for quote in quotes])
    with pytest.raises(StanceError, match="ComplementNB has no coefficients"):
        StanceModel(pipeline).explain(QUOTE)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"word_ngrams": [2, 1]}, r"word_ngrams is \[2, 1\]"),
        ({"char_ngrams": [3]}, r"char_ngrams is \[3\]"),
        ({"char_ngrams": [0, 2]}, r"char_ngrams is \[0, 2\]"),
        ({"word_ngrams": None, "char_ngrams": None, "cue": False}, "needs features"),
    ],
)
def test_settings_that_make_no_pipeline(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(StanceError, match=said):
        make_pipeline(LogisticRegression(), **settings)


def test_a_saved_model_comes_back_the_same(model: StanceModel, folder: Path) -> None:
    quotes = some_quotes()[:20]
    np.testing.assert_array_equal(load_model(folder).predict_proba(quotes), model.predict_proba(quotes))
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["model.joblib", "manifest.json", "metrics.json", "config.yaml", "README.md"]
    )
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert (manifest["name"], manifest["classes"]) == ("trial", CLASSES)
    assert manifest["packages"]["scikit-learn"] == version("scikit-learn")


class Bomb:
    """A pickle that leaves a file behind when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def test_a_file_that_is_not_the_manifests_is_refused_unread(folder: Path) -> None:
    fuse = folder / "went-off"
    (folder / "model.joblib").write_bytes(pickle.dumps(Bomb(fuse)))
    with pytest.raises(StanceError, match=r"is not the file that manifest\.json describes"):
        load_model(folder)
    assert not fuse.exists()
    pickle.loads((folder / "model.joblib").read_bytes())
    assert fuse.exists()


@pytest.mark.parametrize("other", ["1.5.2", "2.0.0"])
def test_a_model_of_another_scikit_learn_is_refused(folder: Path, other: str) -> None:
    edit_manifest(folder, packages={"scikit-learn": other})
    with pytest.raises(StanceError, match=rf"scikit-learn {other}.*train again: python -m stance\.train"):
        load_model(folder)


def test_a_patch_release_of_scikit_learn_is_no_hindrance(folder: Path) -> None:
    minor = version("scikit-learn").rpartition(".")[0]
    edit_manifest(folder, packages={"scikit-learn": f"{minor}.99"})
    assert load_model(folder).classes_ == CLASSES


def test_a_folder_without_model_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=rf"no model in {tmp_path}.*Models at hand: .*{DEFAULT}"):
        load_model(tmp_path)
    (folder / "model.joblib").unlink()
    with pytest.raises(StanceError, match=r"model\.joblib: cannot be read"):
        load_model(folder)
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(StanceError, match=r"manifest\.json: is not a manifest"):
        load_model(folder)


def test_scores_agree_with_scikit_learn() -> None:
    random = np.random.default_rng(0)
    truth = random.choice(CLASSES, 200).tolist()
    probabilities = random.dirichlet([1, 1, 1], 200)
    scores = score(truth, probabilities, CLASSES)
    predicted = [CLASSES[best] for best in probabilities.argmax(axis=1)]
    assert scores.macro_f1 == pytest.approx(f1_score(truth, predicted, average="macro"), abs=1e-4)
    assert scores.log_loss == pytest.approx(log_loss(truth, probabilities), abs=1e-4)
    assert sum(of_class.quotes for of_class in scores.classes.values()) == scores.quotes == 200


@pytest.mark.parametrize(
    ("right", "confidence", "error"),
    [([1, 1, 0, 0], [1, 1, 0, 0], 0), ([0] * 20, [0.9] * 20, 0.9), ([1, 0] * 10, [0.5] * 20, 0)],
)
def test_calibration_error(right: list[int], confidence: list[float], error: float) -> None:
    assert calibration_error(np.array(right, bool), np.array(confidence, float)) == pytest.approx(error)


def test_folds_keep_articles_whole_and_cover_every_quote() -> None:
    quotes = some_quotes()
    folds = folds_by_article(quotes, 4, seed=1)
    assert sorted(row for _, test in folds for row in test) == list(range(len(quotes)))
    for train, test in folds:
        assert not {quotes[row].group for row in train} & {quotes[row].group for row in test}
    assert all(np.array_equal(a[1], b[1]) for a, b in zip(folds, folds_by_article(quotes, 4, seed=1), strict=True))


def test_too_many_folds_are_said() -> None:
    with pytest.raises(StanceError, match="Cannot cross-validate in 1 folds"):
        folds_by_article(some_quotes(), 1, seed=0)


def test_out_of_fold_predictions_never_see_their_own_fold() -> None:
    quotes = some_quotes()
    pipeline = make_pipeline(LogisticRegression(), char_ngrams=None)
    folds = folds_by_article(quotes, 3, seed=0)
    probabilities = out_of_fold(pipeline, quotes, folds)
    train, test = folds[1]
    alone = pipeline.fit([quotes[row] for row in train], [quotes[row].stance.value for row in train])
    np.testing.assert_allclose(probabilities[test], alone.predict_proba([quotes[row] for row in test]))


def test_the_default_model_is_shipped() -> None:
    assert MODELS_DIR / DEFAULT in SHIPPED
    assert load_model().classes_ == CLASSES


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.name)
class TestShippedModels:
    def test_the_card_is_the_one_of_its_figures(self, shipped: Path) -> None:
        card = (shipped / "README.md").read_text(encoding="utf-8")
        manifest, metrics = (json.loads((shipped / f"{name}.json").read_bytes()) for name in ("manifest", "metrics"))
        assert card == render_card(manifest, metrics)
        fields = yaml.safe_load(card.split("---\n", 2)[1])
        (result,) = fields["model-index"][0]["results"]
        assert (fields["license"], fields["language"]) == ("apache-2.0", "ar")
        assert result["metrics"][0]["value"] == metrics["cross_validation"]["model"]["macro_f1"]

    def test_it_is_small_and_holds_no_runs_of_text(self, shipped: Path) -> None:
        assert (shipped / "model.joblib").stat().st_size <= 8_000_000
        for _, vectorizer in load_model(shipped).pipeline["features"].transformer_list:
            assert max(len(feature.split()) for feature in vectorizer.vocabulary_ if feature[0] != "=") <= 2

    def test_it_names_no_place_on_a_machine(self, shipped: Path) -> None:
        texts = [(shipped / name).read_text(encoding="utf-8") for name in ("manifest.json", "config.yaml", "README.md")]
        assert not any(mark in text for text in texts for mark in ("=/", ": /", "../", "~"))

    def test_it_beats_its_baselines(self, shipped: Path) -> None:
        figures = json.loads((shipped / "metrics.json").read_bytes())["cross_validation"]
        assert figures["model"]["macro_f1"] > figures["cue only"]["macro_f1"] + 0.08
        assert figures["model"]["log_loss"] < figures["cue only"]["log_loss"] < figures["majority"]["log_loss"]
