import csv
import dataclasses
import json
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.errors import StanceError
from stance.io import Reject, RejectsFile, is_quotes_file, quote_formats, read_quotes, write_quotes
from stance.schema import Form, Quote, SpeakerKind, Stance

SUFFIXES = [".jsonl", ".csv", ".parquet"]
NAMES = [field.name for field in dataclasses.fields(Quote)]
QUOTE = Quote(
    article_id="a",
    quote_id="a:5-20",
    quote="إن الطريق\nمفتوح",
    quote_start=5,
    quote_end=20,
    form=Form.DIRECT,
    speaker="سامر الحلواني",
    speaker_kind=SpeakerKind.PERSON,
    stance=Stance.NEUTRAL,
    p_cooperative=0.1,
    p_hostile=0.2,
    p_neutral=0.7,
)
HAIRY = ["=1+1", '"', ",", "\n", "\r", "\r\n", "\t", "'", "\N{NO-BREAK SPACE}", "😀", "𐍈", "\u200f", "\u2067", "\ufeff"]
HAIRY += ["\u2028", "\\", "\\n", "«قال»", "\0", "null", "true", "1", " ", "é"]
TEXTS = st.lists(st.sampled_from(HAIRY) | st.text(max_size=3), min_size=1, max_size=6).map("".join).filter(bool)
OFFSETS = st.integers(0, 2**31 - 1)
SHARES = st.floats(0, 1)


KINDS = {"form": st.sampled_from(Form), "stance": st.sampled_from(Stance), "speaker_kind": st.sampled_from(SpeakerKind)}


def values_of(field: "dataclasses.Field[object]") -> st.SearchStrategy[object]:
    if field.name == "title_prepended":
        return st.booleans()
    if field.name.endswith(("_start", "_end")):
        values: st.SearchStrategy[object] = OFFSETS
    else:
        values = SHARES if field.name.startswith("p_") else KINDS.get(field.name, TEXTS)
    return st.none() | values if field.default is None else values


QUOTES = st.builds(Quote, **{field.name: values_of(field) for field in dataclasses.fields(Quote)})


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(QUOTES, max_size=4))
def test_what_is_written_is_read_again(tmp_path: Path, suffix: str, written: list[Quote]) -> None:
    path = tmp_path / f"quotes{suffix}"
    assert write_quotes(path, iter(written)) == len(written)
    assert list(read_quotes(path)) == written
    assert list(tmp_path.iterdir()) == [path]


def test_other_tools_see_the_columns_in_order(tmp_path: Path) -> None:
    paths = {suffix: tmp_path / f"quotes{suffix}" for suffix in SUFFIXES}
    for path in paths.values():
        write_quotes(path, [QUOTE])
    line = paths[".jsonl"].read_text(encoding="utf-8")
    assert (list(json.loads(line)), "الطريق" in line) == (NAMES, True)
    with paths[".csv"].open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    assert (header, row[2], row[NAMES.index("cue")]) == (NAMES, QUOTE.quote, "")
    described = duckdb.execute(f"DESCRIBE FROM '{paths['.parquet']}'").fetchall()
    types = {name: kind for name, kind, *_ in described}
    assert list(types) == NAMES
    assert {types[name] for name in ("quote_start", "cue_end")} == {"INTEGER"}
    assert {types[name] for name in NAMES if name.startswith("p_")} == {"DOUBLE"}
    assert (types["quote"], types["stance"], types["title_prepended"]) == ("VARCHAR", "VARCHAR", "BOOLEAN")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_error_or_interruption_leaves_the_former_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "deep" / "er" / f"quotes{suffix}"
    write_quotes(path, [QUOTE])

    def interrupted() -> Iterator[Quote]:
        yield dataclasses.replace(QUOTE, article_id="b")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_quotes(path, interrupted())
    assert list(read_quotes(path)) == [QUOTE]
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_quotes_are_never_held_together(tmp_path: Path, suffix: str) -> None:
    """The writer takes from the stream only what it has put away: the part file grows while the stream runs."""
    sizes = []

    def stream() -> Iterator[Quote]:
        for number in range(3):
            sizes.append(sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()))
            yield dataclasses.replace(QUOTE, quote_start=number, quote="ن" * 100_000)

    write_quotes(tmp_path / f"quotes{suffix}", stream())
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("count", range(6))
def test_parquet_is_written_from_several_files_of_lines(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quote_formats, "_TOGETHER", 2)
    path = tmp_path / "[1] *?" / "quotes.parquet"
    quotes = [dataclasses.replace(QUOTE, quote="مفتوح " * (number + 300_000)) for number in range(count)]
    assert write_quotes(path, quotes) == count
    assert list(read_quotes(path)) == quotes
    assert list(path.parent.iterdir()) == [path]


