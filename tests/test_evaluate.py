"""Names, spans, pairing and figures, by hand and against plain implementations."""

import itertools
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from stance.errors import StanceError
from stance.evaluate.evaluation import check_same_text, evaluate
from stance.evaluate.figures import score
from stance.evaluate.gold import gold_article, read_gold
from stance.evaluate.matching import TrimmedSpan, align, coverage, iou, trim
from stance.evaluate.names import is_mentioned, same_speaker
from stance.evaluate.tally import Tally
from stance.schema import Form, Quote, Span, Stance

Json = dict[str, Any]

TEXT = (
    "أعلنت وزيرة البيئة سلمى الهاشمي أن المحمية ستفتح أبوابها في الربيع.\n"
    "وأضافت: «لن نسمح بالصيد فيها».\n"
    "وحذر المزارع عادل الكيلاني من جفاف الآبار، بينما دعا أهالي القرية إلى حوار هادئ."
)
OPENING, HUNTING, WELLS, TALKS = "المحمية ستفتح أبوابها في الربيع", "لن نسمح بالصيد فيها", "جفاف الآبار", "حوار هادئ"
SALMA, ADEL = "سلمى الهاشمي", "عادل الكيلاني"


def find(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def gold(words: str, speaker: str = SALMA, stance: str = "neutral", form: str = "indirect", **more: Any) -> Json:
    start, end = find(words)
    row = {"start": start, "end": end, "speaker": speaker, "stance": stance, "form": form}
    if cue := more.pop("cue", None):
        row["cue_start"], row["cue_end"] = find(cue)
    return row | more


def predicted(
    words: str, speaker: str = SALMA, stance: str = "neutral", form: str = "indirect", cue: str | None = None
) -> Quote:
    start, end = find(words)
    cue_start, cue_end = find(cue) if cue else (None, None)
    return Quote(
        article_id="1",
        quote_id=f"1:{start}-{end}",
        quote=words,
        quote_start=start,
        quote_end=end,
        form=Form(form),
        cue=cue,
        cue_start=cue_start,
        cue_end=cue_end,
        speaker=speaker,
        stance=Stance(stance),
    )


def figures(quotes: Sequence[Json], predictions: Sequence[Quote]) -> dict[str, float]:
    article = gold_article({"id": "1", "text": TEXT, "quotes": quotes})
    return evaluate([article], predictions, resamples=10).overall.figures


# Names and spans


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("سيرجي فولكوف", "سيرغي فولكوف", True),
        ("الهاشمي", "سلمى الهاشمي", True),
        ("سلمى", "سلمى الهاشمي", True),
        ("سلمى عبد الهاشمي", "سلمى الهاشمي", True),
        ("عبد", "سلمى عبد الهاشمي", False),
        ("سلمى الهاشمي", "سلوى الهاشمي", False),
        ("المراقبين", "المراقبون", True),
        ("وزارةُ البيئـة", "وزاره البيئة", True),
        ("", "سلمى", False),
        ("؟!", "؟!", False),
    ],
)
def test_same_speaker(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


@pytest.mark.parametrize(
    ("name", "there"), [(ADEL, True), ("الكيلاني", True), ("كيلان", False), ("سامر", False), ("", False)]
)
def test_is_mentioned(name: str, there: bool) -> None:
    assert is_mentioned(name, TEXT) is there


@pytest.mark.parametrize(
    ("text", "kept", "without_lead"),
    [
        ("«الباب مفتوح»،", "الباب مفتوح", "الباب مفتوح"),
        (" أن الباب مفتوح.", "أن الباب مفتوح", "الباب مفتوح"),
        ("بأنها مفتوحة", "بأنها مفتوحة", "مفتوحة"),
        ("إلى حوار", "إلى حوار", "حوار"),
        ("منزل قديم", "منزل قديم", "منزل قديم"),
        ("«»", "", ""),
    ],
)
def test_trim(text: str, kept: str, without_lead: str) -> None:
    start, end, bare_start = trim(text, Span(-3, len(text) + 3))
    assert (text[start:end], text[bare_start:end]) == (kept, without_lead)


@pytest.mark.parametrize(
    ("one", "other", "over_union", "over_gold"),
    [
        ((0, 10), (0, 10), 1.0, 1.0),
        ((0, 10), (5, 15), 1 / 3, 0.5),
        ((0, 10), (10, 20), 0.0, 0.0),
        ((2, 4), (0, 8), 0.25, 1.0),
    ],
)
def test_overlaps(one: tuple[int, int], other: tuple[int, int], over_union: float, over_gold: float) -> None:
    spans = TrimmedSpan(*one, one[0]), TrimmedSpan(*other, other[0])
    assert iou(*spans) == pytest.approx(over_union)
    assert coverage(*spans) == pytest.approx(over_gold)


# Pairing


def test_a_prediction_is_paired_once_and_the_best_pair_comes_first() -> None:
    article = gold_article({"id": "1", "text": TEXT, "quotes": [gold(OPENING)]})
    worse, best = predicted("ستفتح أبوابها في الربيع"), predicted(OPENING)
    aligned = align(article, [worse, best])
    assert [match.predicted for match in aligned.matches] == [best]
    assert aligned.spurious == (worse,)


def test_optional_quotes_count_neither_when_missed_nor_when_found() -> None:
    quotes = [gold(OPENING), gold(WELLS, ADEL, optional=True), gold(TALKS, "الأهالي", optional=True)]
    result = figures(quotes, [predicted(OPENING), predicted(WELLS, ADEL)])
    assert (result["quote.p"], result["quote.r"]) == (1.0, 1.0)


def test_every_accepted_span_and_name_will_do() -> None:
    both = gold(
        OPENING, spans=[list(find(OPENING)), list(find("ستفتح أبوابها في الربيع"))], speakers=[SALMA, "الوزيرة"]
    )
    result = figures([both], [predicted("ستفتح أبوابها في الربيع", "الوزيرة")])
    assert (result["exact.f1"], result["speaker_accuracy"]) == (1.0, 1.0)


# Figures


@pytest.mark.parametrize(
    ("predictions", "expected"),
    [
        ([], {"quote.p": 0, "quote.r": 0, "quote.f1": 0, "speaker_accuracy": 0, "cue.f1": 0}),
        ([predicted(OPENING)], {"quote.p": 1, "quote.r": 0.3333, "quote.f1": 0.5, "recall_by_form.direct": 0}),
        ([predicted("أن " + OPENING)], {"exact.p": 1, "exact_by_form.indirect": 1}),
        ([predicted("ستفتح أبوابها في الربيع")], {"quote.p": 1, "exact.p": 0}),
        ([predicted("أبوابها")], {"quote.p": 0, "coverage_30.p": 0}),
        ([predicted("أبوابها في الربيع")], {"quote.p": 1, "coverage_30.p": 1, "coverage_80.p": 0}),
        ([predicted(OPENING, ADEL)], {"speaker_accuracy": 0, "joint.f1": 0, "mention_as_speaker": 1}),
        ([predicted(OPENING, "نبيل سالم")], {"speaker_accuracy": 0, "mention_as_speaker": 0}),
        ([predicted(OPENING, stance="hostile")], {"stance_accuracy": 0, "triple.f1": 0, "joint.p": 1}),
        ([predicted(HUNTING, stance="hostile", form="direct")], {"direct.p": 1, "direct.r": 1, "stance_f1.hostile": 1}),
        ([predicted("أهالي القرية", form="direct")], {"direct.p": 0, "direct.r": 0, "precision_by_form.direct": 0}),
        ([predicted(WELLS, ADEL, cue="وحذر المزارع")], {"cue.p": 1, "cue.r": 0.5}),
        ([predicted(WELLS, ADEL, cue="دعا")], {"cue.p": 0, "cue.r": 0}),
    ],
)
def test_figures(predictions: list[Quote], expected: dict[str, float]) -> None:
    quotes = [
        gold(OPENING, cue="أعلنت"),
        gold(HUNTING, stance="hostile", form="direct"),
        gold(WELLS, ADEL, "hostile", cue="حذر"),
    ]
    result = figures(quotes, predictions)
    assert {name: result[name] for name in expected} == expected


@given(st.lists(st.tuples(st.sampled_from(Stance), st.sampled_from(Stance)), min_size=1, max_size=30))
def test_macro_f1_agrees_with_scikit_learn(pairs: list[tuple[Stance, Stance]]) -> None:
    tally: Tally = Counter()
    for right, guess in pairs:
        tally["stance.pairs"] += 1
        tally["stance.right"] += right == guess
        tally.update([f"stance.{right}.gold", f"stance.{guess}.predicted"])
        tally[f"stance.{right}.right"] += right == guess
    rights, guesses = zip(*pairs, strict=True)
    expected = f1_score(rights, guesses, labels=list(Stance), average="macro", zero_division=0)
    assert score([tally], resamples=2, seed=0).figures["stance_macro_f1"] == pytest.approx(expected, abs=1e-4)


def test_intervals_are_those_of_a_plain_bootstrap_over_articles() -> None:
    tallies = [
        Counter({"quote.matched": m, "quote.predicted": p, "quote.gold": 6})
        for m, p in [(6, 6), (2, 5), (0, 9), (4, 4)]
    ]
    drawn = np.random.default_rng(3).multinomial(4, [0.25] * 4, size=50)
    resampled = [
        list(itertools.chain(*([tally] * times for tally, times in zip(tallies, row, strict=True)))) for row in drawn
    ]
    f1 = [score(articles, resamples=1, seed=0).figures["quote.f1"] for articles in resampled]
    assert score(tallies, resamples=50, seed=3).intervals["quote.f1"] == pytest.approx(
        np.quantile(f1, [0.025, 0.975]), abs=1e-4
    )


def test_one_article_has_no_interval() -> None:
    assert score([Counter({"quote.matched": 1, "quote.gold": 2})], resamples=10, seed=0).intervals == {}


def test_outlets_are_scored_apart() -> None:
    rows = [
        {"id": id_, "outlet": outlet, "text": TEXT, "quotes": [gold(OPENING)]}
        for id_, outlet in [("1", "الضفة"), ("2", None)]
    ]
    evaluation = evaluate([gold_article(row) for row in rows], [predicted(OPENING)], resamples=10)
    assert {name: scores.figures["quote.f1"] for name, scores in evaluation.by_outlet.items()} == {
        "الضفة": 1.0,
        "unknown": 0.0,
    }
    assert evaluation.overall.figures["quote.r"] == 0.5
    assert evaluation.as_json()["by_outlet"]["الضفة"]["quote"] == {"p": 1.0, "r": 1.0, "f1": 1.0}


class _AlwaysHostile:
    def label(self, quotes: Sequence[Quote]) -> list[Quote]:
        assert {(quote.quote, quote.cue) for quote in quotes} == {(OPENING, "أعلنت"), (WELLS, None)}
        return [predicted(quote.quote, stance="hostile") for quote in quotes]


def test_the_model_labels_the_gold_quotes_themselves() -> None:
    quotes = [gold(OPENING, cue="أعلنت"), gold(WELLS, ADEL, "hostile"), gold(TALKS, "الأهالي", optional=True)]
    article = gold_article({"id": "1", "text": TEXT, "quotes": quotes})
    result = evaluate([article], [], _AlwaysHostile(), resamples=10).overall.figures
    assert (result["given_accuracy"], result["given_f1.hostile"]) == (0.5, 0.6667)
    assert "given_accuracy" not in evaluate([article], [], resamples=10).overall.figures


# Reading gold


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['{"id": "1", "text": "نص", "quotes": []'], "line 1, column 3"),
        (["[]"], "line 1: a JSON object"),
        (['{"id": "1", "quotes": []}'], "line 1: 'text' is missing"),
        (["", json.dumps({"id": "1", "text": TEXT, "quotes": [gold(WELLS) | {"stance": "angry"}]})], "line 2: .*angry"),
        ([json.dumps({"id": "1", "text": TEXT, "quotes": [gold(WELLS) | {"end": 9999}]})], "outside the text"),
        (['{"id": "1", "text": "نص", "quotes": []}'] * 2, "line 2: the article id '1' stands twice"),
        ([], "holds no article"),
    ],
)
def test_faults_in_gold_are_named(tmp_path: Path, lines: list[str], message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(StanceError, match=message):
        read_gold(path)


def test_one_split_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        "".join(f'{{"id": "{s}", "split": "{s}", "text": "نص", "quotes": []}}\n' for s in ("train", "test"))
    )
    assert [one.article.id for one in read_gold(path, "test")] == ["test"]
    with pytest.raises(StanceError, match="no article of split 'tset'"):
        read_gold(path, "tset")


def test_predictions_over_other_texts_are_refused() -> None:
    article = gold_article({"id": "1", "text": "مقدمة " + TEXT, "quotes": []})
    with pytest.raises(StanceError, match="does not hold the predicted quote"):
        check_same_text([article], [predicted(WELLS)])
    with pytest.raises(StanceError, match="article ids"):
        check_same_text([gold_article({"id": "2", "text": TEXT, "quotes": []})], [predicted(WELLS)])
