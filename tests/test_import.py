"""Importing is free: nothing heavy comes along, no knowledge is read, nothing is written."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import stance

HEAVY = ("camel_tools", "duckdb", "hydra", "jinja2", "numpy", "omegaconf", "pandas", "rich", "scipy", "sklearn", "yaml")
PROBE = """
import json, sys
opened = []
sys.addaudithook(lambda event, details: opened.append(str(details[0])) if event == "open" else None)
{statement}
print(json.dumps({{"modules": list(sys.modules), "opened": opened}}))
"""


@pytest.fixture(params=["import stance", "from stance import Article, Quote"])
def after_import(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """Return which modules are there and which files were opened, in an interpreter whose home is `tmp_path`."""
    command = [sys.executable, "-c", PROBE.format(statement=request.param)]
    home = os.environ | {"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=home, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_nothing_heavy_comes_along(after_import: dict[str, Any]) -> None:
    assert "stance" in after_import["modules"]
    assert [name for name in HEAVY if name in after_import["modules"]] == []


def test_only_code_is_read_and_nothing_is_written(after_import: dict[str, Any], tmp_path: Path) -> None:
    assert after_import["opened"]
    assert [name for name in after_import["opened"] if Path(name).suffix not in {".py", ".pyc"}] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", stance.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(stance, name).__name__ == name


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        stance.guess  # noqa: B018
