"""Figures that DuckDB counts, beside a plain pandas oracle; selections; periods."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from stance.errors import StanceError
from stance.io import write_quotes
from stance.schema import Form, Quote, Stance
from stance.summarize import (
    By,
    QuoteRows,
    Selection,
    breakdowns,
    chosen_span,
    opened,
    speaker_key,
    tables,
    timelines,
    wilson,
)
from stance.summarize.intervals import shares

C, H, N = Stance.COOPERATIVE, Stance.HOSTILE, Stance.NEUTRAL
KEYS = {"targets": "target", "outlets": "outlet", "via": "via"}


def quote(at: int, **columns: Any) -> Quote:
    quote_id = f"a:{at}-{at + 3}"
    return replace(Quote("a", quote_id, "نعم", at, at + 3, Form.DIRECT, cluster_id=quote_id), **columns)


def many(count: int = 900) -> list[Quote]:
    """Return quotes of all sorts, most articles with several."""
    draw = np.random.default_rng(5)

    def one_of(*values: Any) -> Any:
        return values[draw.integers(len(values))]

    return [
        quote(
            at,
            article_id=f"مقال {draw.integers(count // 3)}",
            speaker=(name := one_of("هالة الراوي", "باسم ‘الديب’", "أمل", None, "")),
            speaker_id="Q7" if name == "أمل" else None,
            stance=one_of(C, H, N, None),
            target=one_of("مصر", "روسيا", None),
            outlet=one_of("المرفأ", "الأفق", None),
            via=one_of("وكالة الجسر", None, None),
            date=one_of(None, "أمس", *(f"2024-0{month}-1{day}T10:00" for month in (1, 2, 5) for day in (0, 7))),
        )
        for at in range(count)
    ]


@contextmanager
def rows_of(folder: Path, quotes: list[Quote], selection: Selection | None = None) -> Iterator[QuoteRows]:
    write_quotes(folder / "quotes.parquet", quotes)
    with opened(folder / "quotes.parquet", selection) as rows:
        yield rows


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    columns = ["article_id", "stance", "target", "outlet", "via", "date"]
    frame = pd.DataFrame([[getattr(q, name) for name in columns] for q in many()], columns=columns)
    frame["speaker"] = [speaker_key(q) or "" for q in many()]
    frame["day"] = pd.to_datetime(frame["date"].str[:10], format="%Y-%m-%d", errors="coerce")
    return frame


def plain(frame: pd.DataFrame) -> tuple[int, int, int, dict[str, int]]:
    decided = frame["stance"].value_counts().to_dict()
    return len(frame), frame["article_id"].nunique(), int(frame["stance"].isna().sum()), decided


def counted(figures: Any) -> tuple[int, int, int, dict[str, int]]:
    decided = {stance: share.count for stance, share in figures.shares.items() if share.count}
    return figures.quotes, figures.articles, figures.undecided, decided


def test_groups_of_all_kinds_agree_with_pandas(tmp_path: Path, frame: pd.DataFrame) -> None:
    with rows_of(tmp_path, many()) as rows:
        found = breakdowns(rows, [None, "Q7", "هالة الراوي", "باسم ‘الديب’"], By.MONTH)
        [timeline] = timelines(rows, By.WEEK).values()
    assert len(found) == frame["speaker"].nunique()
    for speaker, breakdown in found.items():
        theirs = frame[frame["speaker"] == (speaker or "")]
        for kind, column in KEYS.items():
            groups = {group.name: counted(group.figures) for group in getattr(breakdown, kind)}
            assert groups == {name: plain(group) for name, group in theirs.groupby(column)}
        months = {period.start: counted(period.figures) for period in breakdown.periods}
        by_month = theirs.groupby(theirs["day"].dt.to_period("M"))
        assert months == {month.start_time.date(): plain(group) for month, group in by_month}
    by_week = frame.groupby(frame["day"].dt.to_period("W-SUN"))
    assert {p.start: counted(p.figures) for p in timeline} == {w.start_time.date(): plain(g) for w, g in by_week}
    assert [p.start for p in timeline] == sorted(p.start for p in timeline)


def test_intervals_come_from_articles_drawn_anew(tmp_path: Path, frame: pd.DataFrame) -> None:
    with rows_of(tmp_path, many()) as rows:
        share = rows.figures()[()].shares[H]
    decided = frame.dropna(subset="stance")
    per_article = decided.groupby("article_id")["stance"].agg([lambda s: (s == H).sum(), "size"]).to_numpy()
    picked = np.random.default_rng(9).integers(len(per_article), size=(4000, len(per_article)))
    drawn = per_article[picked].sum(axis=1)
    assert (share.low, share.high) == pytest.approx(np.quantile(drawn[:, 0] / drawn[:, 1], [0.025, 0.975]), abs=0.006)


def test_alike_quotes_of_an_article_widen_the_interval_and_few_articles_leave_it_to_wilson() -> None:
    alone, in_fives = np.array([[1.0, 0, 0], [0, 1, 0]]), np.array([[5.0, 0, 0], [0, 5, 0]])
    wide = shares(in_fives, np.array([10.0, 10.0]))[C]
    narrow = shares(alone, np.array([50.0, 50.0]))[C]
    assert (wide.count, wide.value) == (narrow.count, narrow.value) == (50, 0.5)
    assert wide.high - wide.low > 1.8 * (narrow.high - narrow.low)
    few = shares(in_fives, np.array([4.0, 5.0]))[C]
    assert (few.low, few.high) == wilson(20, 45)
    assert (shares(alone, np.array([50.0, 50.0]))[N].high) == wilson(0, 100)[1]


def test_net_stance_is_cooperative_less_hostile(tmp_path: Path) -> None:
    with rows_of(tmp_path, [quote(at, stance=stance) for at, stance in enumerate([C, H, H, N, None])]) as rows:
        assert rows.figures()[()].net == pytest.approx(-0.25)
    with rows_of(tmp_path, [quote(0)]) as rows:
        assert rows.figures()[()].net is None


def dated(day: str, stance: Stance, count: int) -> list[Quote]:
    return [quote(at, article_id=f"{day}/{stance}/{at}", date=day, stance=stance) for at in range(count)]


def test_a_change_is_flagged_only_where_intervals_part(tmp_path: Path) -> None:
    quotes = [*dated("2024-01-05", C, 30), *dated("2024-01-06", H, 2)]
    quotes += [*dated("2024-02-05", C, 25), *dated("2024-02-06", H, 5), *dated("2024-04-01", H, 30)]
    quotes += [quote(0, date="2024-03-03")]  # no stance, so that nothing can be compared with it
    with rows_of(tmp_path, quotes) as rows:
        periods = timelines(rows, By.MONTH)[()]
    assert [(p.start.month, dict(p.changes)) for p in periods] == [(1, {}), (2, {}), (3, {}), (4, {C: -1, H: 1})]
    assert periods[0].start == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("last", "by"),
    [
        ("2024-01-01", By.DAY),
        ("2024-01-20", By.DAY),
        ("2024-05-01", By.WEEK),
        ("2026-01-01", By.MONTH),
        ("2044-01-01", By.YEAR),
    ],
)
def test_periods_are_as_the_dates_allow(tmp_path: Path, last: str, by: By) -> None:
    with rows_of(tmp_path, [quote(0, date="2024-01-01"), quote(1, date=last)]) as rows:
        assert chosen_span(rows) is by


CHOICE = [
    quote(0, speaker="سامر الحلواني", target="مصر", outlet="الأفق", date="2024-01-31"),
    quote(1, speaker="سامر الحلوانى", target="إيران", target_id="IR", outlet="الأفق", date="2024-02-01T09:00"),
    quote(2, speaker="أمل ‘د’", speaker_id="Q7", target="مصر", outlet="O'Neil", date="2024-05-06"),
    quote(3, outlet="الأفق"),
]


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({}, [0, 1, 2, 3]),
        ({"speakers": ("سامر الحلواني",)}, [0, 1]),
        ({"speakers": ("Q7",)}, [2]),
        ({"speakers": ("امل ‘د’", "سامر الحلواني"), "targets": ("مصر",)}, [0, 2]),
        ({"targets": ("IR",)}, [1]),
        ({"outlets": ("o'neil",)}, [2]),
        ({"since": "2024-02"}, [1, 2]),
        ({"until": "2024-02-01"}, [0, 1]),
        ({"since": "2024-02-01", "until": "2024-02"}, [1]),
        ({"since": "2024", "until": "2024"}, [0, 1, 2]),
    ],
)
def test_a_selection_leaves_what_belongs_to_it(tmp_path: Path, chosen: dict[str, Any], left: list[int]) -> None:
    with rows_of(tmp_path, CHOICE, Selection(**chosen)) as rows:
        assert sorted(start for (start,) in rows.ask("SELECT quote_start FROM quotes")) == left


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"speakers": ("الحلواني",)}, "speakers=الحلواني: no quote has that. Did you mean سامر الحلوان.[?]$"),
        ({"targets": ("ايرن",)}, "Did you mean إيران"),
        ({"outlets": ("zzz",)}, "There are, the most frequent first: الأفق, O'Neil"),
        ({"since": "2024-13"}, "since=2024-13 is no date"),
        ({"until": "yesterday"}, "write 2024, 2024-05 or 2024-05-06"),
        ({"since": "2024-05-06", "until": "2024-04"}, "comes after"),
    ],
)
def test_a_wrong_choice_fails_with_what_may_be_meant(tmp_path: Path, chosen: dict[str, Any], said: str) -> None:
    with pytest.raises(StanceError, match=said), rows_of(tmp_path, CHOICE, Selection(**chosen)) as rows:
        tables(rows)
