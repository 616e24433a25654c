import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from stance.errors import StanceError
from stance.io import read_quotes
from stance.report import charts, language
from stance.report.language import load_language
from stance.report.table import inert
from stance.report.terminal import speaker_table
from stance.schema import Quote, Stance
from stance.summarize import By, Figures, Period, Share, summarize_speakers

QUOTES = Path(__file__).parent / "data" / "report_quotes.jsonl"
STYLE = Path(language.__file__).parent / "templates" / "style.css"
ARABIC = load_language("ar")


def sample() -> list[Quote]:
    return list(read_quotes(QUOTES))


@pytest.mark.parametrize(
    ("noun", "n", "expected"),
    [
        ("quote", 0, "لا تصريحات"),
        ("quote", 1, "تصريح واحد"),
        ("quote", 2, "تصريحان"),
        ("quote", 3, "3 تصريحات"),
        ("quote", 10, "10 تصريحات"),
        ("quote", 11, "11 تصريحا"),
        ("quote", 99, "99 تصريحا"),
        ("quote", 100, "100 تصريح"),
        ("quote", 102, "102 تصريح"),
        ("quote", 103, "103 تصريحات"),
        ("quote", 1_111, "1,111 تصريحا"),
        ("article", 2, "مقالان"),
        ("article", 12, "12 مقالا"),
        ("outlet", 1, "وسيلة إعلام واحدة"),
        ("outlet", 2, "وسيلتا إعلام"),
        ("outlet", 5, "5 وسائل إعلام"),
        ("outlet", 11, "11 وسيلة إعلام"),
    ],
)
def test_arabic_counted_nouns(noun: str, n: int, expected: str) -> None:
    assert ARABIC.count(noun, n) == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1, ("مرة أخرى", "once more")),
        (2, ("مرتين أخريين", "2 more times")),
        (3, ("3 مرات أخرى", "3 more times")),
        (11, ("11 مرة أخرى", "11 more times")),
        (100, ("100 مرة أخرى", "100 more times")),
    ],
)
def test_how_often_more_a_statement_was_reported(n: int, expected: tuple[str, str]) -> None:
    assert tuple(load_language(code).count("more_times", n) for code in ("ar", "en")) == expected


def test_english_counted_nouns() -> None:
    assert [load_language("en").count("quote", n) for n in (0, 1, 2)] == ["0 quotes", "1 quote", "2 quotes"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2024-12-01", "1 ديسمبر 2024"), ("2024-12-01T08:00:00Z", "1 ديسمبر 2024"), ("أمس", "أمس"), ("2024-13-01",) * 2],
)
def test_days(date: str, expected: str) -> None:
    assert ARABIC.day(date) == expected


def test_languages_have_the_same_texts() -> None:
    def keys(texts: object, above: str = "") -> set[str]:
        if not isinstance(texts, dict) or "other" in texts:
            return {above}
        return {key for name, text in texts.items() for key in keys(text, f"{above}.{name}")}

    assert keys(load_language("en").texts) == keys(ARABIC.texts)


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(StanceError, match="ar, en"):
        load_language("../ar")


@given(st.lists(st.integers(0, 50), min_size=3, max_size=3).filter(any), st.sampled_from(["rtl", "ltr"]))
def test_a_bar_is_filled_without_gaps_from_the_side_where_reading_begins(counts: list[int], direction: str) -> None:
    shares = {stance: count / sum(counts) for stance, count in zip(charts.ORDER, counts, strict=True)}
    bar = charts.stack(shares, direction)
    assert sum(piece.width for _, piece in bar) == pytest.approx(100, abs=0.1)
    pieces = [piece for _, piece in (bar if direction == "ltr" else reversed(bar))]
    assert pieces[0].x == pytest.approx(0, abs=0.1)
    assert all(a.x + a.width == pytest.approx(b.x, abs=0.1) for a, b in pairwise(pieces))
    assert [stance for stance, _ in bar] == [stance for stance in charts.ORDER if shares[stance]]


def test_cooperative_quotes_lie_on_the_reading_side_of_the_axis() -> None:
    speakers = summarize_speakers(sample())
    for left, right, direction in (("hostile", "cooperative", "rtl"), ("cooperative", "hostile", "ltr")):
        for row in charts.balances(speakers, direction):
            before, after = getattr(row, left), getattr(row, right)
            assert before.x + before.width == pytest.approx(50)
            assert after.x == pytest.approx(50)
            assert 0 <= before.x <= after.x + after.width <= 100


