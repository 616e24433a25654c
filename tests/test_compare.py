"""Two slices side by side: shares, differences, and the quotes that differ."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.compare.__main__ import main
from stance.compare.comparison import Comparison, Kind, compare, newcombe
from stance.compare.language import comparison_language, signed
from stance.compare.pairs import Change, Pair, differing
from stance.compare.slices import By, Slice, slices
from stance.errors import StanceError
from stance.io import write_quotes
from stance.resampling import interval, resampled_sums
from stance.schema import Form, Quote, Stance
from stance.summarize import FEW_ARTICLES, Share, wilson

C, H, N = Stance.COOPERATIVE, Stance.HOSTILE, Stance.NEUTRAL


def quote(article: str, stance: Stance | None, at: int = 0, **columns: Any) -> Quote:
    known = {"speaker": "هند الراوي", "outlet": "صحيفة النهر", "target": "تركيا", "date": "2024-03-09"}
    quote_id = f"{article}:{at}-{at + 3}"
    base = Quote(article, quote_id, "نعم", at, at + 3, Form.DIRECT, cluster_id=quote_id, stance=stance)
    return replace(base, **(known | columns))


def of(quotes: Sequence[Quote], name: str = "ملف") -> Slice:
    return Slice(name, lambda: iter(quotes))


def many(stances: Iterable[Stance | None], prefix: str = "", **columns: Any) -> list[Quote]:
    """Return one quote an article."""
    return [quote(f"{prefix}{at}", stance, **columns) for at, stance in enumerate(stances)]


def compared(left: Sequence[Quote], right: Sequence[Quote], by: By | None = None) -> dict[tuple[Kind, str], Comparison]:
    return {(one.kind, one.name): one for one in compare(of(left), of(right), by=by, resamples=500, seed=0)}


def test_shares_are_counted_on_each_side_and_in_each_group() -> None:
    left = [*many([H, H, N, C]), quote("9", None)]
    right = [*many([H, N], "r", speaker="سامر"), *many([C, C], "s")]
    found = compared(left, right)
    everything = found[Kind.ALL, ""]
    assert (everything.left.quotes, everything.right.quotes, everything.left.articles) == (4, 4, 4)
    assert [everything.left.shares[stance].value for stance in (C, H, N)] == [0.25, 0.5, 0.25]
    assert [round(everything.differences[stance].value, 2) for stance in (C, H, N)] == [0.25, -0.25, 0.0]
    assert set(found) == {
        (Kind.ALL, ""),
        *((Kind.SPEAKER, name) for name in ("هند الراوي", "سامر")),
        *((Kind.TARGET, "تركيا"), (Kind.OUTLET, "صحيفة النهر")),
    }
    assert found[Kind.SPEAKER, "سامر"].differences == {}
    assert {kind for kind, _ in compared(left, right, By.SPEAKER)} == {Kind.ALL, Kind.TARGET, Kind.OUTLET}
    assert next(iter(found)) == (Kind.ALL, "")


def test_speakers_are_told_apart_by_their_ids() -> None:
    left = many([H, H], speaker="هند الراوي", speaker_id="own:1")
    right = many([C], speaker="هند سالم الراوي", speaker_id="own:1")
    assert {name for kind, name in compared(left, right) if kind is Kind.SPEAKER} == {"هند الراوي"}


def test_with_few_articles_intervals_are_wilsons_and_newcombes() -> None:
    one = compared(many([H, H, N]), many([H, N, N, N], "r"))[Kind.ALL, ""]
    share = one.left.shares[H]
    assert (share.low, share.high) == wilson(2, 3)
    difference = one.differences[H]
    assert (difference.low, difference.high) == newcombe(one.left.shares[H], one.right.shares[H])
    assert not difference.clear


def test_with_articles_enough_the_intervals_come_from_them() -> None:
    stances = [H, N] * 15
    wide = [quote(f"w{at}", stance, nr) for at, stance in enumerate(stances) for nr in range(10)]
    one = compared(many(stances), wide)[Kind.ALL, ""]
    assert one.right.quotes == 10 * one.left.quotes
    left, right = one.left.shares[H], one.right.shares[H]
    assert left.high - left.low == pytest.approx(
        right.high - right.low, abs=0.1
    )  # ten quotes of an article count as one
    assert left.low == pytest.approx(wilson(15, 30)[0], abs=0.05)


def test_a_clear_difference_is_found_and_what_two_runs_share_cancels_out() -> None:
    left = many([H] * 30 + [N] * 30)
    right = many([H] * 6 + [N] * 54, "r")
    difference = compared(left, right)[Kind.ALL, ""].differences[H]
    assert difference.value == pytest.approx(-0.4)
    assert difference.clear and difference.high < 0
    rerun = [replace(left[0], stance=N), *left[1:]]
    paired = compared(left, rerun)[Kind.ALL, ""].differences[H]
    apart = compared(left, [replace(one, article_id=f"r{one.article_id}") for one in rerun])[Kind.ALL, ""].differences[
        H
    ]
    assert paired.high - paired.low < 0.3 * (apart.high - apart.low)


@given(st.lists(st.sampled_from([C, H, N, None]), max_size=40), st.lists(st.sampled_from([C, H, N]), max_size=40))
def test_intervals_hold_what_they_are_of(left: list[Stance | None], right: list[Stance]) -> None:
    for one in compared(many(left), many(right, "r")).values():
        for side in (one.left, one.right):
            assert sum(share.count for share in side.shares.values()) == side.quotes
            for share in side.shares.values():
                assert 0 <= share.low <= share.high <= 1
                assert share.value is None or share.low - 1e-9 <= share.value <= share.high + 1e-9
        for difference in one.differences.values():
            assert -1 <= difference.low <= difference.value + 1e-9 and difference.value - 1e-9 <= difference.high <= 1


def test_newcombes_interval_is_the_published_one() -> None:
    """Newcombe 1998, method 10: 56/70 against 48/80, and 9/10 against 3/10."""
    for (a, n), (b, m), expected in (((48, 80), (56, 70), (0.0524, 0.3339)), ((3, 10), (9, 10), (0.1705, 0.8090))):
        left, right = Share(a, a / n, *wilson(a, n)), Share(b, b / m, *wilson(b, m))
        assert newcombe(left, right) == pytest.approx(expected, abs=5e-5)


def test_resamples_have_the_right_mean_and_spread_however_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    for at_once in (3, 4_000_000):
        monkeypatch.setattr("stance.resampling._DRAWN_AT_ONCE", at_once)
        sums = resampled_sums(counts, 4000, seed=1)
        assert sums.shape == (4000, 2)
        assert sums.mean(axis=0) == pytest.approx([2, 2], abs=0.1)
        assert sums[:, 0].std() == pytest.approx((4 * 0.25) ** 0.5, abs=0.05)
    assert interval(np.array([np.nan, 1.0, 1.0])) == (1.0, 1.0)


def changes(pairs: Sequence[Pair]) -> list[tuple[str, ...]]:
    return [tuple(map(str, pair.changes)) for pair in pairs]


def test_quotes_that_differ_are_paired_the_most_telling_first() -> None:
    left = [quote("1", H), quote("1", N, 10), quote("2", C), quote("3", H), quote("4", C), quote("5", N)]
    right = [
        replace(left[0], target=None),
        replace(left[1], stance=H, speaker="سامر"),
        replace(left[2], stance=H),
        left[3],
        quote("4", C, 50),
        quote("6", C),
    ]
    found = differing(of(left), of(right), limit=10)
    assert (found.total, found.alike) == (5, 1)
    assert changes(found.pairs) == [("stance",), ("stance", "speaker"), ("target",), ("only_right",), ("only_left",)]
    assert [pair.left for pair in found.pairs] == [left[2], left[1], left[0], None, left[4]]
    assert [pair.right for pair in found.pairs] == [right[2], right[1], right[0], right[4], None]
    cut = differing(of(left), of(right), limit=2)
    assert (cut.pairs, cut.total) == (found.pairs[:2], 5)
    assert differing(of(left), of(right), limit=0).pairs == []


def test_parts_of_one_file_lack_nothing_of_each_other() -> None:
    left, right = [quote("1", H), quote("1", N, 10)], [quote("1", C, 20, speaker="سامر الحلواني")]
    assert differing(of(left), of(right), limit=5).total == 3
    assert differing(of(left), of(right), limit=5, parts=True).total == 0


def test_a_statement_reported_by_both_is_paired() -> None:
    ours, theirs = quote("1", H, cluster_id="c"), quote("2", N, outlet="قناة الجسر", cluster_id="c")
    found = differing(of([ours]), of([theirs]), limit=5)
    assert found.pairs == [Pair((Change.STANCE,), ours, theirs)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with two months of two outlets, and with another run over the same articles."""
    monkeypatch.chdir(tmp_path)
    march = many([H] * 8 + [N] * 6, "m")
    april = many([C] * 9 + [N] * 5, "a", date="2024-04-01T10:00", outlet="قناة الجسر", speaker_id="own:1")
    write_quotes("quotes.jsonl", [*march, *april])
    write_quotes("rerun.csv", [replace(march[0], stance=C), *march[1:], *april])
    return tmp_path


