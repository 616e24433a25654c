import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stance.errors import StanceError
from stance.io import read_quotes
from stance.predict import main as predict
from stance.report.__main__ import main as report
from stance.speakers.aliases import Alias, read_aliases
from stance.speakers.spelling import key

TEXTS = (
    "قال الوزير الروسي إيغور فولكونسكي إن الجسر مفتوح.",
    "قال الوزير الروسي إيغور فولكنسكي إن الجسر مغلق.",
    "قال الوزير الروسي إيغور فولكونسكي إن العمل مستمر.",
    "قال سامر الحلواني إن الطريق آمن.",
)


def table(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "aliases.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_table_says_who_is_meant(tmp_path: Path, encoding: str) -> None:
    path = table(
        tmp_path,
        "alias,name,id,remark",
        "أبو سامر,سامر الحلواني,local:1,",
        "  أمّ  هالة ,هند الراوي,,يكتبها موقع واحد",
        "س. الحلواني,سامر الحلواني,,",
        encoding=encoding,
    )
    samer, hind = Alias("سامر الحلواني", "local:1"), Alias("هند الراوي", None)
    names = {"أبو سامر": samer, "س الحلواني": samer, "سامر الحلواني": samer, "ام هاله": hind, "هند الراوي": hind}
    assert read_aliases(path) == {key(name): alias for name, alias in names.items()}


def test_a_name_that_the_lexicon_knows_has_its_id(tmp_path: Path) -> None:
    path = table(tmp_path, "alias,name", "كبير الدبلوماسيين الروس,سيرغي لافروف")
    assert {alias.id for alias in read_aliases(path).values()} == {"person:sergey-lavrov"}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["name,id", "سامر الحلواني,x"], ["line 1", "no column alias"]),
        ([], ["line 1", "no column alias and no column name"]),
        (["alias,name", "أبو سامر,سامر الحلواني", "أبو سامر"], ["line 3", "cells"]),
        (["alias,name", "أبو سامر,سامر الحلواني,"], ["line 2", "cells"]),
        (["alias,name", ",سامر الحلواني"], ["line 2", "alias is empty"]),
        (["alias,name", "أبو سامر, "], ["line 2", "name is empty"]),
        (["alias,name", "—,سامر الحلواني"], ["line 2", "no letters"]),
        (["alias,name", "أبو سامر,سامر الحلواني", "ابو سامر,سامر الراوي"], ["line 3", "سامر الراوي", "line 2"]),
        (["alias,name", "أبو سامر,سامر الحلواني", "سامر الحلواني,سامر الراوي"], ["line 3", "line 2"]),
        (["alias,name", "سامر الحلواني,سامر الراوي", "أبو سامر,سامر الحلواني"], ["line 3", "line 2"]),
        (["alias,name,id", "أ,سامر الحلواني,x", "ب,سامر الحلواني,y"], ["line 3", "(y)", "line 2", "(x)"]),
        (["alias,name", '"أبو سامر,سامر الحلواني'], ["line 1", "not CSV"]),
    ],
)
def test_what_cannot_be_followed_is_named_with_its_line(tmp_path: Path, lines: list[str], words: list[str]) -> None:
    path = table(tmp_path, *lines)
    with pytest.raises(StanceError) as error:
        read_aliases(path)
    assert [word for word in [str(path), *words] if word not in str(error.value)] == []


def test_other_encodings_and_no_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=r"line 1.*UTF-8"):
        read_aliases(table(tmp_path, "alias,name", "أبو سامر,سامر", encoding="cp1256"))
    with pytest.raises(StanceError, match=r"none\.csv"):
        read_aliases(tmp_path / "none.csv")


def articles(folder: Path) -> Path:
    path = folder / "news.jsonl"
    rows = ({"id": f"n{number}", "text": text} for number, text in enumerate(TEXTS))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def speakers(path: Path) -> list[str | None]:
    return [quote.speaker for quote in read_quotes(path)]


@pytest.mark.usefixtures("neutral_model")
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_predict_names_speakers_as_articles_do_or_alike(
    command: Callable[..., Any], tmp_path: Path, suffix: str
) -> None:
    words = (
        f"input={articles(tmp_path)}",
        "engine=serial",
        f"aliases={table(tmp_path, 'alias,name', 'سامر الحلواني,أبو هالة')}",
    )
    plain, merged = tmp_path / "out" / f"plain{suffix}", tmp_path / "out" / f"merged{suffix}"
    assert command(predict, *words, f"output={plain}").status == 0
    assert speakers(plain) == ["إيغور فولكونسكي", "إيغور فولكنسكي", "إيغور فولكونسكي", "أبو هالة"]
    assert command(predict, *words, f"output={merged}", "merge_speakers=true").status == 0
    assert speakers(merged) == ["إيغور فولكونسكي"] * 3 + ["أبو هالة"]
    assert [q.quote_id for q in read_quotes(merged)] == [q.quote_id for q in read_quotes(plain)]
    assert set((tmp_path / "out").iterdir()) == {plain, merged}


@pytest.mark.usefixtures("neutral_model")
def test_a_failure_while_merging_leaves_nothing(command: Callable[..., Any], tmp_path: Path) -> None:
    empty = tmp_path / "news.jsonl"
    empty.touch()
    ended = command(
        predict, f"input={empty}", f"output={tmp_path}/out/quotes.csv", "merge_speakers=true", "engine=serial"
    )
    assert (ended.status, [path.name for path in (tmp_path / "out").iterdir()]) == (2, ["quotes.csv.rejects.jsonl"])


@pytest.mark.usefixtures("neutral_model")
def test_a_report_has_one_row_for_each_speaker(command: Callable[..., Any], tmp_path: Path) -> None:
    aliases, first, again = (
        table(tmp_path, "alias,name", "سامر الحلواني,أبو هالة"),
        tmp_path / "first",
        tmp_path / "again",
    )
    for source, folder in ((articles(tmp_path), first), (first / "quotes.jsonl", again)):
        ended = command(report, f"input={source}", f"output={folder}", f"aliases={aliases}", "engine=serial")
        assert ended.status == 0
        rows = (folder / "speakers.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        assert [row.split(",")[0] for row in rows] == ["إيغور فولكونسكي", "أبو هالة"]
    assert set(speakers(first / "quotes.jsonl")) == {"إيغور فولكونسكي", "أبو هالة"}


@pytest.mark.parametrize("main", [predict, report])
def test_a_bad_table_stops_a_command_before_it_begins(
    command: Callable[..., Any], tmp_path: Path, main: Callable[[], None]
) -> None:
    words = f"input={articles(tmp_path)}", f"output={tmp_path}/out/quotes.csv", f"aliases={table(tmp_path, 'alias')}"
    ended = command(main, *words)
    assert (ended.status, "line 1" in ended.err, (tmp_path / "out").exists()) == (2, True, False)
