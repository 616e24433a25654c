import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser

from stance import cli
from stance.errors import StanceError
from stance.paths import CONFIG_DIR

CONFIG = """
defaults:
  - base
  - cook_schema
  - stove: gas
  - _self_
hydra:
  job: {name: cook}
  sweep: {dir: .}
  help: {header: Cook a dish.}
"""


@dataclass
class Stove:
    heat: int = 0


@dataclass
class CookConfig:
    dish: str = "???"
    guests: list[str] = field(default_factory=list)
    stove: Stove = field(default_factory=Stove)


served: list[CookConfig] = []


@cli.command("cook", CookConfig)
def main(config: CookConfig) -> int:
    """Cook."""
    served.append(config)
    if config.dish == "stones":
        raise StanceError("stones,\nline 3: cannot be cooked. Give another dish.")
    return config.stove.heat


@pytest.fixture(autouse=True)
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A config folder and a working directory of its own."""
    folder = tmp_path / "configs"
    (folder / "stove").mkdir(parents=True)
    (folder / "cook.yaml").write_text(CONFIG)
    (folder / "stove" / "gas.yaml").write_text("heat: 3")
    (folder / "stove" / "wood.yaml").write_text("heat: 9")
    shutil.copy(CONFIG_DIR / "base.yaml", folder)
    shutil.copytree(CONFIG_DIR / "hydra", folder / "hydra")
    (tmp_path / "here").mkdir()
    monkeypatch.setattr(cli, "CONFIG_DIR", folder)
    monkeypatch.chdir(tmp_path / "here")
    served.clear()


def test_main_gets_the_typed_config_and_nothing_is_left_behind(command: Callable[..., Any]) -> None:
    ended = command(main, "dish='كشري مصري'", "guests=['منى', 'سامر']", "stove=wood")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert served == [CookConfig(dish="كشري مصري", guests=["منى", "سامر"], stove=Stove(heat=9))]
    assert list(Path().iterdir()) == []


def test_a_sweep_runs_every_combination(command: Callable[..., Any]) -> None:
    assert command(main, "-m", "dish=soup,rice", "stove.heat=1,2").status == 0
    assert [(config.dish, config.stove.heat) for config in served] == [
        ("soup", 1),
        ("soup", 2),
        ("rice", 1),
        ("rice", 2),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ["Not given, but needed: dish", "dish=…"]),
        (["dish=stones"], ["Error: stones, line 3: cannot be cooked. Give another dish."]),
        (["-m", "dish=soup,stones"], ["stones, line 3: cannot be cooked"]),
        (["dihs=soup"], ["no 'dihs'", "Did you mean dish?"]),
        (["dish=soup", "heat=3"], ["no 'heat'", "Did you mean stove.heat?"]),
        (["dish=soup", "stvoe.heat=3"], ["no 'stvoe.heat'", "Did you mean stove.heat?"]),
        (["dish=soup", "stvoe=wood", "dihs=rice"], ["Did you mean stove?"]),
        (["dish=soup", "stove={haet: 3}"], ["no 'stove.haet'", "Did you mean stove.heat?"]),
        (["dish=soup", "xylophone=3"], ["no 'xylophone'", "There are: dish, guests, stove, stove.heat"]),
        (["dish=soup", "stove=coal"], ["There is no 'coal' for stove. Choose one of: gas, wood"]),
        (["dish=soup", "stove=good"], ["Did you mean wood? Choose one of: gas, wood"]),
        (["dish=soup", "stove.heat=high"], ["stove.heat=high", "'high'", "Integer"]),
        (["dish=كشري"], ["Could not read 'dish=كشري'", """write "dish='كشري'" """.strip()]),
        (["dish=soup (hot)"], ["""write "dish='soup (hot)'" """.strip()]),
        (["dish=soup", "guests=[منى الحداد, sam]"], ["""write "guests=['منى الحداد', sam]" """.strip()]),
        (["dish", "=soup"], ["Could not read 'dish'", "key=value, without spaces"]),
        (["--config-name=bake"], ["bake"]),
    ],
)
def test_mistakes_are_explained_in_one_paragraph(
    command: Callable[..., Any], words: list[str], said: list[str]
) -> None:
    ended = command(main, *words)
    assert ended.status == 2
    assert ended.err.startswith("Error: ")
    assert ended.err.count("\n") == 1
    assert [part for part in said if part not in ended.err] == []


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("كشري", "كشري"),
        ("it's", "it's"),
        ("أهلا، وسهلا (بكم)", "أهلا، وسهلا (بكم)"),
        ("a=b", "a=b"),
        ("{a: كشري, b: rice}", {"a": "كشري", "b": "rice"}),
        ("[كشري مصري, 3]", ["كشري مصري", 3]),
    ],
)
def test_the_quoting_that_is_proposed_is_right(value: str, meant: object) -> None:
    assert OverridesParser.create().parse_override(cli._quoted(f"key={value}")).value() == meant


def test_the_traceback_is_shown_on_demand(command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYDRA_FULL_ERROR", "1")
    ended = command(main, "dish=stones")
    assert ended.status == 2
    assert "Traceback" in ended.err
    assert ended.err.splitlines()[-1].startswith("Error: stones")


def test_a_bug_keeps_its_traceback(command: Callable[..., Any]) -> None:
    @cli.command("cook", CookConfig)
    def buggy(config: CookConfig) -> float:
        return 1 / config.stove.heat

    with pytest.raises(ZeroDivisionError):
        command(buggy, "dish=soup", "stove.heat=0")


def test_an_interruption_ends_without_a_traceback(command: Callable[..., Any]) -> None:
    @cli.command("cook", CookConfig)
    def interrupted(config: CookConfig) -> None:
        raise KeyboardInterrupt

    ended = command(interrupted, "dish=soup")
    assert (ended.status, ended.err) == (130, "Interrupted.\n")


@pytest.mark.parametrize("sweep", [[], ["-m"]])
def test_a_key_may_have_another_spelling(command: Callable[..., Any], sweep: list[str]) -> None:
    @cli.command("cook", CookConfig, spellings={"class": "dish"})
    def other(config: CookConfig) -> None:
        served.append(config)

    assert command(other, *sweep, "class=soup", "guests=[class]").status == 0
    assert [(config.dish, config.guests) for config in served] == [("soup", ["class"])]


def test_help_shows_what_can_be_set(command: Callable[..., Any]) -> None:
    ended = command(main, "--help")
    assert ended.status == 0
    assert [
        part for part in ("Cook a dish.", "stove: gas, wood", "dish: ???", "heat: 3") if part not in ended.out
    ] == []


def test_importing_the_package_stays_free() -> None:
    code = (
        "import sys, stance.io; print([m for m in ('duckdb', 'sklearn', 'rich', 'hydra', 'numpy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
