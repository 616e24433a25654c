"""A batch into a folder, killed at any moment and started again, ends as if nothing had happened."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stance.io import read_quotes

TESTS = Path(__file__).parent
TEXT = "قال المتحدث سامر الحلواني إن الجسر رقم {} مفتوح.\n\nوأضافت الوزيرة منى الحداد أن العمل لم ينته بعد."
KILLS = 10
ARTICLES = 80  # in each of two files
MANIFEST = "quotes-manifest.jsonl"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of articles, some of which cannot be read, or have the id of another."""
    folder = tmp_path_factory.mktemp("resume") / "articles"
    folder.mkdir()
    for part in "ab":
        rows = [
            {"id": f"n{n}", "text": TEXT.format(n) if n % 7 else "", "date": f"2021-0{1 + n % 3}-05"}
            for n in range(ARTICLES)
        ]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{part}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def start(
    articles: Path, output: Path, *more: str, program: str = str(TESTS / "neutral_predict.py")
) -> "subprocess.Popen[str]":
    words = [
        f"input={articles}",
        f"output={output}/",
        "shard_size=4",
        "partition_by=month",
        "merge_speakers=true",
        "repeats=true",
    ]
    command = [sys.executable, *program.split(), *words, *(more or ["engine=serial"])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def finish(process: "subprocess.Popen[str]") -> None:
    _, err = process.communicate()
    assert process.returncode == 3, err  # some articles are rejected


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def uninterrupted(articles: Path) -> Path:
    folder = articles.parent / "uninterrupted"
    finish(start(articles, folder))
    return folder


def wait_for_work(process: "subprocess.Popen[str]", manifest: Path, size: int) -> None:
    """Wait until the process has finished another shard, or ended."""
    while process.poll() is None and (not manifest.exists() or manifest.stat().st_size == size):
        time.sleep(0.002)


def wait_until_gone(group: int) -> None:
    """Wait until no process of a group is left; fail where one stays."""
    deadline = time.monotonic() + 30
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(0.05)


def test_ten_kills_at_random_moments_leave_no_trace(articles: Path, uninterrupted: Path, tmp_path: Path) -> None:
    moments, manifest = random.Random(5), tmp_path / "out" / MANIFEST
    killed = 0
    for _ in range(KILLS):
        size = manifest.stat().st_size if manifest.exists() else 0
        process = start(articles, tmp_path / "out")
        wait_for_work(process, manifest, size)
        time.sleep(moments.uniform(0, 0.2))
        killed += process.poll() is None
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert killed == KILLS
    assert KILLS <= manifest.read_bytes().count(b"\n") < uninterrupted.joinpath(MANIFEST).read_bytes().count(b"\n")
    finish(start(articles, tmp_path / "out"))
    assert contents(tmp_path / "out") == contents(uninterrupted)
    ids = [quote.quote_id for quote in read_quotes(tmp_path / "out")]
    assert len(ids) == len(set(ids)) == 2 * sum(n % 7 > 0 for n in range(ARTICLES)) * 2


def test_a_kill_while_the_last_pass_is_put_in_place_leaves_no_trace(
    articles: Path, uninterrupted: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    for _ in range(2):
        process = start(articles, output)
        ready = output / ".replacement" / "ready"
        while process.poll() is None and not ready.exists():
            time.sleep(0.0005)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    finish(start(articles, output))
    assert contents(output) == contents(uninterrupted)


def test_workers_end_with_the_run_and_an_interruption_says_how_to_go_on(
    articles: Path, uninterrupted: Path, tmp_path: Path
) -> None:
    output, manifest = tmp_path / "out", tmp_path / "out" / MANIFEST
    for number in (signal.SIGKILL, signal.SIGINT):
        size = manifest.stat().st_size if manifest.exists() else 0
        how = "engine=local", "engine.n_jobs=2", "engine.chunk_size=2"
        process = start(articles, output, *how, program="-m stance.predict")
        wait_for_work(process, manifest, size)  # it has begun the folder, or finished a shard
        wait_for_work(process, manifest, manifest.stat().st_size)
        if number == signal.SIGKILL:
            process.kill()  # alone
        else:
            os.killpg(process.pid, number)  # as a terminal does
        _, err = process.communicate()
        wait_until_gone(process.pid)
    assert process.returncode == 130, err
    assert "the same command goes on from there" in err
    assert "Traceback" not in err
    finish(start(articles, output))
    ours, theirs = ([quote.quote_id for quote in read_quotes(folder)] for folder in (output, uninterrupted))
    assert ours == theirs
