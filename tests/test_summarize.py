from collections.abc import Iterable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from stance.schema import Form, Quote, SpeakerKind, Stance
from stance.summarize import SpeakerSummary, summarize, summarize_speakers, wilson

C, H, N = Stance.COOPERATIVE, Stance.HOSTILE, Stance.NEUTRAL


def quote(
    speaker: str | None = "سامر الحلواني",
    stance: Stance | None = N,
    *,
    article: str = "a",
    speaker_id: str | None = None,
    target: str | None = None,
    outlet: str | None = None,
    date: str | None = None,
    cluster: str | None = None,
) -> Quote:
    return Quote(
        article_id=article,
        quote_id=f"{article}:0-4",
        quote="نعم",
        quote_start=0,
        quote_end=3,
        form=Form.DIRECT,
        speaker=speaker,
        speaker_id=speaker_id,
        speaker_kind=SpeakerKind.PERSON if speaker else None,
        stance=stance,
        target=target,
        outlet=outlet,
        date=date,
        cluster_id=cluster,
    )


def only(quotes: Iterable[Quote]) -> SpeakerSummary:
    [summary] = summarize_speakers(quotes)
    return summary


def test_most_quoted_first_then_by_name_and_unattributed_last() -> None:
    speakers = [None] * 4 + ["هالة", "باسم", "هالة", "أمل", ""]
    assert [(s.speaker, s.quotes) for s in summarize_speakers(quote(name) for name in speakers)] == [
        ("هالة", 2),
        ("أمل", 1),
        ("باسم", 1),
        (None, 5),
    ]


@pytest.mark.parametrize(
    ("stances", "counts", "values", "undecided"),
    [
        ([C, C, H, N], (2, 1, 1), (0.5, 0.25, 0.25), 0),
        ([C, None, None], (1, 0, 0), (1.0, 0.0, 0.0), 2),
        ([None], (0, 0, 0), (None, None, None), 1),
    ],
)
def test_shares_are_of_the_decided_quotes(
    stances: list[Stance | None], counts: tuple[int], values: tuple[float | None], undecided: int
) -> None:
    summary = only(quote(stance=stance) for stance in stances)
    shares = [summary.shares[stance] for stance in (C, H, N)]
    assert tuple(share.count for share in shares) == counts
    assert tuple(share.value for share in shares) == values
    assert summary.undecided == undecided
    assert summary.quotes == len(stances)


def test_an_undecided_speaker_has_the_widest_interval() -> None:
    assert (only([quote(stance=None)]).shares[H].low, only([quote(stance=None)]).shares[H].high) == (0.0, 1.0)


def test_spellings_with_one_id_are_one_speaker_under_the_usual_name() -> None:
    summary = only(quote(name, speaker_id="Q1") for name in ("سيرجي", "سيرغي", "سيرغي"))
    assert (summary.speaker, summary.speaker_id, summary.quotes) == ("سيرغي", "Q1", 3)


def test_dates_are_days_and_what_is_no_date_is_passed_over() -> None:
    summary = only(quote(date=date) for date in ("2024-03-01T10:00", None, "أمس", "2023-12-31", "2024-02-30"))
    assert (summary.first_date, summary.last_date) == ("2023-12-31", "2024-03-01")


def test_nothing_gives_an_empty_summary() -> None:
    tables = summarize(iter(()))
    assert (tables.speakers, tables.overall.quotes, tables.overall.first_date) == ([], 0, None)


@given(total=st.integers(1, 5000), data=st.data())
def test_wilson_agrees_with_scipy(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    interval = binomtest(count, total).proportion_ci(method="wilson")
    assert wilson(count, total) == pytest.approx((interval.low, interval.high), abs=1e-12)
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1


some = st.sampled_from
quotes = st.lists(
    st.builds(
        quote,
        some(["هالة", "باسم", "أمل", None]),
        some([C, H, N, None]),
        article=some("abcd"),
        target=some(["مصر", "روسيا", None]),
        outlet=some(["المرفأ", "الأفق", None]),
        date=some(["2024-01-02", "2024-01-10", "2023-05-05", None]),
        cluster=some(["c", "d", None]),
    ),
    max_size=40,
)


@settings(max_examples=25, deadline=None)  # each counts in a database of its own
@given(quotes)
def test_figures_agree_with_pandas(rows: list[Quote]) -> None:
    columns = ["article_id", "quote_id", "cluster_id", "speaker", "stance", "target", "outlet", "date"]
    frame = pd.DataFrame([[getattr(row, name) for name in columns] for row in rows], columns=columns)
    groups = dict(iter(frame.groupby(frame["speaker"].fillna(""))))
    summaries = summarize_speakers(rows)
    assert {s.speaker or "" for s in summaries} == set(groups)
    for summary in summaries:
        group = groups[summary.speaker or ""]
        decided = group["stance"].dropna()
        assert summary.quotes == len(group)
        assert summary.distinct == group["cluster_id"].fillna(group["quote_id"]).nunique()
        assert summary.articles == group["article_id"].nunique()
        assert summary.undecided == group["stance"].isna().sum()
        assert dict(summary.targets) == group["target"].value_counts().to_dict()
        assert dict(summary.outlets) == group["outlet"].value_counts().to_dict()
        assert [n for _, n in summary.targets] == sorted((n for _, n in summary.targets), reverse=True)
        days = group["date"].dropna()
        assert (summary.first_date, summary.last_date) == ((days.min(), days.max()) if len(days) else (None, None))
        for stance, share in summary.shares.items():
            assert share.count == (decided == stance).sum()
            assert share.value is None if decided.empty else share.value == pytest.approx((decided == stance).mean())
