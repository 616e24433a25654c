import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stance.io import read_quotes
from stance.paths import DATA_DIR
from stance.summarize import speaker_key

QUOTES = Path(__file__).parent / "data" / "report_quotes.jsonl"


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stance.report", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_the_command_reports_on_a_quotes_file(tmp_path: Path) -> None:
    done = run(f"input={QUOTES}", "output=out", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "سامر" in done.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["index.html", "speakers.csv"]


@pytest.mark.parametrize(("argument", "said"), [("language=fr", "ar, en"), ("input=nowhere.jsonl", "nowhere.jsonl")])
def test_the_command_explains_what_is_wrong(tmp_path: Path, argument: str, said: str) -> None:
    done = run(f"input={QUOTES}", "output=out", argument, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.html"))


def test_the_command_predicts_from_articles_and_tells_what_it_left_out(tmp_path: Path) -> None:
    shutil.copytree(DATA_DIR / "sample", tmp_path / "articles")
    (tmp_path / "articles" / "empty.txt").write_bytes(b"")
    done = run("input=articles", "output=out", folder=tmp_path)
    assert done.returncode == 3, done.stderr
    [reject] = (tmp_path / "out" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(reject)["file"].endswith("empty.txt")
    quotes = list(read_quotes(tmp_path / "out" / "quotes.jsonl"))
    assert quotes and all(quote.stance for quote in quotes)
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert page.count('<article class="speaker"') == len({speaker_key(quote) for quote in quotes})
    assert page.count("<blockquote") == len(quotes)
    assert "مقالات تعذرت قراءتها" in page
