"""The frame of every command line: Hydra composes a config, a typed dataclass reaches `main`, errors read as prose."""

import difflib
import functools
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar, cast

import hydra
from hydra.core.config_store import ConfigStore
from hydra.core.utils import env_override
from hydra.errors import HydraException, MissingConfigException, OverrideParseException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from stance.errors import StanceError
from stance.paths import CONFIG_DIR

C = TypeVar("C")
FAILED = 2
INTERRUPTED = 130


def command(
    config_name: str, schema: type[C], *, spellings: Mapping[str, str] = MappingProxyType({})
) -> Callable[[Callable[[C], Any]], Callable[[], None]]:
    """Turn `main(config)` into a command line over `configs/<config_name>.yaml`.

    The YAML lists `<config_name>_schema` among its defaults, which is `schema`: keys and types that it does not know
    are refused. The decorated function takes no argument. A sweep (`-m`) runs it once per combination and hands what
    it returns to Hydra's sweeper. A `StanceError` ends the process with status 2 and one paragraph on stderr, with
    the traceback before it where HYDRA_FULL_ERROR=1.

    `spellings` are keys that may be typed for fields of another name, as no field can be called by a word of Python's.
    """

    def decorate(main: Callable[[C], Any]) -> Callable[[], None]:
        def run() -> None:
            show_traceback = os.environ.get("HYDRA_FULL_ERROR") == "1"
            sys.argv[1:] = [_spelled(word, spellings) for word in sys.argv[1:]]

            @functools.wraps(main)
            def task(config: DictConfig) -> Any:
                with _errors_as_prose(config_name, show_traceback):
                    return main(_typed(config, schema))

            ConfigStore.instance().store(name=f"{config_name}_schema", node=schema)
            # Hydra hands its own errors on, rather than printing them, only when this variable is set.
            with _errors_as_prose(config_name, show_traceback), env_override({"HYDRA_FULL_ERROR": "1"}):
                hydra.main(config_path=str(CONFIG_DIR), config_name=config_name, version_base=None)(task)()

        run.__doc__ = main.__doc__
        return run

    return decorate


def _spelled(word: str, spellings: Mapping[str, str]) -> str:
    key, equals, value = word.partition("=")
    return f"{spellings.get(key, key)}{equals}{value}"


def _typed(config: DictConfig, schema: type[C]) -> C:
    missing = sorted(OmegaConf.missing_keys(config))
    if missing:
        example = " ".join(f"{key}=…" for key in missing)
        raise StanceError(f"Not given, but needed: {', '.join(missing)}. Add to the command: {example}")
    typed = OmegaConf.to_object(config)
    if not isinstance(typed, schema):
        raise TypeError(f"the config's defaults list lacks the schema of {schema.__name__}")
    return typed


@contextmanager
def _errors_as_prose(config_name: str, show_traceback: bool) -> Iterator[None]:
    try:
        yield
    except StanceError as error:
        _fail(str(error), show_traceback)
    except (HydraException, OmegaConfBaseException) as error:
        _fail(_explain(error, config_name), show_traceback)
    except BrokenPipeError:  # whoever read our output («… | head») has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush at exit
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(INTERRUPTED)


def _fail(message: str, show_traceback: bool) -> NoReturn:
    if show_traceback:
        traceback.print_exc()
    sys.stderr.write(f"Error: {' '.join(message.split())}\n")
    sys.exit(FAILED)


def _explain(error: Exception, config_name: str) -> str:
    """Say in our words what Hydra found wrong with the command line."""
    if isinstance(error, OverrideParseException) and "=" not in error.override:
        return f"Could not read {error.override!r} on the command line: write key=value, without spaces around the =."
    if isinstance(error, OverrideParseException):
        return (
            f"Could not read {error.override!r} on the command line. Arabic letters and signs such as ( ) , = "
            f'in a value need quotation marks of their own: write "{_quoted(error.override)}" with both pairs of marks.'
        )
    if isinstance(error, MissingConfigException) and error.options and error.missing_cfg_file:
        group, _, name = error.missing_cfg_file.rpartition("/")
        near = difflib.get_close_matches(name, error.options, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        return f"There is no {name!r} for {group}. {hint}Choose one of: {', '.join(error.options)}."
    unknown = re.match(r"Could not override '([^'@]+)", str(error))
    if unknown:
        return _unknown_key(unknown[1], getattr(error.__cause__, "full_key", None), config_name)
    cause = f": {_first_paragraph(error.__cause__)}" if error.__cause__ else ""
    return f"{_first_paragraph(error)}{cause}. See --help for what can be set."


def _first_paragraph(error: BaseException) -> str:
    """Return what comes before OmegaConf's details on types and Hydra's on its search path."""
    return re.split(r"\n\s*(?:full_key|reference_type|object_type|Config search path)", str(error))[0].rstrip(" .\n")


def _quoted(override: str) -> str:
    """Return an override with its value, or each Arabic part of a list or mapping, in single quotes.

    >>> _quoted("speaker=سامر"), _quoted("columns={text: نص, id: guid}")
    ("speaker='سامر'", "columns={text: 'نص', id: guid}")
    """
    key, _, value = override.partition("=")
    if value[:1] in {"{", "["}:
        return f"{key}=" + re.sub(r"[^\s,:{}\[\]'\"]*[^\x00-\x7f][^,:{}\[\]'\"]*", lambda part: f"'{part[0]}'", value)
    escaped = value.replace("'", "\\'")
    return f"{key}='{escaped}'"


def _unknown_key(key: str, full_key: str | None, config_name: str) -> str:
    known = _known_keys(config_name, key)
    if full_key and key in known:  # the fault lies inside the mapping that was given
        key = full_key
    near = [name for name in known if name.endswith(f".{key}")] or difflib.get_close_matches(key, known, n=1)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
    return f"The config has no {key!r}. {hint} See --help for all of it."


def _known_keys(config_name: str, unknown: str) -> list[str]:
    """Return every key that the command line could set, as the other overrides leave the config."""
    others = [word for word in sys.argv[1:] if re.match(r"\w[\w./@]*=", word) and not word.startswith(f"{unknown}=")]
    with hydra.initialize_config_dir(str(CONFIG_DIR), version_base=None):
        try:
            config = hydra.compose(config_name, others)
        except (HydraException, OmegaConfBaseException):  # a second mistake
            config = hydra.compose(config_name)
    return list(_dotted(cast("dict[str, Any]", OmegaConf.to_container(config))))


def _dotted(config: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, value in config.items():
        yield f"{above}{key}"
        if isinstance(value, dict):
            yield from _dotted(value, f"{above}{key}.")
