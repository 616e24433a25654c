"""The list of errors: what is in it, and the files that show it."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stance.errors import StanceError
from stance.evaluate.error_page import pieces, render
from stance.evaluate.errors import Error, ErrorKind, find_errors
from stance.evaluate.files import check_format, error_row, write_errors
from stance.evaluate.gold import gold_article
from stance.evaluate.matching import align
from stance.schema import Form, Quote, SpeakerKind, Stance

FIRST = "قالت الوزيرة سلمى الهاشمي إن <b>المحمية</b> ستفتح أبوابها في الربيع أمام الزوار."
SECOND = "وحذر عادل الكيلاني من جفاف الآبار."
TEXT = f"المحمية والآبار\n\n{FIRST}\n{SECOND}"
OPENING = "<b>المحمية</b> ستفتح أبوابها في الربيع"
OPENING_START, WELLS_START = TEXT.index(OPENING), TEXT.index("جفاف الآبار")


def gold(start: int = OPENING_START, words: str = OPENING, speaker: str = "سلمى الهاشمي") -> dict[str, Any]:
    row = {"start": start, "end": start + len(words), "speaker": speaker, "stance": "neutral", "form": "indirect"}
    cue = TEXT.index("قالت")
    return row | {"cue_start": cue, "cue_end": cue + len("قالت")}


def predicted(
    start: int = OPENING_START, words: str = OPENING, speaker: str = "سلمى الهاشمي", stance: Stance = Stance.NEUTRAL
) -> Quote:
    end = start + len(words)
    return Quote(
        "7", f"7:{start}-{end}", words, start, end, Form.INDIRECT, speaker=speaker, stance=stance, rule="verb-first"
    )


def errors(quotes: list[dict[str, Any]], predictions: list[Quote]) -> list[Error]:
    row = {"id": "7", "outlet": "الضفة", "date": "2021-05-04", "text": TEXT, "quotes": quotes}
    return find_errors([align(gold_article(row), predictions)])


LONGER = f"إن {OPENING} أمام الزوار"
WELLS = {"start": WELLS_START, "words": "جفاف الآبار", "speaker": "عادل الكيلاني"}


@pytest.mark.parametrize(
    ("predictions", "kinds"),
    [
        ([], ["missed"]),
        ([predicted()], []),
        ([predicted(), predicted(WELLS_START, "جفاف الآبار")], ["spurious"]),
        ([predicted(TEXT.index(LONGER), LONGER)], ["boundary"]),
        ([predicted(speaker="عادل الكيلاني", stance=Stance.HOSTILE)], ["speaker", "stance"]),
        ([predicted(WELLS_START, "جفاف الآبار")], ["missed", "spurious"]),
    ],
)
def test_kinds(predictions: list[Quote], kinds: list[str]) -> None:
    assert [error.kind for error in errors([gold()], predictions)] == kinds


@pytest.mark.parametrize(
    ("words", "gaps"),
    [
        (f"الهاشمي إن {OPENING}", {"start_extra": "الهاشمي إن ", "end_extra": None}),
        ("ستفتح أبوابها في الربيع", {"start_lacking": "<b>المحمية</b> ", "start_extra": None}),
        (f"{OPENING} أمام الزوار", {"end_extra": " أمام الزوار", "end_lacking": None}),
        ("<b>المحمية</b> ستفتح", {"end_lacking": " أبوابها في الربيع", "start_lacking": None}),
    ],
)
def test_rows_say_what_a_boundary_takes_in_and_lacks(words: str, gaps: dict[str, str | None]) -> None:
    (error,) = errors([gold()], [predicted(TEXT.index(words), words)])
    row = error_row(error)
    assert {name: row[name] for name in gaps} == gaps


def test_context_is_the_paragraph_with_its_marks() -> None:
    (error,) = errors([gold()], [predicted(TEXT.index(LONGER), LONGER)])
    cut = pieces(error)
    assert "".join(words for words, _ in cut) == error.context.of(TEXT) == FIRST
    assert ("قالت", "cue") in cut
    assert (OPENING, "gold predicted") in cut
    assert (" أمام الزوار", "predicted") in cut


def test_page_is_right_to_left_and_escapes_the_articles() -> None:
    quotes = [gold(), gold(WELLS_START, "جفاف الآبار", "عادل الكيلاني")]
    page = render(errors(quotes, [predicted(TEXT.index(LONGER), LONGER, speaker="عادل <i>", stance=Stance.HOSTILE)]))
    assert '<html lang="ar" dir="rtl">' in page
    assert "<b>" not in page
    assert "&lt;b&gt;المحمية&lt;/b&gt;" in page
    assert "عادل &lt;i&gt;" in page
    assert [kind for kind in ErrorKind if f'<section id="{kind}">' in page] == [
        "missed",
        "boundary",
        "speaker",
        "stance",
    ]


def test_an_ambiguous_title_comes_with_all_whom_it_can_mean() -> None:
    title = "وزير الخارجية الأمريكي"
    quote = replace(predicted(speaker=title), speaker_mention=title, speaker_kind=SpeakerKind.UNNAMED, date="2018")
    (error,) = errors([gold()], [quote])
    assert error_row(error)["predicted_candidates"] == (
        "person:mike-pompeo مايك بومبيو | person:rex-tillerson ريكس تيلرسون"
    )
    assert "ريكس تيلرسون (person:rex-tillerson)" in render([error])
    (named,) = errors([gold()], [replace(quote, speaker_id="person:mike-pompeo")])
    assert error_row(named)["predicted_candidates"] is None


def test_page_without_errors_says_so() -> None:
    assert "لا أخطاء" in render([])


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_rows_are_written_as_they_are(tmp_path: Path, suffix: str) -> None:
    found = errors([gold()], [predicted(TEXT.index(LONGER), LONGER), predicted(WELLS_START, "جفاف الآبار")])
    path = tmp_path / f"errors{suffix}"
    write_errors(path, found)
    if suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    expected = [error_row(error) for error in found]
    assert [[str(v or "") for v in row.values()] for row in rows] == [
        [str(v or "") for v in row.values()] for row in expected
    ]


def test_an_unknown_suffix_is_refused() -> None:
    with pytest.raises(StanceError, match=r"\.html, \.jsonl, \.csv"):
        check_format(Path("errors.xlsx"))
