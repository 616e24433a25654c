"""Quotes written into a folder, shard by shard."""

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from stance.io import is_quotes_file, read_articles, read_quotes
from stance.io.counting import estimated_articles
from stance.predict import main
from stance.report.__main__ import main as report

TEXT = "قال المتحدث سامر الحلواني إن الجسر رقم {} مفتوح.\n\nوأضافت الوزيرة منى الحداد أن العمل لم ينته بعد."
MANIFEST = "quotes-manifest.jsonl"

pytestmark = pytest.mark.usefixtures("neutral_model")


def write_articles(path: Path, count: int, **more: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    rows = [{"id": f"{path.stem}{number}", "text": TEXT.format(number), **more} for number in range(count)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def predict(command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Predict from the folder `in` into the folder `out` of a working directory."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: command(main, "input=in", "output=out/", "engine=serial", *words)


def shards(folder: Path) -> dict[str, int]:
    """Return how many articles each file of quotes is about."""
    return {
        str(file.relative_to(folder)): len({quote.article_id for quote in read_quotes(file)})
        for file in sorted(folder.rglob("*.parquet"))
    }


def test_so_many_articles_make_a_shard(predict: Callable[..., Any], tmp_path: Path) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 3)
    write_articles(tmp_path / "in" / "b.jsonl", 4)
    assert predict("shard_size=2").status == 0
    assert shards(tmp_path / "out") == {f"part-0000{n}.parquet": size for n, size in enumerate([2, 2, 2, 1])}
    ids = [article.id for article in read_articles(tmp_path / "in")]
    assert list(dict.fromkeys(quote.article_id for quote in read_quotes(tmp_path / "out"))) == ids
    assert {file.name for file in (tmp_path / "out").iterdir()} == {*shards(tmp_path / "out"), MANIFEST}


def test_each_file_of_the_input_makes_a_shard(predict: Callable[..., Any], tmp_path: Path) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 3)
    write_articles(tmp_path / "in" / "b.jsonl", 4)
    assert predict("shard_size=null").status == 0
    assert shards(tmp_path / "out") == {"part-00000.parquet": 3, "part-00001.parquet": 4}
    write_articles(tmp_path / "in" / "c.jsonl", 1)  # what has come since is added
    assert predict("shard_size=null").status == 0
    assert shards(tmp_path / "out") == {f"part-0000{n}.parquet": size for n, size in enumerate([3, 4, 1])}


def test_a_file_and_a_folder_hold_the_same_quotes(predict: Callable[..., Any], tmp_path: Path) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 7, date="2021-03-01")
    merged = "merge_speakers=true", "repeats=true"
    assert predict("shard_size=3", *merged).status == 0
    assert predict("output=quotes.parquet", *merged).status == 0
    quotes = list(read_quotes(tmp_path / "quotes.parquet"))
    assert list(read_quotes(tmp_path / "out")) == quotes
    said = Counter(quote.cluster_id for quote in quotes if quote.speaker == "منى الحداد")
    assert said == {next(quote.quote_id for quote in quotes if quote.speaker == "منى الحداد"): 7}
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize(
    ("partition_by", "names"),
    [
        ("outlet", {"outlet=%D9%82%D9%86%D8%A7%D8%A9%20%28%D8%A3%29", "outlet=__HIVE_DEFAULT_PARTITION__"}),
        ("month", {"month=2021-03", "month=__HIVE_DEFAULT_PARTITION__"}),
    ],
)
def test_shards_are_divided(predict: Callable[..., Any], tmp_path: Path, partition_by: str, names: set[str]) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 3, outlet="قناة (أ)", date="2021-03-04")
    write_articles(tmp_path / "in" / "b.jsonl", 4)
    assert predict("shard_size=2", f"partition_by={partition_by}").status == 0
    sizes = shards(tmp_path / "out")
    assert {name.partition("/")[0] for name in sizes} == names
    assert sum(sizes.values()) == 7
    for name in sizes:
        [kind] = {bool(quote.outlet) for quote in read_quotes(tmp_path / "out" / name)}
        assert kind is ("DEFAULT" not in name)
    assert len({quote.quote_id for quote in read_quotes(tmp_path / "out")}) == 14
    found = "SELECT count(*) FROM read_parquet('out/**/*.parquet', hive_partitioning=true)"
    assert duckdb.execute(found).fetchall() == [(14,)]


def test_many_outlets_divide_a_shard_too(predict: Callable[..., Any], tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "text": TEXT.format(n), "outlet": f"قناة {n % 110}"} for n in range(220)]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert predict("partition_by=outlet").status == 0
    assert len(list((tmp_path / "out").glob("outlet=*"))) == 110
    found = "SELECT count(*), count(DISTINCT quote_id) FROM read_parquet('out/**/*.parquet')"
    assert duckdb.execute(found).fetchall() == [(440, 440)]


def test_what_is_finished_is_not_done_again(predict: Callable[..., Any], tmp_path: Path) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 5)
    assert predict("shard_size=2").status == 0
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").iterdir()}
    again = predict("shard_size=2")
    assert [line.split()[:2] for line in again.out.splitlines()] == [
        ["5", "articles"],
        ["10", "quotes"],
        ["0", "rejects"],
    ]
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "out").iterdir()} == before


