"""Which quotes are to be checked first, and the workbook to do it in."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from annotated_articles import TEXT, example, quote
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from stance import review
from stance.corrections import read_corrections
from stance.interop.formats import format_named
from stance.io import read_quotes, write_quotes
from stance.priority import Reason, uncertainty, worth_checking
from stance.review_sheet import review_texts
from stance.schema import Quote, Stance


def labelled(words: str, cooperative: float, hostile: float, neutral: float, **columns: Any) -> Quote:
    stance = max(zip((cooperative, hostile, neutral), Stance, strict=True))[1]
    shown: dict[str, Any] = {"stance": stance, "p_cooperative": cooperative, "p_hostile": hostile, "p_neutral": neutral}
    return quote(words, **shown | columns)


CERTAIN = labelled("صبرنا نفد", 0.0, 0.0, 1.0, speaker="هند", speaker_id="own:1", rule="verb")
UNSURE = labelled("الاتفاق", 0.3, 0.3, 0.4, speaker="هند", speaker_id="own:1", rule="verb")
SIDED = labelled("بانتهاك", 0.0, 1.0, 0.0, speaker="هند", speaker_id="own:1", rule="verb")
NAMELESS = labelled("ولن ننتظر", 0.0, 0.0, 1.0, speaker="مصدر", rule="verb")
UNREAD = quote("للأبد", speaker="سامر", speaker_id="own:2", rule="verb")


def ranked(quotes: Sequence[Quote], n: int = 10, checked: Sequence[str] = ()) -> list[str]:
    return [one.quote.quote for one in worth_checking(lambda: quotes, n, checked)]


def test_the_least_certain_and_the_most_consequential_come_first() -> None:
    everything = [CERTAIN, UNSURE, SIDED, NAMELESS, UNREAD]
    assert ranked(everything)[:2] == [UNSURE.quote, UNREAD.quote]
    assert ranked(everything)[-1] in {CERTAIN.quote, NAMELESS.quote}
    assert ranked(everything, n=2) == ranked(everything)[:2]
    assert ranked([CERTAIN, SIDED]) == [SIDED.quote, CERTAIN.quote]
    assert ranked([CERTAIN, replace(CERTAIN, quote="x", quote_id="x", cluster_id="x", speaker_id=None)])[0] == "x"


def test_the_reasons_are_told() -> None:
    [one] = worth_checking(lambda: [UNREAD], 1)
    assert one.reasons == (Reason.UNCERTAIN, Reason.OFTEN_QUOTED)
    many = [replace(CERTAIN, quote_id=str(at), cluster_id=str(at)) for at in range(100)]
    [rare] = worth_checking(lambda: [*many, replace(SIDED, rule="colon")], 1)
    assert (rare.quote.quote, Reason.RARE_RULE in rare.reasons) == (SIDED.quote, True)


def test_one_of_each_statement_is_enough_and_none_that_was_checked() -> None:
    copy = replace(UNSURE, quote_id="copy", quote="نسخة")
    assert ranked([UNSURE, copy, CERTAIN]) == [UNSURE.quote, CERTAIN.quote]
    assert ranked([UNSURE, copy, CERTAIN], checked=[UNSURE.quote_id]) == [CERTAIN.quote]


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [((1.0, 0.0, 0.0), 0.0), ((0.5, 0.5, 0.0), 1.0), ((0.6, 0.1, 0.3), 0.7)],
)
def test_uncertainty_is_how_near_the_first_two_are(probabilities: tuple[float, float, float], expected: float) -> None:
    assert uncertainty(labelled("الاتفاق", *probabilities)) == pytest.approx(expected)
    assert uncertainty(UNREAD) == 1.0


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    article, quotes = example()
    quotes = [*quotes, replace(UNSURE, speaker='=HYPERLINK("http://x")', target="+1", via="@x", outlet="-2\x07")]
    write_quotes(tmp_path / "quotes.jsonl", quotes)
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": article.id, "text": TEXT}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_workbook_is_ready_to_be_filled_in(command: Callable[..., Any]) -> None:
    done = command(review.main, "quotes=quotes.jsonl", "output=out/review.xlsx", "articles=articles.jsonl")
    assert (done.status, done.err) == (0, "")
    assert "3 quotes to check first" in done.out
    book = load_workbook("out/review.xlsx")
    sheet = book["quotes"]
    assert sheet.sheet_view.rightToLeft and sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    header = [cell.value for cell in sheet[1]]
    rules = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    letter = get_column_letter(header.index("new_stance") + 1)
    assert rules['"cooperative,hostile,neutral,none"'].startswith(f"{letter}2:")
    rows = [dict(zip(header, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    by_id = {row["quote_id"]: row for row in rows}
    first = by_id[example().quotes[0].quote_id]
    assert first["paragraph"] == "اتهم النائب سامر الحلواني واشنطن بانتهاك\u00a0الاتفاق."
    assert (first["stance"], first["new_stance"], first["p_hostile"]) == ("hostile", None, 0.7)
    assert "متحدث كثير الحضور" in str(first["why"])
    assert book.worksheets[1].title == "كيف تُملأ"


def test_no_cell_runs_as_a_formula(command: Callable[..., Any]) -> None:
    command(review.main, "quotes=quotes.jsonl", "output=review.xlsx")
    cells = [cell for row in load_workbook("review.xlsx")["quotes"].iter_rows(min_row=2) for cell in row]
    dangerous = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert {cell.value for cell in dangerous} == {'=HYPERLINK("http://x")', "+1", "@x", "-2"}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_tasks_hold_all_quotes_of_the_articles(command: Callable[..., Any]) -> None:
    command(review.main, "quotes=quotes.jsonl", "output=review.xlsx", "n=1", "articles=articles.jsonl")
    [back] = format_named("label-studio").read(Path("review.label-studio.json"))
    assert len(back.quotes) == 3
    assert load_workbook("review.xlsx")["quotes"].max_row == 2


def test_what_was_checked_does_not_come_again(command: Callable[..., Any]) -> None:
    command(review.main, "quotes=quotes.jsonl", "output=first.xlsx", "n=2")
    book = load_workbook("first.xlsx")
    sheet = book["quotes"]
    action = [cell.value for cell in sheet[1]].index("action") + 1
    sheet.cell(2, action, "right")
    book.save("first.xlsx")
    done = command(review.main, "quotes=quotes.jsonl", "output=second.xlsx", "corrections=first.xlsx")
    assert "2 quotes" in done.out
    seen = {row[-2] for row in load_workbook("second.xlsx")["quotes"].iter_rows(min_row=2, values_only=True)}
    assert sheet.cell(2, sheet.max_column - 2).value not in seen


def test_a_changed_article_is_told(command: Callable[..., Any]) -> None:
    Path("articles.jsonl").write_text(json.dumps({"id": "خبر/1", "text": "غير ذلك"}), encoding="utf-8")
    done = command(review.main, "quotes=quotes.jsonl", "output=review.xlsx", "articles=articles.jsonl")
    assert (done.status, "1 article left out" in done.out) == (3, True)
    assert load_workbook("review.xlsx")["quotes"].max_row == 4


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"quotes": "nowhere.jsonl"}, "There is no file nowhere.jsonl"),
        ({"quotes": "articles.jsonl"}, "no row of a quotes file"),
        ({"output": "review.csv"}, ".xlsx"),
        ({"n": "0"}, "1 or more"),
        ({"language": "fr"}, "ar, en"),
        ({"corrections": "quotes.jsonl"}, "none of the columns action"),
        ({"corrections": "nowhere.xlsx"}, "There is no file nowhere.xlsx"),
    ],
)
def test_mistakes_are_explained(command: Callable[..., Any], changes: dict[str, str], said: str) -> None:
    given = {"quotes": "quotes.jsonl", "output": "review.xlsx"}
    done = command(review.main, *(f"{key}={value}" for key, value in (given | changes).items()))
    assert (done.status, said in done.err, Path("review.xlsx").exists()) == (2, True, False), done.err


def test_both_languages_say_the_same() -> None:
    ar, en = review_texts("ar"), review_texts("en")
    assert (ar.keys(), ar["why"].keys(), len(ar["guide"])) == (en.keys(), en["why"].keys(), len(en["guide"]))
    assert set(ar["why"]) == set(Reason)


def test_the_filled_in_workbook_is_replayed(command: Callable[..., Any]) -> None:
    command(review.main, "quotes=quotes.jsonl", "output=review.xlsx")
    book = load_workbook("review.xlsx")
    sheet = book["quotes"]
    at = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    for line in range(2, sheet.max_row + 1):
        if sheet.cell(line, at["quote"]).value == UNSURE.quote:
            sheet.cell(line, at["action"], "delete")
        else:
            sheet.cell(line, at["new_stance"], "cooperative")
    missed = {"action": "add", "quote": "ولن ننتظر", "article_id": "خبر/1", "quote_start": TEXT.index("ولن ننتظر")}
    sheet.append([missed.get(name) for name in at])
    book.save("review.xlsx")
    corrections = read_corrections("review.xlsx")
    corrected = list(corrections.apply(read_quotes("quotes.jsonl")))
    assert [(one.quote, one.stance) for one in corrected] == [
        *((one.quote, Stance.COOPERATIVE) for one in example().quotes),
        ("ولن ننتظر", None),
    ]
    assert corrections.report() == ["4 of 4 corrections applied"]