def test_files_are_readable_by_others(tmp_path: Path) -> None:
    write_quotes(tmp_path / "q.jsonl", [QUOTE])
    (tmp_path / "plain").touch()
    assert (tmp_path / "q.jsonl").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("quotes.xml", [".jsonl, .csv, .parquet"]),
        ("quotes", [".jsonl, .csv, .parquet"]),
        ("file/out/quotes.csv", ["Cannot write", "file/out/quotes.csv", "Choose another output"]),
        ("folder.csv", ["Cannot write", "folder.csv", "it is a folder"]),
    ],
)
def test_what_cannot_be_written_is_an_error_that_names_it(tmp_path: Path, path: str, said: list[str]) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(StanceError) as caught:
        write_quotes(tmp_path / path, [QUOTE])
    assert [part for part in said if part not in str(caught.value)] == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_an_error_that_names_the_file(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StanceError, match=rf"quotes{suffix}.*No space left"):
        write_quotes(tmp_path / f"quotes{suffix}", [QUOTE])
    assert list(tmp_path.iterdir()) == []


ROW = orjson.loads(orjson.dumps(QUOTE))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b"{", ["line 2, column 2", "not valid JSON"]),
        (b"[]", ["line 2", "not a JSON object"]),
        (b'{"id": 1}', ["line 2", "it has no article_id, quote_id, quote"]),
        (orjson.dumps(ROW | {"form": "sung"}), ["line 2", "'sung'", "column form"]),
        (orjson.dumps(ROW | {"quote_start": "five"}), ["line 2", "'five'", "column quote_start"]),
        (orjson.dumps(ROW | {"title_prepended": "yes"}), ["line 2", "'yes'", "true or false"]),
        (orjson.dumps(ROW | {"speaker": 3}), ["line 2", "column speaker", "a string"]),
    ],
)
def test_what_is_no_quote_is_an_error_that_says_where(tmp_path: Path, row: bytes, said: list[str]) -> None:
    path = tmp_path / "quotes.jsonl"
    path.write_bytes(orjson.dumps(QUOTE) + b"\n" + row)
    with pytest.raises(StanceError) as caught:
        list(read_quotes(path))
    assert [part for part in (str(path), *said) if part not in str(caught.value)] == []


def test_columns_of_the_users_own_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "quotes.jsonl"
    path.write_bytes(orjson.dumps(ROW | {"checked_by": "منى"}))
    assert list(read_quotes(path)) == [QUOTE]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_quotes_are_told_from_articles(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"quotes{suffix}"
    write_quotes(path, [QUOTE])
    assert is_quotes_file(path)
    (tmp_path / f"other{suffix}").write_text("id,text\n1,x\n")
    assert not is_quotes_file(tmp_path / f"other{suffix}")
    assert not is_quotes_file(tmp_path / f"absent{suffix}")
    assert not is_quotes_file(tmp_path)


def test_rejects_are_listed_only_where_there_are_any(tmp_path: Path) -> None:
    path = tmp_path / "rejects.jsonl"
    reject = Reject("the text is empty", file="خبر.jsonl", line=3)
    with RejectsFile(path) as rejects:
        rejects(reject)
        rejects(reject)
    assert [Reject(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()] == [reject, reject]
    assert (rejects.count, rejects.first) == (2, reject)
    with RejectsFile(path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("error", "kept"), [(StanceError, ["rejects.jsonl"]), (KeyboardInterrupt, [])])
def test_rejects_survive_an_error_but_no_interruption(
    tmp_path: Path, error: type[BaseException], kept: list[str]
) -> None:
    with pytest.raises(error), RejectsFile(tmp_path / "rejects.jsonl") as rejects:
        rejects(Reject("the text is empty"))
        raise error
    assert [path.name for path in tmp_path.iterdir()] == kept