def test_rejects_lie_beside_their_shard(predict: Callable[..., Any], tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in" / "a.jsonl", 4)
    lines = articles.read_bytes().splitlines(keepends=True)
    articles.write_bytes(b"".join([b"{\n", *lines[:3], b'{"text": ""}\n', lines[3], b"}\n"]))
    for _ in range(2):
        ended = predict("shard_size=2")
        assert (ended.status, ended.out.split()[-3:-1]) == (3, ["3", "rejects"])
    listed = {
        file.name: [json.loads(line)["line"] for line in file.read_bytes().splitlines()]
        for file in sorted((tmp_path / "out").glob("*.rejects.jsonl"))
    }
    assert listed == {"part-00000.rejects.jsonl": [1], "part-00001.rejects.jsonl": [5, 7]}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["shard_size=3"], "begun with shard_size=2; now it would be shard_size=3"),
        (["shard_size=2", "partition_by=month"], "partition_by=month"),
        (["shard_size=2", "aliases=aliases.csv"], "aliases="),
        (["shard_size=2", "model=authored"], "model="),
        (["shard_size=2", "columns.text=title"], "The input has changed"),
    ],
)
def test_other_settings_are_not_mixed_in(
    predict: Callable[..., Any], tmp_path: Path, change: list[str], said: str
) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 3, title=TEXT)
    (tmp_path / "aliases.csv").write_text("alias,name\nسامر,سامر الحلواني\n", encoding="utf-8")
    assert predict("shard_size=2").status == 0
    before = {file: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    refused = predict(*change)
    assert refused.status == 2
    assert said in refused.err
    assert "delete this one to begin anew" in refused.err
    assert {file: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("change", ["another text", "one fewer", "one more before"])
def test_another_input_is_not_mixed_in(predict: Callable[..., Any], tmp_path: Path, change: str) -> None:
    articles = write_articles(tmp_path / "in" / "a.jsonl", 4)
    assert predict("shard_size=2").status == 0
    lines = articles.read_bytes().splitlines(keepends=True)
    changed = {
        "another text": [*lines[:3], lines[0]],
        "one fewer": lines[:2],
        "one more before": [lines[0].replace(b"a0", b"a00"), *lines],
    }
    articles.write_bytes(b"".join(changed[change]))
    refused = predict("shard_size=2")
    assert refused.status == 2
    assert "in the input" in refused.err or "The input has changed" in refused.err


def test_a_last_line_that_was_cut_off_is_written_again(predict: Callable[..., Any], tmp_path: Path) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 6)
    assert predict("shard_size=2").status == 0
    manifest = tmp_path / "out" / MANIFEST
    whole = manifest.read_bytes()
    for size in (0, 10, whole.index(b"\n") + 5, len(whole) - 30, len(whole) - 1):
        manifest.write_bytes(whole[:size])
        assert predict("shard_size=2").status == 0
        assert manifest.read_bytes() == whole


def test_a_folder_that_is_not_ours_is_left_alone(predict: Callable[..., Any], tmp_path: Path) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 1)
    theirs = tmp_path / "out" / "deep" / "part-00000.parquet"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"theirs")
    refused = predict()
    assert (refused.status, theirs.read_bytes()) == (2, b"theirs")
    assert "Choose another output" in refused.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["partition_by=speaker"], "null, outlet, month"),
        (["rejects=left.jsonl"], "leave rejects out"),
        (["input=empty"], "The file is empty"),
        (["input=nowhere"], "There is no nowhere"),
    ],
)
def test_what_cannot_be_done_leaves_no_folder_of_quotes(
    predict: Callable[..., Any], tmp_path: Path, words: list[str], said: str
) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 1)
    write_articles(tmp_path / "empty" / "a.jsonl", 0)
    refused = predict(*words)
    assert refused.status == 2
    assert said.lower() in refused.err.lower()
    assert not is_quotes_file("out")


def test_a_report_reads_a_folder_and_says_if_it_is_unfinished(
    predict: Callable[..., Any], command: Callable[..., Any], tmp_path: Path
) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 5)
    assert predict("shard_size=2").status == 0
    assert is_quotes_file("out")
    done = command(report, "input=out", "output=report")
    assert (done.status, "10 quotes in 5 articles" in done.out, done.err) == (0, True, "")
    manifest = tmp_path / "out" / MANIFEST
    manifest.write_bytes(b"".join(manifest.read_bytes().splitlines(keepends=True)[:2]))
    done = command(report, "input=out/", "output=report")
    assert (done.status, "4 quotes in 2 articles" in done.out) == (0, True)
    assert "is not finished" in done.err


def test_a_folder_inside_the_input_is_no_input(predict: Callable[..., Any], tmp_path: Path) -> None:
    write_articles(tmp_path / "in" / "a.jsonl", 5)
    for _ in range(2):
        assert predict("shard_size=2", "output=in/out/").status == 0
    assert sum(shards(tmp_path / "in" / "out").values()) == 5


def test_two_runs_do_not_write_into_one_folder(predict: Callable[..., Any], tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    write_articles(tmp_path / "in" / "a.jsonl", 5)
    assert predict().status == 0
    with (tmp_path / "out" / MANIFEST).open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = predict()
    assert (refused.status, "Another run is writing" in refused.err) == (2, True)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet"])
def test_how_many_articles_there_are_is_known_about(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    rows = write_articles(tmp_path / "rows.jsonl", 1000)
    varied = [line.replace("مفتوح", str(chance.random())) for line in rows.read_text(encoding="utf-8").splitlines()]
    rows.write_text("\n".join(varied), encoding="utf-8")
    duckdb.sql(f"COPY (FROM read_json('{rows}')) TO '{tmp_path / 'a.parquet'}'")
    duckdb.sql(f"COPY (SELECT id FROM read_json('{rows}')) TO '{tmp_path / 'a.csv'}'")
    duckdb.sql(f"COPY (FROM read_json('{rows}')) TO '{tmp_path / 'a.jsonl.gz'}' (FORMAT json, COMPRESSION gzip)")
    rows.rename(tmp_path / "a.jsonl")
    assert estimated_articles(tmp_path / name) == 1000
    monkeypatch.setattr("stance.io.counting._SAMPLE", 150_000)
    assert 500 < estimated_articles(tmp_path / name) < 2000
