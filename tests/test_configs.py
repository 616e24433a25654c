import re
from pathlib import Path
from typing import Any

import hydra
import pytest
from hydra.core.config_store import ConfigStore
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.utils import instantiate
from omegaconf import DictConfig, ListConfig, OmegaConf

from stance import config as schemas
from stance.experiments.leaderboard import FIGURES
from stance.model import make_pipeline
from stance.paths import CONFIG_DIR
from stance.sweeps import Leaderboard

COMMANDS = sorted(path.stem for path in CONFIG_DIR.glob("*.yaml") if path.stem != "base")
GROUPS = sorted(path.name for path in CONFIG_DIR.iterdir() if path.is_dir() and path.name != "hydra")
OPTIONS = [(group, path.stem) for group in GROUPS for path in sorted((CONFIG_DIR / group).glob("*.yaml"))]
EXPERIMENTS = [name for group, name in OPTIONS if group == "experiment"]
CLASSIFIERS = [name for group, name in OPTIONS if group == "classifier"]


def compose(command: str, *overrides: str) -> DictConfig:
    schema = getattr(schemas, f"{command.capitalize()}Config")
    ConfigStore.instance().store(name=f"{command}_schema", node=schema)
    with hydra.initialize_config_dir(str(CONFIG_DIR), version_base=None):
        return hydra.compose(command, list(overrides), return_hydra_config=True)


def settings(config: DictConfig) -> dict[str, Any]:
    """Return what the command is given, with a stand-in for what the user must say."""
    own = OmegaConf.masked_copy(config, [str(key) for key in config if key != "hydra"])
    for key in OmegaConf.missing_keys(own):
        OmegaConf.update(own, key, "given")
    resolved = OmegaConf.to_container(own, resolve=True)
    assert isinstance(resolved, dict)
    return {str(key): value for key, value in resolved.items()}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_composes(command: str) -> None:
    assert settings(compose(command))


@pytest.mark.parametrize(("group", "option"), OPTIONS)
def test_every_option_composes_where_its_group_is_used(group: str, option: str) -> None:
    users = [command for command in COMMANDS if group in compose(command).hydra.runtime.choices]
    assert users
    for command in users:
        config = compose(command, f"{group}={option}")
        assert config.hydra.runtime.choices[group] == option
        assert settings(config)


@pytest.mark.parametrize("override", ["hydra/launcher=basic", "hydra/launcher=joblib", "hydra/callbacks=leaderboard"])
def test_sweeps_compose_with_every_launcher(override: str) -> None:
    config = compose("train", override)
    group, _, option = override.partition("=")
    chosen = config.hydra.runtime.choices[group]
    assert option in (chosen if isinstance(chosen, ListConfig) else [chosen])
    assert isinstance(instantiate(config.hydra.callbacks.leaderboard), Leaderboard)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_leaderboard_can_be_ordered_by_every_figure(figure: str) -> None:
    config = compose("train", f"hydra.callbacks.leaderboard.by={figure}")
    assert instantiate(config.hydra.callbacks.leaderboard).by == figure


@pytest.mark.parametrize("option", CLASSIFIERS)
def test_every_classifier_joins_every_set_of_features(option: str) -> None:
    for features in (name for group, name in OPTIONS if group == "features"):
        config = settings(compose("train", f"classifier={option}", f"features={features}"))
        pipeline = make_pipeline(instantiate(config["classifier"]), **config["features"])
        assert hasattr(pipeline["classifier"], "predict_proba")


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_what_an_experiment_sweeps_can_be_set(name: str) -> None:
    params = compose("train", f"experiment={name}").hydra.sweeper.params
    assert params
    for key, values in params.items():
        override = OverridesParser.create().parse_override(f"{key}={values}")
        assert override.is_sweep_override()
        for value in override.sweep_string_iterator():
            assert settings(compose("train", f"experiment={name}", f"{key}={value}"))


def test_comments_of_configs_hold_no_tabs_or_machine_paths() -> None:
    for path in Path(CONFIG_DIR).rglob("*.yaml"):
        assert not re.search(r"\t|/(?:home|work|tmp)/", path.read_text(encoding="utf-8")), path
