"""The wheel whose grammar is machine code finds what the plain one finds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stance.corpus import CORPUS_DIR
from stance.paths import DATA_DIR

ROOT = Path(__file__).parents[1]
MACHINE_CODE = (".so", ".pyd")
PRINT_QUOTES = f"""
import stance.extraction.noun_phrases as grammar
from stance import extract_quotes
from stance.io import read_articles
print(grammar.__file__)
for path in {[str(CORPUS_DIR / "articles.jsonl"), str(DATA_DIR / "sample")]}:
    for article in read_articles(path):
        for quote in extract_quotes(article):
            print(quote)
"""

pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")


def printed(*path: Path) -> tuple[str, list[str]]:
    """Return where the grammar is loaded from, with folders put before the installed packages, and what it finds."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, path))}
    command = [sys.executable, "-P", "-c", PRINT_QUOTES]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    grammar, *quotes = done.stdout.splitlines()
    return grammar, quotes


def build(target: str, source: Path, folder: Path) -> Path:
    """Build a source archive or a wheel, the wheel with its grammar compiled, and return its file."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    environment = os.environ | {"HATCH_BUILD_HOOK_ENABLE_MYPYC": "1"}
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = folder.iterdir()
    return built


def test_machine_code_finds_the_same(tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "archive")  # machine code would be left in the checkout
    shutil.unpack_archive(archive, tmp_path / "source", filter="data")
    [source] = (tmp_path / "source").iterdir()
    shutil.unpack_archive(build("wheel", source, tmp_path / "wheel"), tmp_path / "site", "zip")
    (compiled, found), (plain, expected) = printed(tmp_path / "site"), printed(ROOT)
    assert compiled.endswith(MACHINE_CODE) and plain == str(ROOT / "stance/extraction/noun_phrases.py")
    assert len(expected) > 1_000
    assert found == expected
