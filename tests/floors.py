"""Accuracy that may not be lost again: floors on annotated articles, kept in floors.json.

`python tests/floors.py` shows what the pipeline reaches beside each floor; `--raise` lifts every floor to it, rounded
down to two decimals, and refuses to lower any. README.md tells those that every checkout can measure, and is lifted
too. Where the articles themselves have changed and a figure fell with them, change floors.json by hand and say why.
"""

import argparse
import hashlib
import json
import math
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from stance.evaluate.evaluation import evaluate
from stance.evaluate.gold import read_gold
from stance.model import load_model
from stance.pipeline import analyze

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.json")
README, TOLD = ROOT / "README.md", "corpus_test"


@dataclass(frozen=True)
class Gate:
    """Annotated articles, the digest of their file, and the figures that may not fall below their floors."""

    gold: str
    split: str | None
    sha256: str
    floors: dict[str, float]

    @property
    def path(self) -> Path:
        return ROOT / self.gold

    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def measure(self) -> dict[str, float]:
        """Return the figures that the pipeline and the default model reach."""
        gold = read_gold(self.path, self.split)
        model = load_model()
        quotes = analyze((one.article for one in gold), model)
        return evaluate(gold, quotes, model, resamples=1).overall.figures

    def below(self, figures: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """Return the figures that fall short: name to (figure, floor)."""
        return {name: (figures[name], floor) for name, floor in self.floors.items() if figures[name] < floor}

    def raised(self, figures: Mapping[str, float]) -> "Gate":
        """Return the gate with its floors at the figures; ValueError where one would have to be lowered."""
        if low := self.below(figures):
            raise ValueError(f"{self.gold}: a floor is raised, never lowered; below it are {low}")
        floors = {name: max(floor, round_down(figures[name])) for name, floor in self.floors.items()}
        return Gate(self.gold, self.split, self.digest(), floors)


def round_down(figure: float) -> float:
    """Return the figure with two decimals, never more than it was (its own decimals are four)."""
    return math.floor(round(figure * 10_000) / 100) / 100


def read_gates() -> dict[str, Gate]:
    return {name: Gate(**gate) for name, gate in json.loads(FLOORS.read_text(encoding="utf-8")).items()}


def write_gates(gates: Mapping[str, Gate]) -> None:
    rows = {name: asdict(gate) for name, gate in gates.items()}
    FLOORS.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def retold(readme: str, floors: Mapping[str, float]) -> str:
    """Return the text with each floor in its row, `| what it is | `name` | figure |`.

    >>> retold("| quotes | `quote.f1` | 0.84 |", {"quote.f1": 0.9})
    '| quotes | `quote.f1` | 0.90 |'
    """
    for name, floor in floors.items():
        readme = re.sub(rf"(\| `{re.escape(name)}` \| )[\d.]+", rf"\g<1>{floor:.2f}", readme)
    return readme


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is reached")
    lift = parser.parse_args().lift
    gates = read_gates()
    for name, gate in gates.items():
        if not gate.path.is_file():
            sys.stdout.write(f"{name}: {gate.gold} is not there, left as it is\n")
            continue
        figures = gate.measure()
        for figure, floor in gate.floors.items():
            sys.stdout.write(f"{name}  {figure:22} floor {floor:.2f}  reached {figures[figure]:.4f}\n")
        if lift:
            gates[name] = gate.raised(figures)
    if lift:
        write_gates(gates)
        README.write_text(retold(README.read_text(encoding="utf-8"), gates[TOLD].floors), encoding="utf-8")


if __name__ == "__main__":
    main()
