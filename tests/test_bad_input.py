"""What a user may give by mistake: one paragraph that names the place and the way out, and the good part is kept."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stance.io import read_quotes
from stance.predict import main

TEXT = "قال المتحدث سامر الحلواني إن الجسر مفتوح."
LINE = json.dumps({"text": TEXT}, ensure_ascii=False).encode()

pytestmark = pytest.mark.usefixtures("neutral_model")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def predict(command: Callable[..., Any], *words: str) -> tuple[int, str]:
    ended = command(main, *words, "engine=serial")
    assert "Traceback" not in ended.out + ended.err
    return ended.status, ended.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("news.txt", b"", ["news.txt", "the file is empty"]),
        ("news.jsonl", b"", ["news.jsonl", "the file is empty"]),
        ("news.jsonl", b"\n\n", ["There is no article in news.jsonl"]),
        ("news.txt", b" \n\t", ["news.txt", "the text is empty"]),
        ("news.jsonl", b'{"text": ""}', ["news.jsonl, line 1", "the text is empty"]),
        ("news.jsonl", b'{"body": "x"}', ["news.jsonl, line 1", "no 'text'", "only body", "columns.text=…"]),
        ("news.txt", b"\x7fELF\x02\x01\x01" + bytes(500), ["news.txt", "not text", "Windows-1256"]),
        ("news.jsonl", b"\x7fELF\x02\x01\x01" + bytes(500), ["news.jsonl", "not text"]),
        ("news.parquet", b"PAR1" + bytes(500), ["news.parquet", "Parquet"]),
        ("news.txt", TEXT.encode() + b"\xff\xfe", ["news.txt, line 1, column 42", "byte 76", "not valid UTF-8"]),
        ("news.csv", b"id,body\n1,x\n", ["news.csv", "no column 'text'", "id, body", "columns.text=…"]),
        ("news.docx", b"x", ["news.docx is not such a file", ".txt .jsonl"]),
        ("other.txt", b"x", ["There is no news.*", "a file, a folder, or a glob"]),
    ],
)
def test_nothing_useful_can_be_done(
    command: Callable[..., Any], folder: Path, name: str, content: bytes, said: list[str]
) -> None:
    (folder / name).write_bytes(content)
    source = name if name.startswith("news") else "'news.*'"
    status, err = predict(command, f"input={source}", "output=quotes.jsonl")
    assert status == 2
    assert [part for part in said if part not in err] == []
    assert err.count("\n") == 1
    assert not (folder / "quotes.jsonl").exists()


def test_a_missing_brace_costs_one_line_of_ten(command: Callable[..., Any], folder: Path) -> None:
    lines = [LINE] * 10
    lines[2] = LINE[:-1]
    (folder / "news.jsonl").write_bytes(b"\n".join(lines))
    status, _ = predict(command, "input=news.jsonl", "output=quotes.jsonl")
    assert status == 3
    kept = {quote.article_id for quote in read_quotes("quotes.jsonl")}
    assert kept == {f"news-{number}" for number in range(1, 11) if number != 3}
    [reject] = map(json.loads, (folder / "quotes.jsonl.rejects.jsonl").read_bytes().splitlines())
    assert (reject["file"], reject["line"], reject["column"]) == ("news.jsonl", 3, len(LINE.decode()))
    assert reject["excerpt"] == LINE[:-1].decode()


def test_several_files_are_bad_and_one_is_good(command: Callable[..., Any], folder: Path) -> None:
    (folder / "news").mkdir()
    for name, content in {
        "a.txt": b"",
        "b.txt": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "c.csv": b"id,body\n1,x\n",
        "d.jsonl": b'{"text": 3}\n',
        "e.parquet": b"PAR1",
        "f.jsonl.gz": b"\x1f\x8b\x08\x00cut",
        "g.txt": TEXT.encode("cp1256"),
        "h.docx": b"x",
    }.items():
        (folder / "news" / name).write_bytes(content)
    status, err = predict(command, "input=news", "output=quotes.csv")
    assert status == 3
    assert {quote.article_id for quote in read_quotes("quotes.csv")} == {"g"}
    rejects = map(json.loads, (folder / "quotes.csv.rejects.jsonl").read_bytes().splitlines())
    assert [Path(reject["file"]).name[0] for reject in rejects] == list("abcdef")
    assert [part for part in ("h.docx", "g.txt: not in UTF-8, read as cp1256") if part not in err] == []


def test_five_megabytes_on_one_line_are_read(command: Callable[..., Any], folder: Path) -> None:
    text = "كلمة " * 550_000
    (folder / "news.jsonl").write_bytes(
        json.dumps({"id": "big", "text": text}, ensure_ascii=False).encode() + b"\n" + LINE
    )
    (folder / "big.txt").write_text(text, encoding="utf-8")
    status, _ = predict(command, f"input={folder}", "output=quotes.jsonl")
    assert status == 0
    assert {quote.article_id for quote in read_quotes("quotes.jsonl")} >= {"news-2"}


def test_a_missing_output_folder_is_made(command: Callable[..., Any], folder: Path) -> None:
    (folder / "news.txt").write_text(TEXT, encoding="utf-8")
    assert predict(command, "input=news.txt", "output=a/b/quotes.jsonl")[0] == 0
    assert [path.name for path in (folder / "a" / "b").iterdir()] == ["quotes.jsonl"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["output=news.txt/quotes.jsonl"], ["Cannot write news.txt/quotes.jsonl", "Choose another output"]),
        (["output=folder.csv"], ["Cannot write folder.csv", "it is a folder"]),
        (["output=quotes.xlsx"], ["quotes.xlsx", ".jsonl, .csv, .parquet"]),
        (["output=q.csv", "rejects=news.txt/r.jsonl", "input='*.txt'"], ["Cannot write news.txt/r.jsonl"]),
        (["output=q.csv", "engin.n_jobs=3"], ["'engin.n_jobs'", "Did you mean engine.n_jobs?"]),
        (["output=q.csv", "classifer.C=3"], ["'classifer.C'", "See --help"]),
        (["output=q.csv", "columns.txt=x"], ["'columns.txt'", "Did you mean columns.text?"]),
        (["output=مخرجات.csv"], ["Could not read 'output=مخرجات.csv'", "\"output='مخرجات.csv'\""]),
        ([], ["Not given, but needed: output", "output=…"]),
    ],
)
def test_the_command_line_is_wrong(
    command: Callable[..., Any], folder: Path, words: list[str], said: list[str]
) -> None:
    (folder / "news.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bad.txt").touch()
    (folder / "folder.csv").mkdir()
    status, err = predict(command, "input=news.txt", *words)
    assert status == 2
    assert [part for part in said if part not in err] == []
    assert {path.name for path in folder.iterdir()} == {"news.txt", "bad.txt", "folder.csv"}
