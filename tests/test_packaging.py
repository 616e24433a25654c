"""The wheel holds all that runs, and runs it from any folder; the versions that are tested are written down."""

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from stance.corpus import CORPUS_DIR
from stance.io import read_quotes
from stance.model.persistence import DEFAULT

ROOT = Path(__file__).parents[1]
COMMANDS = ("compare", "evaluate", "export", "import", "predict", "report", "review", "train")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TEXT = "قالت وزيرة الخارجية هند الراوي إن بلادها ترحب بالحوار مع تركيا."


def build(source: Path, target: str, folder: Path) -> Path:
    """Build a wheel or an sdist with the build backend itself, which needs no network, and return its file."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, capture_output=True, check=True)
    [built] = folder.iterdir()
    return built


def files(folder: Path, below: str) -> Iterator[str]:
    """Yield the files of a folder as paths below another."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            yield f"{below}/{path.relative_to(folder).as_posix()}"


def names_in(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def source_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


def test_the_wheel_holds_code_configs_and_the_default_model_and_no_more(wheel: Path) -> None:
    assert names_in(wheel) == {
        *files(ROOT / "stance", "stance"),
        *files(ROOT / "configs", "stance/_packaged/configs"),
        *files(ROOT / "models" / DEFAULT, f"stance/_packaged/models/{DEFAULT}"),
    }


def test_the_source_archive_holds_the_project_and_builds_the_same_wheel(
    source_archive: Path, wheel: Path, tmp_path: Path
) -> None:
    with tarfile.open(source_archive) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    [project] = (tmp_path / "source").iterdir()
    folders = {"configs", "data", "models", "stance", "tests"}
    kept = {".gitignore", "CHANGELOG.md", "CITATION.cff", "LICENSE", "Makefile", "README.md", "pyproject.toml"}
    assert {path.name for path in project.iterdir()} == folders | kept | {"PKG-INFO"}
    assert {path.name for path in (project / "models").iterdir()} == {"authored", "news"}
    assert names_in(build(project, "wheel", tmp_path / "wheel")) == names_in(wheel)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def installed(wheel: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Install the wheel by itself and return how to run what it brings: in a folder of its own, with an empty home."""
    site, elsewhere = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("elsewhere")
    pip = [sys.executable, "-m", "pip", "--no-cache-dir", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(site), str(wheel)], check=True)
    (elsewhere / "news.jsonl").write_text(json.dumps({"id": "1", "text": TEXT}), encoding="utf-8")
    environment = os.environ | {"HOME": str(home), "PYTHONPATH": str(site)}

    def run(name: str, *words: str) -> str:
        command = [sys.executable, str(site / "bin" / name)] if name != "python" else [sys.executable]
        done = subprocess.run([*command, *words], cwd=elsewhere, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    found = run("python", "-c", "import os, stance; print(os.path.dirname(stance.__file__), os.getcwd())")
    assert found.split() == [str(site / "stance"), str(elsewhere)]
    return run


def test_every_command_says_what_can_be_set(installed: Callable[..., str]) -> None:
    scripts = PYPROJECT["project"]["scripts"]
    assert set(scripts) == {f"stance-{name}" for name in COMMANDS}
    for name in scripts:
        assert f"python -m {name.replace('-', '.')}" in installed(name, "--help")


def test_the_wheel_predicts_reports_and_evaluates(installed: Callable[..., str], home: Path, tmp_path: Path) -> None:
    quotes, report = tmp_path / "quotes.csv", tmp_path / "report"
    installed("stance-predict", "input=news.jsonl", f"output={quotes}")
    [quote] = read_quotes(quotes)
    assert (quote.speaker, quote.quote, quote.stance) == ("هند الراوي", "بلادها ترحب بالحوار مع تركيا", "cooperative")
    assert "هند" in installed("stance-report", f"input={quotes}", f"output={report}")
    tables = {"speakers", "targets", "outlets", "via", "periods", "timeline", "statements"}
    assert {path.name for path in report.iterdir()} == {"index.html", "speakers", *(f"{t}.csv" for t in tables)}
    gold = tmp_path / "gold.jsonl"
    gold.write_text((CORPUS_DIR / "articles.jsonl").read_text(encoding="utf-8").partition("\n")[0], encoding="utf-8")
    assert "1 article, " in installed("stance-evaluate", f"gold={gold}", "resamples=10")
    assert list(home.iterdir()) == []


def closure(names: set[NormalizedName], seen: set[NormalizedName]) -> set[NormalizedName]:
    """Add to `seen` these packages and all that they require, as far as they are installed here."""
    for name in names - seen:
        seen.add(name)
        try:
            needed = map(Requirement, requires(name) or [])
        except PackageNotFoundError:
            continue
        used = {canonicalize_name(one.name) for one in needed if not one.marker or one.marker.evaluate({"extra": ""})}
        closure(used, seen)
    return seen


def test_every_package_is_pinned_within_its_range() -> None:
    settings, groups = PYPROJECT["tool"]["uv"], PYPROJECT["dependency-groups"]
    direct = [Requirement(line) for line in (*PYPROJECT["project"]["dependencies"], *groups["test"], *groups["lint"])]
    pins = {canonicalize_name(one.name): one for one in map(Requirement, settings["constraint-dependencies"])}
    left_out = {canonicalize_name(Requirement(line).name) for line in settings["override-dependencies"]}
    assert closure({canonicalize_name(one.name) for one in direct}, set(left_out)) - left_out - pins.keys() == set()
    for one in direct:
        [pin] = pins[canonicalize_name(one.name)].specifier
        assert pin.operator == "==" and one.specifier.contains(pin.version), one
