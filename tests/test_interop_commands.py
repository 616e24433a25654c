"""`stance.export` and `stance.import` from the command line."""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from annotated_articles import TEXT, example

from stance import export
from stance.io import read_quotes, write_quotes

FORMATS = ("label-studio", "doccano", "brat", "webanno-tsv", "conll", "jsonl")
main_of_import = import_module("stance.import").main


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with an article, its quotes, and another article without any."""
    article, quotes = example()
    rows = [{"id": article.id, "text": TEXT, "date": article.date, "outlet": article.outlet, "url": article.url}]
    rows += [{"id": "2", "text": "لا أقوال هنا"}]
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "articles.jsonl").write_text(lines, encoding="utf-8")
    write_quotes(tmp_path / "quotes.jsonl", quotes)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows_of(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("name", FORMATS)
def test_out_and_back_again(command: Callable[..., Any], name: str) -> None:
    done = command(export.main, "quotes=quotes.jsonl", "articles=articles.jsonl", f"format={name}", "output=out")
    assert (done.status, done.err) == (0, "")
    assert "2 articles" in done.out and "2 quotes" in done.out
    words = "input=out", f"format={name}", "articles=articles.jsonl", "quotes=quotes.jsonl", "output=back.jsonl"
    done = command(main_of_import, *words, "corrections=corrections.jsonl")
    assert (done.status, done.err) == (0, "")
    assert list(read_quotes("back.jsonl")) == list(example().quotes)
    assert "0 corrections" in done.out
    assert not list(Path().glob("*.rejects.jsonl"))


def test_a_changed_article_is_set_aside_and_the_rest_is_exported(command: Callable[..., Any]) -> None:
    text = Path("articles.jsonl").read_text(encoding="utf-8")
    Path("articles.jsonl").write_text(text.replace(json.dumps(TEXT), json.dumps(f"عاجل: {TEXT}")), encoding="utf-8")
    done = command(export.main, "quotes=quotes.jsonl", "articles=articles.jsonl", "format=doccano", "output=out.jsonl")
    assert done.status == 3
    assert "1 article " in done.out and "out.jsonl.rejects.jsonl" in done.out
    [reject] = rows_of("out.jsonl.rejects.jsonl")
    assert (reject["article_id"], "has changed" in reject["reason"]) == ("خبر/1", True)
    assert [row["article"]["id"] for row in rows_of("out.jsonl")] == ["2"]


def test_quotes_that_do_not_stand_in_the_articles_are_not_imported(command: Callable[..., Any]) -> None:
    command(export.main, "quotes=quotes.jsonl", "articles=articles.jsonl", "format=jsonl", "output=out.jsonl")
    Path("articles.jsonl").write_text(json.dumps({"id": "خبر/1", "text": "غير ذلك"}), encoding="utf-8")
    done = command(main_of_import, "input=out.jsonl", "format=jsonl", "articles=articles.jsonl", "output=back.jsonl")
    assert done.status == 3
    assert list(read_quotes("back.jsonl")) == []


def test_what_annotators_changed_becomes_corrections(command: Callable[..., Any]) -> None:
    command(export.main, "quotes=quotes.jsonl", "articles=articles.jsonl", "format=doccano", "output=out.jsonl")
    rows = rows_of("out.jsonl")
    entities = rows[0]["entities"]
    entities[0]["label"] = "neutral"
    rows[0]["entities"] = [one for one in entities if one["label"] != "quote"]
    rows[1]["entities"] = [{"id": 99, "label": "hostile", "start_offset": 0, "end_offset": 8}]
    Path("done.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    words = "input=done.jsonl", "format=doccano", "quotes=quotes.jsonl", "output=back.jsonl"
    done = command(main_of_import, *words, "corrections=corrections.jsonl")
    assert done.status == 0
    assert "3 corrections" in done.out
    corrections = rows_of("corrections.jsonl")
    assert [(one["action"], one["quote"]) for one in corrections] == [
        ("change", example().quotes[0].quote),
        ("delete", example().quotes[1].quote),
        ("add", "لا أقوال"),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"quotes": "nowhere.jsonl"}, "There is no file nowhere.jsonl"),
        ({"articles": "nowhere.jsonl"}, "There is no nowhere.jsonl"),
        ({"quotes": "articles.jsonl"}, "no row of a quotes file"),
        ({"format": "webano"}, "Did you mean webanno-tsv?"),
        ({"columns": "{text: body}"}, "columns.text"),
    ],
)
def test_mistakes_in_an_export_are_explained(command: Callable[..., Any], changes: dict[str, str], said: str) -> None:
    given = {"quotes": "quotes.jsonl", "articles": "articles.jsonl", "format": "doccano", "output": "out/x.jsonl"}
    done = command(export.main, *(f"{key}={value}" for key, value in (given | changes).items()))
    assert (done.status, said in done.err, Path("out/x.jsonl").exists()) == (2, True, False), done.err


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"input": "nowhere.jsonl"}, "There is no nowhere.jsonl"),
        ({"input": "quotes.jsonl"}, "list of quotes"),
        ({"format": "csv"}, "There are: label-studio"),
        ({"output": "x.txt"}, ".jsonl, .csv, .parquet"),
        ({"corrections": "c.jsonl"}, "quotes=…"),
        ({"corrections": "c.txt", "quotes": "quotes.jsonl"}, ".jsonl"),
    ],
)
def test_mistakes_in_an_import_are_explained(command: Callable[..., Any], changes: dict[str, str], said: str) -> None:
    command(export.main, "quotes=quotes.jsonl", "articles=articles.jsonl", "format=jsonl", "output=out.jsonl")
    given = {"input": "out.jsonl", "format": "jsonl", "output": "back.jsonl"}
    done = command(main_of_import, *(f"{key}={value}" for key, value in (given | changes).items()))
    assert (done.status, said in done.err) == (2, True), done.err
