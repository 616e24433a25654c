"""Our figures are those of the reference scorer that lies beside the gold, to the last digit."""

import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.evaluate.evaluation import evaluate
from stance.evaluate.gold import gold_article
from stance.schema import Form, Quote, Stance

SHARED_GOLD = Path(__file__).parents[2] / "shared" / "gold"
TEXT = (
    "أعلنت الوزيرة سلمى الهاشمي أن المحمية ستفتح أبوابها.\n"
    "وأضافت: «لن نسمح بالصيد فيها». وحذر عادل الكيلاني من جفاف الآبار."
)
Json = dict[str, Any]
Scorer = Callable[[list[Json], list[Json]], Json]


@pytest.fixture(scope="module")
def reference() -> Scorer:
    path = SHARED_GOLD / "score.py"
    if not path.is_file():
        pytest.skip("the reference scorer is not beside the project")
    spec = importlib.util.spec_from_file_location("reference_scorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scorer: Scorer = module.score
    return scorer


def assert_same_figures(reference: Scorer, rows: list[Json], quotes: list[Quote]) -> None:
    by_article: dict[str, list[Json]] = {}
    for quote in quotes:
        prediction = {"start": quote.quote_start, "end": quote.quote_end, "speaker": quote.speaker or ""}
        by_article.setdefault(quote.article_id, []).append(prediction | {"stance": quote.stance or ""})
    expected = reference([{"id": id_, "quotes": some} for id_, some in by_article.items()], rows)
    ours = evaluate([gold_article(row) for row in rows], quotes, resamples=2).as_json()
    assert {name: ours.get(name, {}) for name in expected} == expected


def as_prediction(row: Json, quote: Json, span: tuple[int, int], speaker: str | None, stance: str | None) -> Quote:
    start, end = span
    label = Stance(stance) if stance else None
    return Quote(row["id"], "", row["text"][start:end], start, end, Form(quote["form"]), speaker=speaker, stance=label)


def as_annotated(rows: list[Json]) -> list[Quote]:
    pairs = [(row, quote) for row in rows for quote in row["quotes"]]
    return [as_prediction(row, q, (q["start"], q["end"]), q["speaker"], q["stance"]) for row, q in pairs]


def perturbed(rows: list[Json], seed: int) -> list[Quote]:
    """Return the gold quotes with shifted spans, wrong names and stances, some dropped and some doubled."""
    random_ = random.Random(seed)
    quotes = []
    for row in rows:
        names = [quote["speaker"] for quote in row["quotes"]]
        for quote in row["quotes"]:
            for _ in range(random_.choice([0, 1, 1, 1, 2])):
                start = max(0, quote["start"] + random_.choice([0, 0, -4, 3, 25]))
                end = max(start, quote["end"] + random_.choice([0, 0, 1, -12, 40]))
                speaker = random_.choice(
                    [quote["speaker"], quote["speaker"].split(" ")[-1], random_.choice(names), None]
                )
                stance = random_.choice([quote["stance"], quote["stance"], *Stance, None])
                quotes.append(as_prediction(row, quote, (start, end), speaker, stance))
    random_.shuffle(quotes)
    return quotes


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["empty", "gold", *range(6)])
def test_figures_equal_the_reference_on_dev_gold(reference: Scorer, kind: str | int) -> None:
    rows = [json.loads(line) for line in (SHARED_GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    quotes = perturbed(rows, kind) if isinstance(kind, int) else {"empty": [], "gold": as_annotated(rows)}[kind]
    assert_same_figures(reference, rows, quotes)


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)).map(lambda one: (one[0], min(len(TEXT), sum(one))))
speakers = st.sampled_from(["سلمى الهاشمي", "عادل الكيلاني", "الهاشمي", "سلمى", "الأهالي", "", "؟"])
gold_quotes = st.builds(
    lambda span, second, **row: {"start": span[0], "end": span[1], "spans": [span, second][: 1 + bool(second)], **row},
    spans,
    st.none() | spans,
    speaker=speakers,
    speakers=st.lists(speakers, max_size=2),
    form=st.sampled_from([*Form]).map(str),
    stance=st.sampled_from([*Stance]).map(str),
    optional=st.booleans(),
)
predictions = st.builds(
    lambda span, speaker, stance: Quote("1", "", "", span[0], span[1], Form.DIRECT, speaker=speaker, stance=stance),
    spans,
    speakers,
    st.none() | st.sampled_from(Stance),
)


@pytest.mark.shared
@settings(max_examples=300)
@given(st.lists(gold_quotes, max_size=5), st.lists(predictions, max_size=5))
def test_figures_equal_the_reference_on_small_cases(reference: Scorer, quotes: list[Json], found: list[Quote]) -> None:
    assert_same_figures(reference, [{"id": "1", "text": TEXT, "quotes": quotes}], found)