def periods(*starts: str) -> list[Period]:
    figures = summarize_speakers(sample())[0]
    return [Period(date.fromisoformat(start), figures, {}) for start in starts]


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_a_timeline_runs_in_reading_direction_and_leaves_gaps(direction: str) -> None:
    months = [f"{year}-{month:02}-01" for year in (2023, 2024) for month in range(1, 13) if month != 6]
    columns = charts.columns(periods(*months), By.MONTH, direction)
    places = [column.place.x for column in (columns if direction == "ltr" else reversed(columns))]
    assert places == sorted(places)
    assert places[0] >= 0 and places[-1] + columns[0].place.width <= 100
    steps = sorted({round(after - before, 1) for before, after in pairwise(places)})
    assert steps == [pytest.approx(100 / 24, abs=0.1), pytest.approx(200 / 24, abs=0.1)]
    assert 3 <= sum(column.label is not None for column in columns) <= 6
    for column in columns:
        assert sum(piece.width for _, piece in column.shares) == pytest.approx(72, abs=0.1)
        assert column.volume.x + column.volume.width == pytest.approx(100)


def test_labels_of_a_timeline_stay_inside_of_it() -> None:
    left, right = (
        [column.label for column in charts.columns(periods("2024-01-01", "2024-10-01"), By.MONTH, direction)]
        for direction in ("ltr", "rtl")
    )
    assert left == [(0.6, "start"), (99.4, "end")]
    assert right == [(99.4, "start"), (0.6, "end")]


@pytest.mark.parametrize(
    ("cooperative", "hostile", "neutral", "step"),
    [
        (6, 0, 0, "cooperative-strong"),
        (4, 0, 0, "cooperative-weak"),
        (0, 3, 3, "hostile-strong"),
        (1, 3, 3, "hostile-weak"),
        (1, 2, 9, "even"),
        (0, 0, 0, "even"),
    ],
)
def test_colours_of_the_map_are_strong_where_quotes_are_many_and_agree(
    cooperative: int, hostile: int, neutral: int, step: str
) -> None:
    counts = {Stance.COOPERATIVE: cooperative, Stance.HOSTILE: hostile, Stance.NEUTRAL: neutral}
    total = sum(counts.values())
    shares = {stance: Share(count, count / total if total else None, 0.0, 1.0) for stance, count in counts.items()}
    assert charts.shade(Figures(quotes=total, articles=1, undecided=0, shares=shares)) == step


@pytest.mark.parametrize(
    ("by", "starts"),
    [
        (By.DAY, ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (By.WEEK, ["2023-12-25", "2024-01-01", "2024-01-08"]),
        (By.MONTH, ["2023-12-01", "2024-01-01", "2024-02-01"]),
        (By.YEAR, ["2022-01-01", "2023-01-01", "2024-01-01"]),
    ],
)
def test_neighbouring_periods_stand_side_by_side(by: By, starts: list[str]) -> None:
    places = [column.place.x for column in charts.columns(periods(*starts), by, "ltr")]
    assert [after - before for before, after in pairwise(places)] == pytest.approx([10, 10])


@given(st.text())
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert not inert(text).lstrip().startswith(("=", "+", "-", "@"))
    assert inert(text).removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("width", [80, 110])
@pytest.mark.parametrize("code", ["ar", "en"])
def test_the_terminal_table_fits_and_reads_in_its_direction(width: int, code: str) -> None:
    quotes = [*sample(), *[replace(sample()[0], speaker="سطر\x1b[31m\nآخر")] * 20]
    console = Console(width=width, file=io.StringIO(), color_system=None)
    with console.capture() as printed:
        console.print(speaker_table(summarize_speakers(quotes), load_language(code), width, height=18))
    lines = printed.get().splitlines()
    assert 8 < len(lines) <= 18 - 3  # what is said below it is seen on the same screen
    assert all(cell_len(line) <= width for line in lines)
    assert "\x1b" not in "".join(lines)
    heads = [load_language(code).text(f"table.{key}") for key in ("speaker", "count")]
    head = next(line for line in lines if all(text in line for text in heads))
    assert (head.index(heads[0]) > head.index(heads[1])) == (code == "ar")
    assert any("سطر" in line for line in lines)
    assert "speakers.csv" in "".join(lines)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_contrast_as_wcag_aa_asks(scheme: int) -> None:
    blocks = re.findall(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
    colour = dict(re.findall(r"--([\w-]+): (#\w{6})", blocks[scheme]))
    grounds = ["paper", "card", *(f"{stance}-wash" for stance in Stance)]
    texts = ["ink", "muted", "link", *(f"{stance}-text" for stance in Stance)]
    assert {(t, g) for t in texts for g in grounds if contrast(colour[t], colour[g]) < 4.5} == set()
    assert {f for f in ("cooperative", "hostile", "edge") if contrast(colour[f], colour["card"]) < 3} == set()
    pairs = [("ink", "marked"), ("on-cooperative", "cooperative"), ("on-hostile", "hostile")]
    assert {pair for pair in pairs if contrast(colour[pair[0]], colour[pair[1]]) < 4.5} == set()
    fills = [colour[stance] for stance in charts.ORDER]
    assert min(contrast(a, b) for a, b in pairwise(fills)) > 1.5
