import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest

from stance.schema import Quote, Stance


class Ended(NamedTuple):
    """How a command ended: its exit status and what it wrote."""

    status: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run an entry module's `main` in this process, as a shell would: `command(main, "input=…", …)`."""

    def run(main: Callable[[], None], *words: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["stance", *words])
        try:
            main()
        except SystemExit as ending:
            status = int(ending.code or 0)
        else:
            status = 0
        return Ended(status, *capsys.readouterr())

    return run


@pytest.fixture(autouse=True)
def logging_left_as_found() -> Iterator[None]:
    """Undo the logging that Hydra sets up for a command, whose streams end with the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


class Neutral:
    """A model for tests that are not about models: all is neutral."""

    def label(self, quotes: Sequence[Quote], abstain_below: float | None = None) -> list[Quote]:
        stance = Stance.NEUTRAL if (abstain_below or 0.0) <= 0.5 else None
        return [replace(q, stance=stance, p_cooperative=0.25, p_hostile=0.25, p_neutral=0.5) for q in quotes]


@pytest.fixture
def neutral_model(monkeypatch: pytest.MonkeyPatch) -> Neutral:
    """Put a quick model in the place of the default one, in this process."""
    model = Neutral()
    monkeypatch.setattr("stance.model.load_model", lambda path=None, trusted=False: model)
    return model
