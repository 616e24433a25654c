import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stance.io import read_quotes
from stance.paths import CONFIG_DIR
from stance.predict import main
from stance.schema import Stance

TEXT = "قال المتحدث سامر الحلواني إن الجسر رقم {} مفتوح.\n\nوأضافت الوزيرة منى الحداد أن العمل لم ينته بعد."


def write_articles(path: Path, count: int, text_key: str = "text") -> Path:
    rows = [{"id": f"n{number}", text_key: TEXT.format(number)} for number in range(count)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.usefixtures("neutral_model")
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_quotes_are_written_and_counted(command: Callable[..., Any], tmp_path: Path, suffix: str) -> None:
    articles, output = write_articles(tmp_path / "news.jsonl", 3), tmp_path / "new" / f"quotes{suffix}"
    ended = command(main, f"input={articles}", f"output={output}", "engine=serial")
    assert ended.status == 0
    quotes = list(read_quotes(output))
    assert {quote.article_id for quote in quotes} == {"n0", "n1", "n2"}
    for quote in quotes:
        text = TEXT.format(quote.article_id[1:])
        assert text[quote.quote_start : quote.quote_end] == quote.quote
        assert quote.stance is Stance.NEUTRAL
    shown = [line.split()[:2] for line in ended.out.splitlines() if line.strip()]
    assert shown[:3] == [["3", "articles"], [str(len(quotes)), "quotes"], ["0", "rejects"]]
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.usefixtures("neutral_model")
def test_columns_are_mapped(command: Callable[..., Any], tmp_path: Path) -> None:
    articles, output = write_articles(tmp_path / "news.jsonl", 1, text_key="نص الخبر"), tmp_path / "quotes.jsonl"
    ended = command(main, f"input={articles}", f"output={output}", "columns={text: 'نص الخبر'}", "engine=serial")
    assert ended.status == 0
    assert next(read_quotes(output)).article_id == "n0"


@pytest.mark.usefixtures("neutral_model")
@pytest.mark.parametrize("output", ["quotes.jsonl", "quotes/"])
def test_a_stance_that_is_not_sure_enough_is_left_open(
    command: Callable[..., Any], tmp_path: Path, output: str
) -> None:
    articles = write_articles(tmp_path / "news.jsonl", 2)
    words = [f"input={articles}", f"output={tmp_path}/{output}", "engine=serial", "abstain_below=0.51"]
    assert command(main, *words).status == 0
    quotes = list(read_quotes(tmp_path / output))
    assert {(quote.stance, quote.p_neutral) for quote in quotes} == {(None, 0.5)}


@pytest.mark.usefixtures("neutral_model")
@pytest.mark.parametrize("output", ["corrected.jsonl", "corrected/"])
def test_what_people_have_corrected_stays_corrected(command: Callable[..., Any], tmp_path: Path, output: str) -> None:
    articles, plain = write_articles(tmp_path / "news.jsonl", 3), tmp_path / "plain.jsonl"
    words = f"input={articles}", "engine=serial", "shard_size=1"
    command(main, *words, f"output={plain}")
    first, second, *others = read_quotes(plain)
    rows = [
        {"quote_id": first.quote_id, "quote": first.quote, "new_speaker": "رائد القاسم", "new_stance": "hostile"},
        {"quote_id": second.quote_id, "quote": second.quote, "action": "delete"},
        {"quote_id": others[-1].quote_id, "quote": "غير ذلك", "new_stance": "hostile"},
    ]
    corrections, aliases = tmp_path / "corrections.jsonl", tmp_path / "aliases.csv"
    corrections.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    aliases.write_text("alias,name\nرائد القاسم,رائد القاسمي\n", encoding="utf-8")
    ended = command(main, *words, f"output={tmp_path}/{output}", f"corrections={corrections}", f"aliases={aliases}")
    assert ended.status == 0
    corrected, *rest = read_quotes(tmp_path / output)
    assert (corrected.speaker, corrected.stance) == ("رائد القاسمي", Stance.HOSTILE)
    assert rest == others
    assert "2 of 3 corrections applied" in ended.out
    assert f"quote {others[-1].quote_id}: the quote is now" in ended.out


@pytest.mark.usefixtures("neutral_model")
@pytest.mark.parametrize("engine", sorted(path.stem for path in (CONFIG_DIR / "engine").iterdir()))
def test_every_engine_runs(command: Callable[..., Any], tmp_path: Path, engine: str) -> None:
    articles, output = write_articles(tmp_path / "news.jsonl", 1), tmp_path / "quotes.jsonl"
    assert command(main, f"input={articles}", f"output={output}", f"engine={engine}").status == 0
    assert {quote.article_id for quote in read_quotes(output)} == {"n0"}


@pytest.mark.usefixtures("neutral_model")
def test_rejects_are_listed_and_change_the_status(command: Callable[..., Any], tmp_path: Path) -> None:
    articles, output = write_articles(tmp_path / "news.jsonl", 2), tmp_path / "quotes.jsonl"
    whole = articles.read_bytes()
    articles.write_bytes(whole + b'{"text": ""}\n')
    words = f"input={articles}", f"output={output}", "engine=serial"
    assert command(main, *words).status == 3
    [reject] = map(json.loads, Path(f"{output}.rejects.jsonl").read_bytes().splitlines())
    assert (reject["file"], reject["line"], reject["reason"]) == (str(articles), 3, "the text is empty")
    assert {quote.article_id for quote in read_quotes(output)} == {"n0", "n1"}
    assert command(main, *words, f"rejects={tmp_path / 'left' / 'out.jsonl'}").status == 3
    assert (tmp_path / "left" / "out.jsonl").exists()
    articles.write_bytes(whole)
    assert command(main, *words).status == 0
    assert not Path(f"{output}.rejects.jsonl").exists()


@pytest.mark.usefixtures("neutral_model")
def test_the_input_is_never_overwritten(command: Callable[..., Any], tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "news.jsonl", 1)
    before = articles.read_bytes()
    ended = command(main, f"input={articles}", f"output={tmp_path}/./news.jsonl")
    assert (ended.status, articles.read_bytes()) == (2, before)
    assert "replace the input" in ended.err


def test_processes_of_a_real_run_give_what_one_gives(command: Callable[..., Any], tmp_path: Path) -> None:
    write_articles(tmp_path / "news.jsonl", 12)
    (tmp_path / "شيء.txt").write_text(TEXT.format(99), encoding="utf-8")
    words = ["input=.", "output=out/quotes.jsonl", "engine.n_jobs=2", "engine.chunk_size=2"]
    done = subprocess.run(
        [sys.executable, "-m", "stance.predict", *words], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, "13 articles" in done.stdout) == (0, True), done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"news.jsonl", "شيء.txt", "out"}

    assert command(main, f"input={tmp_path}", f"output={tmp_path / 'serial.jsonl'}", "engine=serial").status == 0
    assert (tmp_path / "serial.jsonl").read_bytes() == (tmp_path / "out" / "quotes.jsonl").read_bytes()
    assert all(quote.p_neutral is not None for quote in read_quotes(tmp_path / "serial.jsonl"))


def test_an_interruption_leaves_nothing_and_a_terminal_shows_the_count(tmp_path: Path) -> None:
    write_articles(tmp_path / "news.jsonl", 50_000)
    words = [f"input={tmp_path / 'news.jsonl'}", f"output={tmp_path / 'out' / 'quotes.parquet'}", "engine=serial"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "stance.predict", *words], stderr=theirs, stdout=theirs, start_new_session=True
    )
    os.close(theirs)
    seen = b""
    while not re.search(rb"[1-9]\d* quotes", seen):
        seen += os.read(ours, 1024)
    os.killpg(process.pid, signal.SIGINT)
    with contextlib.suppress(OSError):  # the terminal is gone when the process is
        while some := os.read(ours, 1024):
            seen += some
    assert process.wait() == 130
    assert (b"Interrupted." in seen, b"Traceback" in seen) == (True, False)
    assert list((tmp_path / "out").iterdir()) == []
