import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reports import QUOTES, pages, sample

from stance.io import read_quotes, write_quotes
from stance.model import load_model
from stance.paths import DATA_DIR
from stance.report.__main__ import main
from stance.schema import Quote
from stance.summarize import speaker_key

Command = Callable[..., Any]
# Of one statement, as a run with repeats=true has found.
THRICE = [replace(sample()[0], quote_id=f"again {at}", quote=f"القول {at}", cluster_id="again 1") for at in (1, 2, 3)]


def speakers(folder: Path) -> set[str]:
    with (folder / "speakers.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["speaker"] for row in csv.DictReader(file)}


def best(quote: Quote) -> float:
    return max(p or 0 for p in (quote.p_cooperative, quote.p_hostile, quote.p_neutral))


def test_the_module_reports_on_a_quotes_file(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "stance.report", f"input={QUOTES}", "output=out", "explain=false"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "سامر" in done.stdout
    assert done.stdout.splitlines()[-1] == "46 quotes in 17 articles: see out/index.html"
    names = {path.name for path in (tmp_path / "out").iterdir()}
    tables = {"speakers", "targets", "outlets", "via", "periods", "timeline", "statements"}
    assert names == {"index.html", "speakers", *(f"{table}.csv" for table in tables)}


def test_one_quote_of_one_article_is_told_in_the_singular(tmp_path: Path, command: Command) -> None:
    write_quotes(tmp_path / "one.jsonl", sample()[:1])
    words = [f"output={tmp_path}/out", "explain=false", "language=en", "format=csv"]
    ended = command(main, f"input={tmp_path}/one.jsonl", *words)
    assert ended.out.splitlines()[-1] == f"1 quote in 1 article: see {tmp_path}/out/speakers.csv"


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("language=fr", "ar, en"),
        ("input=nowhere.jsonl", "nowhere.jsonl"),
        ("format=html,pdf", "pdf', expected one of [html, xlsx, csv, json]"),
        ("by=quarter", "expected one of [day, week, month, year]"),
        ("since=March", "write 2024, 2024-05 or 2024-05-06"),
        ("speakers='سامر الحلوني'", "Did you mean سامر الحلواني"),
        ("speaker=x", "Did you mean speakers"),
        ("pages=-1", "0 or more"),
        ("format=[]", "html, xlsx, csv, json"),
        ("pages=many", "many"),
        ("articles=nowhere", "nowhere"),
        ("corrections=nowhere.csv", "nowhere.csv"),
        ("model=nowhere", "There is no model in nowhere"),
    ],
)
def test_what_is_wrong_is_explained_and_nothing_written(
    tmp_path: Path, command: Command, argument: str, said: str
) -> None:
    ended = command(main, f"input={QUOTES}", f"output={tmp_path}/out", argument)
    assert ended.status == 2
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert not list(tmp_path.rglob("*.html")) + list(tmp_path.rglob("*.parquet"))


def test_a_report_on_a_selection_in_all_formats(tmp_path: Path, command: Command) -> None:
    words = ["speakers='سامر الحلواني','هالة'", "since=2024-02", "by=week", "format=html,xlsx,csv,json", "language=en"]
    quotes = [*sample(), replace(sample()[0], speaker="هالة", quote_id="h", date="2024-03-01")]
    write_quotes(tmp_path / "quotes.parquet", quotes)
    ended = command(main, f"input={tmp_path}/quotes.parquet", f"output={tmp_path}/out", "explain=false", *words)
    assert (ended.status, ended.err) == (0, "")
    assert speakers(tmp_path / "out") == {"سامر الحلواني", "هالة"}
    found = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert found["selection"]["speakers"] == ["سامر الحلواني", "هالة"]
    assert (found["by"], found["overall"]["first_date"] >= "2024-02") == ("week", True)
    assert len(openpyxl.load_workbook(tmp_path / "out" / "report.xlsx").sheetnames) == 7
    index = pages(tmp_path / "out")["index.html"]
    assert "Chosen speakers" in index.text and "From" in index.text