@pytest.mark.parametrize(
    ("by", "value", "count"),
    [
        ("outlet", "قناة الجسر", 14),
        ("period", "2024-03", 14),
        ("period", "2024", 28),
        ("period", "2024-03-09", 14),
        ("period", "2024-03..2024-04", 28),
        ("period", "2024-03-10..2024-12", 14),
        ("speaker", "هند الراوى", 28),
        ("speaker", "own:1", 28),  # the same name without an id is the same speaker
    ],
)
def test_a_file_is_parted(desk: Path, by: str, value: str, count: int) -> None:
    left, right = slices(value, value, "quotes.jsonl", by)
    assert len(list(left.read())) == len(list(right.read())) == count
    assert left.name == value


def test_two_files_are_compared(desk: Path, command: Callable[..., Any]) -> None:
    done = command(main, "left=quotes.jsonl", "right=rerun.csv", "output=out")
    assert (done.status, done.err) == (0, "")
    assert "1 quote differs, 27 agree" in done.out
    assert sorted(path.name for path in Path("out").iterdir()) == ["compare.csv", "differences.csv", "index.html"]
    with Path("out/differences.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["changes"], row["left_stance"], row["right_stance"]) == ("stance", "hostile", "cooperative")


def test_a_file_is_compared_with_itself_by_period(desk: Path, command: Callable[..., Any]) -> None:
    words = "quotes=quotes.jsonl", "by=period", "left=2024-03", "right=2024-04", "output=out", "language=en"
    done = command(main, *words)
    assert (done.status, done.err) == (0, "")
    assert "Left: 2024-03" in done.out and "−57" in done.out
    assert "No quote is on both sides" in done.out
    with Path("out/compare.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    everything = rows[0]
    assert (everything["kind"], everything["left_quotes"], everything["right_articles"]) == ("all", "14", "14")
    assert float(everything["hostile_difference"]) == pytest.approx(-8 / 14, abs=1e-4)
    assert float(everything["hostile_left_low"]) < 8 / 14 < float(everything["hostile_left_high"])
    assert {row["name"] for row in rows if row["kind"] == "outlet"} == {"صحيفة النهر", "قناة الجسر"}
    assert next(row for row in rows if row["name"] == "قناة الجسر")["hostile_difference"] == ""


class Page(HTMLParser):
    """Every element of a page with its attributes, and all its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_reads_in_its_direction_and_needs_nothing(
    desk: Path, command: Callable[..., Any], code: str, direction: str
) -> None:
    command(main, "left=quotes.jsonl", "right=rerun.csv", "output=out", f"language={code}")
    html = Path("out/index.html").read_text(encoding="utf-8")
    page = Page(html)
    assert page.elements[0] == ("html", {"lang": code, "dir": direction})
    assert not {tag for tag, _ in page.elements} & {"link", "img", "iframe", "script", "form", "object"}
    [policy] = [attributes["content"] or "" for _, attributes in page.elements if "http-equiv" in attributes]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert html.count("<blockquote") == 2
    assert "{" not in html.partition("</style>")[2]


def test_text_from_articles_stays_text(desk: Path, command: Callable[..., Any]) -> None:
    evil = '"><img src=x onerror=alert(1)>'
    left = [quote("1", H, speaker=evil, target=evil, outlet=evil, title=evil, url="javascript:alert(1)")]
    write_quotes("left.jsonl", left)
    write_quotes("right.jsonl", [replace(left[0], stance=C, quote=evil)])
    command(main, "left=left.jsonl", "right=right.jsonl", "output=out")
    page = Page(Path("out/index.html").read_text(encoding="utf-8"))
    assert not [1 for tag, attributes in page.elements if tag in {"img", "a"} or "onerror" in attributes]
    assert page.text.count(evil) >= 10


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["left=nowhere.jsonl", "right=rerun.csv"], "There is no file nowhere.jsonl"),
        (["left=articles.jsonl", "right=rerun.csv"], "no row of a quotes file"),
        (["left=quotes.jsonl", "right=rerun.csv", "by=outlet"], "name the file, quotes=…"),
        (["left=2024", "right=2025", "quotes=quotes.jsonl"], "by=outlet|period|speaker; it is not given"),
        (["left=2024", "right=2025", "quotes=quotes.jsonl", "by=month"], "by=month is none of them"),
        (["left=2024", "right=2025", "quotes=quotes.jsonl", "by=period"], "no quote of period '2025'. There are"),
        (["left=last", "right=2024", "quotes=quotes.jsonl", "by=period"], "is no period"),
        (["left=x", "right=y", "quotes=quotes.jsonl", "by=outlet"], "صحيفة النهر"),
        (["left=x", "right=y", "quotes=nowhere.jsonl", "by=outlet"], "nowhere.jsonl"),
        (["left=quotes.jsonl", "right=rerun.csv", "language=fr"], "ar, en"),
        (["left=quotes.jsonl", "right=rerun.csv", "resamples=0"], "1 or more"),
        (["left=quotes.jsonl"], "Not given, but needed: right"),
    ],
)
def test_mistakes_are_explained(desk: Path, command: Callable[..., Any], words: list[str], said: str) -> None:
    Path("articles.jsonl").write_text(json.dumps({"id": "1", "text": "نص"}), encoding="utf-8")
    done = command(main, *words, "output=out")
    assert (done.status, said in done.err, Path("out").exists()) == (2, True, False), done.err


def test_both_languages_have_the_same_texts() -> None:
    ar, en = (comparison_language(code).texts["compare"] for code in ("ar", "en"))
    assert ar.keys() == en.keys()
    for key in ("kind", "change"):
        assert ar[key].keys() == en[key].keys()
    assert set(ar["kind"]) == set(Kind) and set(ar["change"]) == set(Change)
    with pytest.raises(StanceError, match="language=fr"):
        comparison_language("fr")


def test_few_is_what_the_note_says() -> None:
    assert "{few}" in comparison_language("ar").texts["compare"]["shares_note"]
    assert (FEW_ARTICLES, signed(-0.126)) == (10, "−13")
