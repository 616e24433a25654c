"""Statements that are reported again: found by their words, kept apart by what changes their meaning."""

import random
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.repeats import Repeats
from stance.repeats.first_reports import FirstReports
from stance.repeats.statement import Statement, wording
from stance.schema import Form, Quote

STATEMENTS = yaml.safe_load((Path(__file__).parent / "data" / "repeats.yaml").read_text(encoding="utf-8"))


def quote(number: int, text: str, speaker: str | None = "هند الراوي", **more: str | None) -> Quote:
    given = {"article_id": f"a{number}", "quote_id": f"a{number}:0-{len(text)}", "speaker": speaker, **more}
    return Quote(quote=text, quote_start=0, quote_end=len(text), form=Form.INDIRECT, **given)  # type: ignore[arg-type]


def clustered(quotes: Iterable[Quote], folder: Path) -> list[Quote]:
    quotes = list(quotes)
    with Repeats(folder) as repeats:
        assert list(repeats.noting(quotes)) == quotes
        found = list(repeats.clustered(quotes))
    assert list(folder.iterdir()) == []
    return found


def same(one: str, other: str, folder: Path, **more: str | None) -> bool:
    first, second = clustered([quote(1, one), quote(2, other, **more)], folder)
    assert first.cluster_id == first.quote_id
    return second.cluster_id == first.cluster_id


def test_precision_and_recall_on_texts_made_for_it(tmp_path: Path) -> None:
    """Every pair of reports counts: of the same statement, or of two that may look alike."""
    reports = [(number, text) for number, statement in enumerate(STATEMENTS) for text in statement["reports"]]
    random.Random(1).shuffle(reports)
    found = clustered((quote(at, text) for at, (_, text) in enumerate(reports)), tmp_path)
    pairs = list(combinations(range(len(reports)), 2))
    same = {(i, j) for i, j in pairs if reports[i][0] == reports[j][0]}
    said = {(i, j) for i, j in pairs if found[i].cluster_id == found[j].cluster_id}
    precision, recall = len(same & said) / len(said), len(same & said) / len(same)
    assert precision == 1
    assert recall >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("صبرنا نفد", "«صَبرُنا نَفَد!»"),
        ("سنفتح 12 مدرسة في العام المقبل", "سنفتح ١٢ مدرسة في العام المقبل"),
        ("نرحب بأي حوار جاد مع الجيران", "نرحب بأي حوار جدي مع الجيران"),
    ],
)
def test_the_same_words_are_one_statement_however_they_are_spelled(one: str, other: str, tmp_path: Path) -> None:
    assert same(one, other, tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سنفتح 12 مدرسة في العام المقبل", "سنفتح 14 مدرسة في العام المقبل"),
        ("سنقبل بهذا الاتفاق مهما كانت الضغوط", "لن نقبل بهذا الاتفاق مهما كانت الضغوط"),
        ("صبرنا نفد", "صبرهم نفد"),
        ("نرحب بأي حوار جاد مع الجيران", "الطريق إلى الشمال مفتوح منذ أمس"),
    ],
)
def test_other_numbers_negations_and_words_are_other_statements(one: str, other: str, tmp_path: Path) -> None:
    assert not same(one, other, tmp_path)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, True),
        ({"speaker": "سامر الحلواني"}, False),
        ({"speaker": "الراوي", "speaker_id": "Q1"}, False),
        ({"date": "2021-03-31"}, True),
        ({"date": "2021-06-01"}, False),
        ({"target": "تركيا", "target_id": "TUR"}, True),
        ({"target": "ألمانيا", "target_id": "DEU"}, False),
    ],
)
def test_speaker_time_and_target_have_to_agree(more: dict[str, str], expected: bool, tmp_path: Path) -> None:
    text = "نرحب بأي حوار جاد مع الجيران"
    given = {"date": "2021-03-01", "target_id": "TUR", **more}
    first = quote(1, text, date="2021-03-01", target_id="TUR")
    _, second = clustered([first, quote(2, text, **given)], tmp_path)
    assert (second.cluster_id == first.quote_id) is expected


def test_nobody_repeats_what_nobody_said(tmp_path: Path) -> None:
    first, second = clustered([quote(n, "الطريق مفتوح", speaker=None) for n in range(2)], tmp_path)
    assert (first.cluster_id, second.cluster_id) == (first.quote_id, second.quote_id)


def test_a_statement_is_numbered_after_its_first_day_whatever_the_order(tmp_path: Path) -> None:
    days = ["2021-03-04", None, "2021-03-02", "2021-03-03"]
    quotes = [quote(n, "نرحب بأي حوار جاد", date=day) for n, day in enumerate(days)]
    assert {one.cluster_id for one in clustered(quotes, tmp_path)} == {quotes[2].quote_id}


def test_clusters_of_an_earlier_run_are_forgotten(tmp_path: Path) -> None:
    old = quote(1, "نرحب بأي حوار جاد", cluster_id="somewhere else")
    [new] = clustered([old], tmp_path)
    assert new.cluster_id == old.quote_id


@given(st.lists(st.tuples(st.sampled_from("ابج"), st.sampled_from("سصض")), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exact_copies_are_grouped_as_a_dictionary_would(tmp_path: Path, said: list[tuple[str, str]]) -> None:
    quotes = [quote(n, text, speaker) for n, (speaker, text) in enumerate(said)]
    first: dict[tuple[str, str], str] = {}
    expected = [first.setdefault(pair, one.quote_id) for pair, one in zip(said, quotes, strict=True)]
    assert [one.cluster_id for one in clustered(quotes, tmp_path)] == expected


def test_what_is_held_at_a_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stance.repeats.first_reports._MOST", 3)
    reports = FirstReports()
    texts = [f"الجسر رقم {n} مفتوح أمام حركة السير" for n in range(10)]
    for row, text in enumerate(texts):
        statement = Statement(row, str(row), wording(text), None, None)
        assert reports.first_of(statement) is statement
    assert len(reports._recent) == len(reports._by_text) == 3
