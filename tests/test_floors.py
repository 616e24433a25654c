"""The pipeline reaches at least the accuracy that it once had."""

from pathlib import Path

import pytest
from floors import Gate, read_gates, round_down

GATES = read_gates()


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(name, marks=pytest.mark.shared if "shared" in gate.gold else ()) for name, gate in GATES.items()
    ],
)
def gate(request: pytest.FixtureRequest) -> Gate:
    gate = GATES[request.param]
    if not gate.path.is_file():
        pytest.skip(f"{gate.gold} is not beside the project")
    return gate


@pytest.fixture(scope="session")
def figures(gate: Gate) -> dict[str, float]:
    return gate.measure()


def test_floors_were_set_on_this_very_gold(gate: Gate) -> None:
    assert gate.digest() == gate.sha256, "the articles have changed: see the head of tests/floors.py"


def test_no_figure_is_below_its_floor(gate: Gate, figures: dict[str, float]) -> None:
    assert gate.below(figures) == {}


@pytest.mark.parametrize(("figure", "floor"), [(0.29, 0.29), (0.5799, 0.57), (1.0, 1.0), (0.0, 0.0)])
def test_round_down(figure: float, floor: float) -> None:
    assert round_down(figure) == floor


@pytest.fixture
def small_gate(tmp_path: Path) -> Gate:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}")
    return Gate(str(gold), None, "of an older file", {"quote.f1": 0.5, "joint.f1": 0.4})


def test_floors_rise_and_take_the_new_digest(small_gate: Gate) -> None:
    raised = small_gate.raised({"quote.f1": 0.6789, "joint.f1": 0.4001})
    assert raised.floors == {"quote.f1": 0.67, "joint.f1": 0.4}
    assert raised.sha256 == raised.digest() != small_gate.sha256


def test_no_floor_is_lowered(small_gate: Gate) -> None:
    with pytest.raises(ValueError, match=r"never lowered.*joint\.f1"):
        small_gate.raised({"quote.f1": 0.9, "joint.f1": 0.3999})
