"""Corrections find their quotes again, change what they say, and tell which no longer match."""

import csv
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from annotated_articles import example, quote
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from stance.corrections import Corrections, checked_quotes, differences, read_corrections, read_rows, write_corrections
from stance.errors import StanceError
from stance.schema import Form, Quote, Stance

FIRST, SECOND = example().quotes
ADDED = quote("ولن ننتظر")
Row = dict[str, Any]


def row(of: Quote, **filled: str) -> Row:
    return {"quote_id": of.quote_id, "quote": of.quote, **filled}


def save(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Write rows as a person's programs would, in the format of the suffix."""
    names = list(dict.fromkeys(name for one in rows for name in one))
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.append(names)
        for one in rows:
            sheet.append([one.get(name) for name in names])
        book.save(path)
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
    elif path.suffix == ".parquet":
        lines = save(path.with_suffix(".jsonl"), rows)
        with duckdb.connect() as database:
            database.execute(f"COPY (FROM read_json('{lines}', format='newline_delimited')) TO '{path}'")
    else:
        path.write_text("\n".join(json.dumps({k: v for k, v in one.items() if v}) for one in rows), encoding="utf-8")
    return path


def applied(path: Path, quotes: Sequence[Quote]) -> tuple[list[Quote], Corrections]:
    corrections = read_corrections(path)
    return list(corrections.apply(quotes)), corrections


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".jsonl", ".parquet"])
def test_every_format_is_replayed(tmp_path: Path, suffix: str) -> None:
    rows = [
        row(FIRST, new_stance="neutral", new_speaker="هند الراوي", new_target="روسيا"),
        row(SECOND, action="delete"),
        row(ADDED, action="add", article_id=ADDED.article_id, quote_start=str(ADDED.quote_start), new_stance="hostile"),
    ]
    found, corrections = applied(save(tmp_path / f"c{suffix}", rows), [FIRST, SECOND])
    changed = replace(FIRST, stance=Stance.NEUTRAL, speaker="هند الراوي", speaker_id=None, speaker_kind=None)
    added = replace(ADDED, stance=Stance.HOSTILE, date=FIRST.date, outlet=FIRST.outlet, url=FIRST.url)
    assert found == [replace(changed, target="روسيا", target_id="iso:RU"), added]
    assert (corrections.applied, corrections.unmatched) == (3, [])
    assert corrections.report() == ["3 of 3 corrections applied"]


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        ({"new_target": "none"}, {"target": None, "target_id": None}),
        ({"new_speaker": "none"}, {"speaker": None, "speaker_id": None, "speaker_kind": None}),
        ({"new_stance": "none"}, {"stance": None}),
        ({"new_stance": " Hostile "}, {}),
        ({"new_speaker": "سامر الحلواني"}, {}),
        ({"action": "change", "new_stance": "neutral"}, {"stance": Stance.NEUTRAL}),
        ({"action": "RIGHT"}, {}),
        ({}, {}),
    ],
)
def test_what_a_cell_means(tmp_path: Path, filled: dict[str, str], expected: dict[str, Any]) -> None:
    found, _ = applied(save(tmp_path / "c.csv", [row(FIRST, **{"action": "", **filled})]), [FIRST, SECOND])
    assert found == [replace(FIRST, **expected), SECOND]


def test_what_no_longer_matches_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    rows = [
        row(FIRST, new_stance="neutral") | {"quote": "كلام آخر"},
        row(SECOND, action="delete") | {"quote_id": "nowhere:0-3"},
        {"action": "add", "article_id": "nowhere", "quote": "نعم", "quote_start": "4"},
    ]
    found, corrections = applied(save(tmp_path / "c.xlsx", rows), [FIRST, SECOND])
    assert found == [FIRST, SECOND]
    first, *rest = corrections.report()
    assert first == "0 of 3 corrections applied"
    assert re.findall("row [0-9]", " ".join(rest)) == ["row 2", "row 3", "row 4"]
    assert "the quote is now" in rest[0] and "no such quote" in rest[1] and "no quote of this article" in rest[2]


def test_white_space_that_a_spreadsheet_changed_is_no_difference(tmp_path: Path) -> None:
    mangled = row(SECOND, new_stance="neutral") | {"quote": SECOND.quote.replace("\n", " \r\n")}
    found, _ = applied(save(tmp_path / "c.jsonl", [mangled]), [SECOND])
    assert found[0].stance is Stance.NEUTRAL


def test_an_added_quote_that_has_been_found_since_is_changed_only(tmp_path: Path) -> None:
    add = row(
        ADDED, action="add", article_id=ADDED.article_id, quote_start=str(ADDED.quote_start), new_stance="hostile"
    )
    now_found = replace(ADDED, rule="verb", form=Form.DIRECT)
    found, corrections = applied(save(tmp_path / "c.jsonl", [add]), [now_found])
    assert found == [replace(now_found, stance=Stance.HOSTILE)]
    assert corrections.applied == 1


def test_corrections_can_be_applied_again_and_again(tmp_path: Path) -> None:
    corrections = read_corrections(save(tmp_path / "c.jsonl", [row(FIRST, new_stance="neutral")]))
    once, twice = list(corrections.apply([FIRST])), list(corrections.apply([FIRST]))
    assert once == twice
    assert corrections.applied == 1


