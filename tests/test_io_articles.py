import csv
import gzip
import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from stance.errors import StanceError
from stance.io import Reject, RejectsFile, read_articles, write_quotes
from stance.schema import Article

ROWS: list[dict[str, Any]] = [
    {"id": "a", "text": "قال الوزير إن الطريق مفتوح.", "title": "الطريق", "date": "2021-03-04", "outlet": "النهار"},
    {"id": "b", "text": 'قالت: "نعم، لا"\nوأضافت', "title": None, "date": "2021-03-05", "outlet": None},
]
ARTICLES = [Article(**row) for row in ROWS]


def as_json_lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def write_jsonl(path: Path) -> None:
    path.write_bytes(as_json_lines(ROWS))


def write_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(as_json_lines(ROWS)))


def write_csv(path: Path, delimiter: str = ",", encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(ROWS)


def write_parquet(path: Path) -> None:
    lines = path.with_suffix(".lines")
    lines.write_bytes(as_json_lines(ROWS))
    rows = f"SELECT * REPLACE (date::DATE AS date) FROM read_json('{lines}', format='nd')"
    duckdb.execute(f"COPY ({rows}) TO '{path}'")
    lines.unlink()


def read(path: Path | str, columns: dict[str, str] | None = None) -> tuple[list[Article], list[Reject]]:
    rejects: list[Reject] = []
    return list(read_articles(path, columns=columns, on_reject=rejects.append)), rejects


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("news.jsonl", write_jsonl),
        ("NEWS.JSONL", write_jsonl),
        ("news.jsonl.gz", write_gzip),
        ("news.csv", write_csv),
        ("semicolons.csv", lambda path: write_csv(path, ";")),
        ("tabs.csv", lambda path: write_csv(path, "\t")),
        ("marked.csv", lambda path: write_csv(path, encoding="utf-8-sig")),
        ("windows.csv", lambda path: write_csv(path, encoding="cp1256")),
        ("unicode.csv", lambda path: write_csv(path, encoding="utf-16")),
        ("news.parquet", write_parquet),
        ("new [1].parquet", write_parquet),
    ],
)
def test_every_table_gives_the_same_articles(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    write(tmp_path / name)
    assert read(tmp_path / name) == (ARTICLES, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859_6"])
def test_a_text_file_is_one_article_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "الطريق مفتوح\r\n\r\nقال سامر الحلواني إن العمل انتهى، ولم يزد."
    (tmp_path / "خبر.txt").write_bytes(text.encode(encoding))
    assert read(tmp_path / "خبر.txt") == ([Article("خبر", text)], [])


def test_another_encoding_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes("قالت الوزيرة إن العمل انتهى".encode("cp1256"))
    read(tmp_path)
    assert [record.message for record in caplog.records] == [
        f"{tmp_path / 'a.txt'}: not in UTF-8, read as cp1256 (and 1 more)"
    ]


def test_columns_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("guid,نص الخبر,text\n007,قال نعم,أخرى\n", encoding="utf-8")
    assert read(path, {"id": "guid", "text": "نص الخبر"}) == ([Article("007", "قال نعم")], [])


def test_folders_and_globs_are_read_in_order_and_other_files_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "2021").mkdir()
    write_jsonl(tmp_path / "news.jsonl")
    for name in ("2021/z.txt", "a.txt", ".hidden.txt", "notes.docx"):
        (tmp_path / name).write_text("قال نعم", encoding="utf-8")
    write_quotes(tmp_path / "quotes.csv", [])  # an earlier run's
    (tmp_path / "quotes.csv.rejects.jsonl").write_text("{}")
    articles, rejects = read(tmp_path)
    assert ([article.id for article in articles], rejects) == (["z", "a", "a#2", "b"], [])
    assert "passed over 3 files" in caplog.text
    assert [article.id for article in read(f"{tmp_path}/**/*.txt")[0]] == ["z", "a"]


def test_ids_are_made_and_kept_apart(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(as_json_lines([{"id": name, "text": "نعم"} for name in ("x", None, "x", "x#2", "x", " ")]))
    assert [article.id for article in read(path)[0]] == ["x", "news-2", "x#2", "x#2#2", "x#3", "news-6"]
    assert "this id has come before" in caplog.text


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2021-03-04", "2021-03-04"),
        ("2021-03-04T23:59:00+03:00", "2021-03-04"),
        ("2021-03-04 10:00:00", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("٢٠٢١-٠٣-٠٤", "2021-03-04"),
        ("4 مارس 2021", None),
        ("2021-02-30", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_become_iso_days(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, date: str | None, day: str | None
) -> None:
    (tmp_path / "news.jsonl").write_bytes(as_json_lines([{"text": "نعم", "date": date}]))
    assert read(tmp_path / "news.jsonl")[0][0].date == day
    assert ("not ISO 8601" in caplog.text) == bool(date and not day)


@pytest.mark.parametrize(
    ("line", "reason", "column"),
    [
        (b'{"text": "\xd9\x86\xd8\xb9\xd9\x85"', "not valid JSON", 15),
        (b"{}", "no 'text'", None),
        (b'["text"]', "not a JSON object", None),
        (b'{"text": null}', "the text is empty", None),
        (b'{"text": ""}', "the text is empty", None),
        (b'{"text": " \\u00a0\\n"}', "the text is empty", None),
        (b'{"text": 5}', "the text is a number, not a string", None),
        (b'{"text": ["x"]}', "the text is a list, not a string", None),
        (b'{"text": "x", "id": true}', "the id is true or false, not a string", None),
        (b'{"text": "x", "title": {"ar": "y"}}', "the title is an object, not a string", None),
        (b'{"text": "x\xff"}', "not valid JSON", None),
        (b'{"text": "\\ud800"}', "not valid JSON", None),
    ],
)
def test_a_bad_line_is_rejected_and_the_rest_goes_on(
    tmp_path: Path, line: bytes, reason: str, column: int | None
) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(as_json_lines(ROWS[:1]) + line + b"\n\n" + as_json_lines(ROWS[1:]))
    articles, [reject] = read(path)
    assert articles == ARTICLES
    assert reason in reject.reason
    assert (reject.file, reject.line) == (str(path), 2)
    assert column in (None, reject.column)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"b,x,y\n", "this row has 3 cells, the header 2"),
        (b"b\n", "this row has 1 cells, the header 2"),
        (b"b,\n", "the text is empty"),
        (b'b,"x"y\n', "not valid CSV"),
        (b"b,\xd9\n", "not valid UTF-8"),
    ],
)
def test_a_bad_csv_row_is_rejected_and_the_rest_goes_on(tmp_path: Path, row: bytes, reason: str) -> None:
    path = tmp_path / "news.csv"
    good = "قالت نعم".encode()
    path.write_bytes(b'id,text\na,"' + good + b'\n2"\n' + row + b"\nc," + good + b"\n")
    articles, [reject] = read(path)
    assert [(article.id, article.text) for article in articles] == [("a", "قالت نعم\n2"), ("c", "قالت نعم")]
    assert (reject.file, reject.line) == (str(path), 4)
    assert reason in reject.reason


def test_a_quotation_mark_that_never_closes_is_found(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text('id,text\na,نعم\nb,"لا\nc,ربما\n', encoding="utf-8")
    articles, [reject] = read(path)
    assert ([article.id for article in articles], reject.line) == (["a"], 3)


def test_what_stands_before_a_cut_in_a_compressed_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    lines = as_json_lines([{"id": str(n), "text": f"قال {n * 7919 % 10007}"} for n in range(20_000)])
    whole = gzip.compress(lines)
    path.write_bytes(whole[: len(whole) // 2])
    articles, [reject] = read(path)
    assert [article.id for article in articles] == [str(n) for n in range(len(articles))]
    assert (len(articles) > 5_000, reject.line) == (True, len(articles) + 1)
    assert "cannot be read from here on" in reject.reason


@pytest.mark.parametrize("name", ["x.txt", "x.jsonl", "x.csv", "x.jsonl.gz", "x.parquet"])
@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02" * 20], ids=["empty", "image"]
)
def test_a_file_that_holds_no_text_costs_only_itself(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text("قال نعم", encoding="utf-8")
    articles, [reject] = read(tmp_path)
    assert [article.id for article in articles] == ["good"]
    assert reject.file == str(tmp_path / name)


def test_broken_utf8_in_a_text_file_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("قال\nنعم".encode() + b"\xff" + " وذهب".encode())
    assert read(path) == (
        [],
        [
            Reject(
                "byte 14 of the file is not valid UTF-8",
                file=str(path),
                line=2,
                column=4,
                excerpt="نعم\\xff وذهب",
            )
        ],
    )


def test_names_and_bytes_of_other_days_can_be_written_down(tmp_path: Path) -> None:
    """Old archives name files in Windows-1256, which Python can only keep as lone surrogates."""
    folder = os.fsencode(tmp_path)
    for name, content in (
        (b"\xce\xc8\xd1.jsonl", as_json_lines(ROWS) + b'{"text": "\xff"}'),
        (b"\xce\xc8\xd1.txt", b"x"),
    ):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(content)
    with RejectsFile(tmp_path / "rejects.jsonl") as rejects:
        articles = list(read_articles(tmp_path, on_reject=rejects))
    assert [article.id for article in articles] == ["a", "b", "\\xce\\xc8\\xd1"]
    [reject] = map(json.loads, (tmp_path / "rejects.jsonl").read_bytes().splitlines())
    assert reject["file"].endswith("\\xce\\xc8\\xd1.jsonl")
    assert reject["excerpt"] == '{"text": "\\xff"}'


def test_rejects_are_logged_where_nobody_takes_them(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "x.txt").write_text(" ")
    with caplog.at_level(logging.WARNING):
        assert list(read_articles(tmp_path)) == []
    assert "the text is empty" in caplog.text


@pytest.mark.parametrize(
    ("path", "columns", "said"),
    [
        ("nowhere", {}, ["There is no", "nowhere", "a folder, or a glob"]),
        ("*.jsonl", {}, ["There is no", "*.jsonl"]),
        ("news.docx", {}, [".txt .jsonl .jsonl.gz .csv .parquet", "news.docx is not such a file"]),
        ("empty", {}, ["empty folder"]),
        ("news.csv", {}, ["news.csv", "no column 'text'", "id, body", "columns.text=…"]),
        ("news.parquet", {}, ["news.parquet", "no column 'text'", "columns.text=…"]),
        ("news.csv", {"text": "body", "date": "day"}, ["no column 'day'", "columns.date=…"]),
        ("news.parquet", {"text": "id"}, ["'id' is INTEGER, not text"]),
        ("news.csv", {"words": "body"}, ["no words", "text"]),
    ],
)
def test_what_cannot_be_read_at_all_is_an_error(
    tmp_path: Path, path: str, columns: dict[str, str], said: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "news.docx").write_text("x")
    (tmp_path / "news.csv").write_text("id,body\n1,x\n")
    duckdb.execute(f"COPY (SELECT 1 AS id, 'x' AS body) TO '{tmp_path / 'news.parquet'}'")
    with pytest.raises(StanceError) as caught:
        read(tmp_path / path, columns)
    assert [part for part in said if part not in str(caught.value)] == []


def test_a_table_without_texts_costs_only_itself_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,body\n1,x\n")
    write_csv(tmp_path / "b.csv")
    articles, [reject] = read(tmp_path)
    assert (articles, "no column 'text'" in reject.reason) == (ARTICLES, True)