def test_articles_give_a_report_with_paragraphs_words_and_what_was_left_out(tmp_path: Path, command: Command) -> None:
    shutil.copytree(DATA_DIR / "sample", tmp_path / "articles")
    (tmp_path / "articles" / "empty.txt").write_bytes(b"")
    words = [f"input={tmp_path}/articles", f"output={tmp_path}/out", "engine=serial", "abstain_below=0.5"]
    ended = command(main, *words)
    assert ended.status == 3, ended.err
    [reject] = (tmp_path / "out" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(reject)["file"].endswith("empty.txt")
    quotes = list(read_quotes(tmp_path / "out" / "quotes.jsonl"))
    assert {quote.stance is None for quote in quotes} == {True, False}
    assert all(quote.stance or best(quote) < 0.5 for quote in quotes)
    found = pages(tmp_path / "out")
    assert len(found) == 1 + len({speaker_key(quote) for quote in quotes})
    of_speakers = [page for name, page in found.items() if name != "index.html"]
    said = {mark["class"] for page in of_speakers for mark in page.all("mark") if mark["class"]}
    assert {"said", "cue", "speaker", "said weighty"} <= said
    assert sum(len(page.all("blockquote")) for page in of_speakers) <= len(quotes)
    assert "مقالات تعذرت قراءتها" in found["index.html"].text
    assert "أصاب الموقف في" in found["index.html"].text


def test_the_model_is_named_where_the_labels_are_its_own(tmp_path: Path, command: Command) -> None:
    write_quotes(tmp_path / "own.jsonl", load_model().label(sample()))
    for name, expected in (("own.jsonl", True), (QUOTES, False)):
        command(main, f"input={tmp_path / name}", f"output={tmp_path}/out", "language=en")
        page = pages(tmp_path / "out")["index.html"]
        assert ("gave the right stance to" in page.text) is expected
        assert ("not recorded in the quotes file" in page.text) is not expected
        assert any("weighty" in (mark["class"] or "").split()[1:] for mark in page.all("mark")) is False
        weighty = sum(mark["class"] == "weighty" for mark in page.all("mark"))
        assert (weighty > 1) is expected  # one of them explains the mark


def test_quotes_that_do_not_stand_in_the_articles_are_told(tmp_path: Path, command: Command) -> None:
    quote = sample()[0]
    text = f"سطر\n{'و' * (quote.quote_start - 4)}{quote.quote}"
    (tmp_path / "news.jsonl").write_text(json.dumps({"id": quote.article_id, "text": text}), encoding="utf-8")
    words = [f"output={tmp_path}/out", "explain=false", f"articles={tmp_path}/news.jsonl", "format=html"]
    ended = command(main, f"input={QUOTES}", *words)
    assert (ended.status, ended.err) == (0, "")
    assert f"1 of {len(sample())} quotes shown stand in" in ended.out


def test_repeats_are_looked_for_where_nobody_has(tmp_path: Path, command: Command) -> None:
    first = replace(sample()[0], date="2024-01-05", quote_id="1", article_id="1", cluster_id=None)
    again = replace(first, quote_id="2", article_id="2", outlet="صحيفة أخرى", quote=f"«{first.quote}»")
    other = replace(first, quote_id="3", article_id="3", quote="الطريق إلى الشمال مفتوح منذ أمس", cluster_id="3")
    for name, quotes, shown in (("new", [first, again, other], 2), ("told", [first, again, other, *THRICE], 4)):
        write_quotes(tmp_path / "quotes.parquet", quotes)
        words = [f"input={tmp_path}/quotes.parquet", f"output={tmp_path}/{name}", "explain=false", "language=en"]
        assert command(main, *words).status == 0
        [page] = [page for path, page in pages(tmp_path / name).items() if path != "index.html"]
        assert len(page.all("blockquote")) == shown
        assert ("Reported once more" in page.text) == (name == "new")


def test_corrections_count_in_the_report(tmp_path: Path, command: Command) -> None:
    quote = sample()[0]
    with (tmp_path / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(
            [["quote_id", "quote", "action", "new_speaker"], [quote.quote_id, quote.quote, "", "هالة الراوي"]]
        )
    words = [f"output={tmp_path}/out", "explain=false", f"corrections={tmp_path}/corrections.csv"]
    ended = command(main, f"input={QUOTES}", *words)
    assert ended.status == 0, ended.err
    assert "1 of 1 correction applied" in ended.out
    assert "هالة الراوي" in speakers(tmp_path / "out")