def test_several_corrections_of_a_quote_count_in_their_order(tmp_path: Path) -> None:
    rows = [row(FIRST, new_stance="neutral"), row(FIRST, new_target="none"), row(FIRST, new_stance="cooperative")]
    found, corrections = applied(save(tmp_path / "c.jsonl", rows), [FIRST])
    assert (found[0].stance, found[0].target, corrections.applied) == (Stance.COOPERATIVE, None, 3)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "quote_id,quote,new_stance\n1,نعم,angry\n",
            r"line 2: new_stance is 'angry'.*cooperative, hostile, neutral, none",
        ),
        ("quote_id,quote,action\n1,نعم,remove\n", r"line 2: action is 'remove'.*change, delete, add, right"),
        ("quote_id,quote,action\n1,,delete\n", "line 2: a correction needs the quote_id and the words"),
        ("quote_id,quote,action\n1,نعم,add\n", "line 2: add needs article_id, quote and quote_start"),
        ("article_id,quote,quote_start,action\n1,نعم,first,add\n", "line 2: add needs"),
        (
            "quote_id,quote,stance\n1,نعم,neutral\n",
            r"none of the columns action.*its columns are: quote, quote_id, stance",
        ),
        ('"', "not valid CSV"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "c.csv").write_text(content, encoding="utf-8")
    with pytest.raises(StanceError, match=said):
        read_corrections(tmp_path / "c.csv")


@pytest.mark.parametrize("name", ["c.docx", "nowhere.csv", "broken.xlsx", "broken.parquet"])
def test_files_that_cannot_be_read_are_named(tmp_path: Path, name: str) -> None:
    if name.startswith("broken"):
        (tmp_path / name).write_bytes(b"broken")
    with pytest.raises(StanceError, match=name):
        read_corrections(tmp_path / name)


def test_what_was_looked_at_and_found_right_is_read_but_not_applied(tmp_path: Path) -> None:
    path = save(tmp_path / "c.jsonl", [row(FIRST, action="right"), row(SECOND)])
    assert [one.quote_id for one in read_rows(path)] == [FIRST.quote_id]
    assert read_corrections(path).report() == ["0 of 0 corrections applied"]


@st.composite
def changed(draw: st.DrawFn, before: Quote) -> list[Quote]:
    """Draw what a person makes of a quote: nothing, another speaker, stance or target, or no quote at all."""
    speaker = draw(st.sampled_from([None, "هند الراوي", before.speaker]))
    target = draw(st.sampled_from([None, "روسيا", before.target]))
    same = speaker == before.speaker
    found = replace(
        before,
        stance=draw(st.none() | st.sampled_from(Stance)),
        speaker=speaker,
        speaker_id=before.speaker_id if same else None,
        speaker_kind=before.speaker_kind if same else None,
        target=target,
        target_id={None: None, "روسيا": "iso:RU", before.target: before.target_id}[target],
    )
    return draw(st.sampled_from([[found], [found], []]))


@given(changed(FIRST), changed(SECOND), st.booleans())
def test_differences_make_the_one_into_the_other(first: list[Quote], second: list[Quote], added: bool) -> None:
    new = [replace(ADDED, date=FIRST.date, outlet=FIRST.outlet, url=FIRST.url)] if added else []
    after = sorted([*first, *second, *new], key=lambda one: one.quote_start)
    rows = [dict(one) for one in differences([FIRST, SECOND], after, [FIRST.article_id])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.jsonl"
        count = write_corrections(path, rows)
        corrections = read_corrections(path)
    assert list(corrections.apply([FIRST, SECOND])) == after
    assert corrections.applied == count


def test_articles_that_were_not_looked_at_stay_as_they_are() -> None:
    assert list(differences([FIRST, SECOND], [], [])) == []
    assert [one["action"] for one in differences([FIRST, SECOND], [], [FIRST.article_id])] == ["delete", "delete"]


def test_what_was_checked_can_be_learned_from(tmp_path: Path) -> None:
    rows = [
        dict(one) for one in differences([FIRST, SECOND], [replace(FIRST, stance=None), SECOND], [FIRST.article_id])
    ]
    write_corrections(tmp_path / "c.jsonl", rows)
    assert list(checked_quotes(tmp_path / "c.jsonl")) == [replace(FIRST, stance=None), SECOND]
    known = {"article_id": FIRST.article_id, "quote_start": FIRST.quote_start, "form": "direct", "cue": "اتهم"}
    sheet = [row(FIRST, new_stance="cooperative") | known, row(SECOND, action="delete"), row(SECOND)]
    [learned] = checked_quotes(save(tmp_path / "c.xlsx", sheet))
    assert (learned.stance, learned.cue, learned.form, learned.quote) == (
        Stance.COOPERATIVE,
        "اتهم",
        "direct",
        FIRST.quote,
    )


def test_a_checked_quote_says_where_it_stands(tmp_path: Path) -> None:
    path = save(tmp_path / "c.jsonl", [row(FIRST, action="right")])
    with pytest.raises(StanceError, match=r"line 1: .* it has no article_id, quote_start, quote_end, form"):
        list(checked_quotes(path))
