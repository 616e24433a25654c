"""What README.md shows is so: its Python and commands run and print what stands below them, its tables are complete."""

import re
import shlex
import tomllib
from collections.abc import Callable
from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from floors import README, ROOT, TOLD, read_gates, retold
from packaging.requirements import Requirement

from stance import Article, extract_quotes
from stance.corpus import CORPUS_DIR
from stance.io import write_quotes
from stance.paths import DATA_DIR
from stance.schema import Quote, Stance

TEXT = README.read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMANDS = re.findall(
    # A command, and what it prints where that is shown right below it, as text or as a table.
    r"^python -m (stance\.\w+) ?([^\n]*)\n(?:```\n\n(?:```text\n(.*?)^```$|((?:\|[^\n]*\n)+)))?",
    TEXT,
    re.MULTILINE | re.DOTALL,
)
SPREADSHEET = "رقم,نص الخبر\n7,قال المتحدث سامر الحلواني إن الجسر مفتوح.\n"
TONES = {"friendly": "نرحب بالحوار مع الجيران", "angry": "نرفض التهديد وندين العدوان", "plain": "تعقد الجلسة يوم الأحد"}


def quicker(module: str, words: str) -> list[str]:
    """Return what keeps training short, and what lets a model be loaded that was trained outside the checkout."""
    if module != "stance.train":
        return ["trusted=true"] if "model=" in words else []
    quick = ["folds=2"]
    if "data.path=mine.csv" in words:
        return quick
    return [*quick, "data.path=few/quotes.jsonl" if "data=table" in words else "data.path=few"]


def section(heading: str) -> str:
    return TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def python_in(heading: str) -> list[tuple[str, str]]:
    """Return the section's examples, each with what it prints."""
    examples = re.findall(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", section(heading), re.MULTILINE | re.DOTALL)
    assert len(examples) == section(heading).count("```python") > 0
    return examples


def letters(text: str) -> set[str]:
    """Return the words of an output, whose figures and widths change whenever the grammar or the model does."""
    return set(re.findall(r"[^\W\d_]+", text))


def test_the_python_prints_what_stands_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for code, shown in python_in("In Python"):
        exec(code, names)
        assert capsys.readouterr().out == shown


def test_the_first_table_is_what_the_first_example_gives() -> None:
    names: dict[str, Any] = {}
    exec(python_in("In Python")[0][0], names)
    [paragraph] = re.findall(r'<p dir="rtl" lang="ar">(.*?)</p>', TEXT, re.DOTALL)
    assert " ".join(paragraph.split()) == names["text"]
    [table] = re.findall(r'<div dir="rtl">\n\n(.*?)\n\n</div>', TEXT, re.DOTALL)
    shown = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    assert shown == [[q.speaker, q.cue, q.quote, q.stance, q.target or ""] for q in names["quotes"]]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that looks like a checkout to the commands, with a little corpus and an Arabic spreadsheet."""
    (tmp_path / "data").symlink_to(DATA_DIR)
    (tmp_path / "few").mkdir()
    for source in CORPUS_DIR.glob("*.jsonl"):
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / "few" / source.name).write_text("".join(lines[::10]), encoding="utf-8")
    (tmp_path / "أخبار.csv").write_text(SPREADSHEET, encoding="utf-8")
    rows = (f"{text} رقم {i},{tone}" for i in range(8) for tone, text in TONES.items())
    (tmp_path / "mine.csv").write_text("\n".join(["quote,tone", *rows]), encoding="utf-8")
    found = extract_quotes(Article("1", "قال الوزير هاني المصري إن العدوان مرفوض.", date="2024-05-01"))
    write_quotes(tmp_path / "corrections.csv", [replace(quote, stance=Stance.HOSTILE) for quote in found])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: Callable[..., Any], module: str, *words: str) -> Any:
    entry = import_module(module)
    return command(import_module(f"{module}.__main__" if hasattr(entry, "__path__") else module).main, *words)


def test_the_commands_run_one_after_the_other_and_write_what_is_told(
    checkout: Path, command: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    for module, words, text, table in COMMANDS:
        ended = run(command, module, *shlex.split(words), *quicker(module, words))
        assert ended.status == 0, (module, words, ended.err)
        assert letters(text + table) <= letters(ended.out + ended.err), (module, words)
    assert {module.replace(".", "-") for module, *_ in COMMANDS} == set(PROJECT["scripts"])
    assert len([True for *_, text, table in COMMANDS if text or table]) == 5
    for code, shown in python_in("With pandas, DuckDB or Polars"):
        exec(code, {})
        assert letters(shown) == letters(capsys.readouterr().out)
    written = {path.relative_to(checkout).as_posix() for path in checkout.rglob("*.*")}
    assert written >= {
        *(f"out/report/{name}" for name in ("index.html", "speakers.csv", "quotes.jsonl")),
        *(f"out/{name}/index.html" for name in ("compare", "speaker", "months", "lately")),
        *("out/quotes.parquet", "out/mine.csv", "out/quotes.csv", "out/errors.html", "out/metrics.json"),
        *("out/review.xlsx", "out/tasks.json", "out/checked.jsonl"),
        *(f"models/authored/{name}" for name in ("config.yaml", "metrics.json", "README.md", "manifest.json")),
        *re.findall(r"`(out/shards/[^`*]+)`", TEXT),
        "models/mine/manifest.json",
    }
    assert len(list(checkout.glob("models/sweeps/*/*/manifest.json"))) == 4


def test_the_command_for_a_cluster_is_one_that_is_understood(command: Callable[..., Any]) -> None:
    [words] = re.findall("^stance-predict (.*)$", TEXT, re.MULTILINE)
    ended = run(command, "stance.predict", *shlex.split(words), "--cfg", "job")
    assert ended.status == 0
    assert "address: tcp://host:8786" in ended.out


def test_every_column_is_explained_once() -> None:
    cells = [line.split(" | ")[0] for line in section("A quote's columns").splitlines() if line.startswith("| `")]
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(field.name for field in fields(Quote))


def test_the_accuracy_told_is_the_floors() -> None:
    floors = read_gates()[TOLD].floors
    assert sorted(re.findall(r"\| `([\w.]+)` \| \d", section("How accurate it is"))) == sorted(floors)
    assert retold(TEXT, floors) == TEXT


def test_what_pip_is_told_to_install_is_what_the_project_needs() -> None:
    needed = {Requirement(line).name for line in PROJECT["dependencies"]}
    told = [word for line in re.findall("^pip install (.*)$", TEXT, re.MULTILINE) for word in shlex.split(line)]
    packages = {Requirement(word).name for word in told if word[0] not in "-."}
    # What camel-tools imports in the parts that are used here has to be named too.
    assert packages == needed | {"emoji", "six", "uv"}


def test_links_and_make_targets_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert links and [link for link in links if not (ROOT / link).exists()] == []
    targets = re.findall("^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = re.findall("^make ([a-z-]+)|`make ([a-z-]+)`", TEXT, re.MULTILINE)
    assert told and {first or second for first, second in told} <= set(targets)
