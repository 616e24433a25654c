import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB

from stance.corpus import LabelledQuote, Split, read_corpus
from stance.errors import StanceError
from stance.features.tfidf import QuoteTfidf
from stance.model import StanceModel, load_model, make_pipeline
from stance.model.card import render_card
from stance.model.explanation import Explanation
from stance.model.persistence import DEFAULT
from stance.paths import MODELS_DIR
from stance.schema import Form, Quote, Stance

CLASSES = ["cooperative", "hostile", "neutral"]
QUOTE = Quote("a", "a:0-24", "نرحب بأي مبادرة للحوار", 0, 22, Form.DIRECT, cue="أكد", speaker="سامي الدالي")
WORDS = ["نرحب", "ندين", "الحوار", "الحوارَ", "لن", "نقبل،", "الأمن»!", "xyz", "في", "ـ"]
SHIPPED = sorted(path.parent for path in MODELS_DIR.glob("*/manifest.json"))


def some_quotes() -> list[LabelledQuote]:
    return [quote for quote in read_corpus() if quote.split is Split.TRAIN][::6]


@pytest.fixture(scope="module")
def model() -> StanceModel:
    quotes = some_quotes()
    pipeline = make_pipeline(LogisticRegression(max_iter=500), char_ngrams=(3, 4), signals=3, stems=1)
    return StanceModel(pipeline.fit(quotes, [quote.stance.value for quote in quotes]))


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
    judged = [quote for quote in quotes if model.reason(quote) is None]
    assert len(judged) > 40
    assert model.predict(judged) == [CLASSES[best] for best in model.predict_proba(judged).argmax(axis=1)]
    assert set(model.predict(quotes)) == set(CLASSES)


def test_label_fills_in_stance_and_probabilities_only(model: StanceModel) -> None:
    (labelled,) = model.label([QUOTE])
    expected = model.predict_proba([QUOTE])[0]
    assert labelled.stance is Stance(model.predict([QUOTE])[0])
    assert [labelled.p_cooperative, labelled.p_hostile, labelled.p_neutral] == list(expected)
    assert replace(labelled, stance=None, p_cooperative=None, p_hostile=None, p_neutral=None) == QUOTE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no Arabic letters"),
        ("2024", "no Arabic letters"),
        ("We reject this offer", "no Arabic letters"),
        ("يوم الأحد", "fewer than three words, none of which takes a side"),
        ("«كلام»!", "fewer than three words, none of which takes a side"),
        ("غير مقبول", None),
        ("سيصل الوفد غدا", None),
    ],
)
def test_what_cannot_be_judged_is_neutral_with_a_reason(model: StanceModel, text: str, reason: str | None) -> None:
    assert model.reason(text) == model.explain(text).reason == reason
    (labelled,) = model.label([replace(QUOTE, quote=text)])
    probabilities = (labelled.p_cooperative, labelled.p_hostile, labelled.p_neutral)
    if reason:
        assert model.predict([text]) == [model.explain(text).stance] == ["neutral"]
        assert labelled.stance is Stance.NEUTRAL
        assert probabilities == (None, None, None)
    else:
        assert None not in probabilities


def test_a_model_without_neutral_judges_everything(model: StanceModel) -> None:
    quotes = [quote for quote in some_quotes() if quote.stance is not Stance.NEUTRAL]
    pipeline = make_pipeline(LogisticRegression(), char_ngrams=None)
    two = StanceModel(pipeline.fit(quotes, [quote.stance.value for quote in quotes]))
    assert two.reason("يوم الأحد") is None
    assert set(two.predict(["يوم الأحد", ""])) <= {"cooperative", "hostile"}
    explanation = two.explain(QUOTE)
    [decision] = two.pipeline.decision_function([QUOTE])
    assert explanation.decision == {"cooperative": pytest.approx(-decision), "hostile": pytest.approx(decision)}
    assert explanation.stance == two.predict([QUOTE])[0]


def test_undecided_quotes_are_left_without_stance(model: StanceModel) -> None:
    quotes = [replace(QUOTE, quote=quote.quote, cue=quote.cue) for quote in some_quotes()[:40]]
    sure = [max(row) for row in model.predict_proba(quotes)]
    bar = float(np.median(sure))
    for plain, labelled, p in zip(model.label(quotes), model.label(quotes, abstain_below=bar), sure, strict=True):
        assert labelled == (plain if p >= bar or model.reason(plain) else replace(plain, stance=None))
    assert {quote.stance is None for quote in model.label(quotes, abstain_below=bar)} == {True, False}
    assert not any(quote.stance is None for quote in model.label(quotes, abstain_below=0.0))


def test_many_quotes_are_labelled_like_few(model: StanceModel) -> None:
    quotes = some_quotes()[:300]
    many = quotes * 14
    assert len(many) > 4096
    np.testing.assert_allclose(model.predict_proba(many)[-300:], model.predict_proba(quotes), rtol=1e-12)


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


def test_quotes_explained_together_are_explained_as_one_by_one(
    model: StanceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes: list[Any] = [*some_quotes()[:299], {"quote": "", "cue": "اتهم"}, "يوم الأحد", ""]
    alone = [model.explain(quote) for quote in quotes]
    transform, sizes = QuoteTfidf.transform, []

    def counted(self: QuoteTfidf, given: list[Any]) -> Any:
        sizes.append(len(given))
        return transform(self, given)

    monkeypatch.setattr(QuoteTfidf, "transform", counted)
    together = list(model.explain_all(iter(quotes)))
    assert [(one.stance, one.reason) for one in together] == [(one.stance, one.reason) for one in alone]
    for one, other in zip(together, alone, strict=True):
        assert [word.span for word in one.words] == [word.span for word in other.words]
        for parts in zip(shares(one), shares(other), strict=True):
            assert parts[0] == pytest.approx(parts[1], abs=1e-12)
    kinds = len(model.pipeline["features"].transformer_list)
    assert sizes == [256] * kinds + [46] * kinds  # not once a quote


def shares(explanation: Explanation) -> list[dict[str, float]]:
    whole = explanation.cue, explanation.intercept, explanation.decision
    return [*(word.weights for word in explanation.words), *whole]


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
        ({"signals": 0}, "signals is 0; it must be 1 or more"),
        ({"stems": -1}, "stems is -1; it must be 0 or more"),
        ({"word_ngrams": None, "char_ngrams": None, "cue": False}, "needs features"),
    ],
)
def test_settings_that_make_no_pipeline(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(StanceError, match=said):
        make_pipeline(LogisticRegression(), **settings)


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
