import csv
import io
import re
from dataclasses import replace
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
from stance.report.evidence import latest
from stance.report.language import load_language
from stance.report.table import inert, write_speakers
from stance.report.terminal import speaker_table
from stance.schema import Quote, Stance
from stance.summarize import summarize_speakers

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


@given(
    st.lists(st.tuples(st.sampled_from(["", "2024-01-01", "2024-01-02", "2023-07-09"]), st.booleans()), max_size=30),
    st.integers(0, 8),
)
def test_the_latest_quotes_are_the_first_of_all_sorted_by_date(rows: list[tuple[str, bool]], limit: int) -> None:
    model = sample()[0]
    quotes = [
        replace(model, date=date or None, speaker="هالة" if hers else "باسم", quote_id=str(at))
        for at, (date, hers) in enumerate(rows)
    ]
    hers = sorted((q for q in quotes if q.speaker == "هالة"), key=lambda q: q.date or "", reverse=True)
    assert latest(iter(quotes), {"هالة"}, limit) == {"هالة": hers[:limit]}


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


def test_the_csv_opens_in_excel_and_runs_nothing(tmp_path: Path) -> None:
    odd = replace(sample()[0], speaker='=HYPERLINK("x")', target="@SUM(A1)", outlet="-1")
    write_speakers(tmp_path / "speakers.csv", summarize_speakers([odd]))
    assert (tmp_path / "speakers.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "speakers.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["speaker"] == '\'=HYPERLINK("x")'
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert (row["cooperative"], row["cooperative_share"], row["cooperative_low"]) == ("1", "1.0", "0.2065")


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
        console.print(speaker_table(summarize_speakers(quotes), load_language(code), width, rows=4))
    lines = printed.get().splitlines()
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
    fills = [colour[stance] for stance in charts.ORDER]
    assert min(contrast(a, b) for a, b in pairwise(fills)) > 1.5
