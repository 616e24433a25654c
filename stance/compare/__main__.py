"""Two slices of quotes side by side: shares, differences, and the quotes that differ."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stance.cli import command
from stance.config import CompareConfig
from stance.errors import StanceError
from stance.plurals import counted

if TYPE_CHECKING:
    from stance.compare.comparison import Comparison
    from stance.compare.pairs import Differing
    from stance.report.language import Language


ON_SCREEN = 6  # groups of a kind


@command("compare", CompareConfig)
def main(config: CompareConfig) -> None:
    """Print the table and, where an output is given, write the page and the tables."""
    from rich.console import Console

    from stance.compare.comparison import compare
    from stance.compare.language import comparison_language
    from stance.compare.page import tables
    from stance.compare.pairs import differing
    from stance.compare.slices import By, slices
    from stance.compare.terminal import comparison_table

    if config.resamples < 1 or min(config.rows, config.differing) < 0:
        raise StanceError("resamples is 1 or more, 1000 gives steady intervals; rows and differing are 0 or more.")
    language = comparison_language(config.language)
    left, right = slices(config.left, config.right, config.quotes, config.by)
    by = By(config.by) if config.by else None
    compared = compare(left, right, by=by, resamples=config.resamples, seed=config.seed)
    found = differing(left, right, config.differing, parts=by is not None)
    names = left.name, right.name
    Console().print(comparison_table(tables(compared, min(config.rows, ON_SCREEN)), names, language))
    _say(_agreement(found.total, found.alike))
    if config.output:
        _write(Path(config.output), compared, found, names, language, config.rows)


def _agreement(differ: int, agree: int) -> str:
    """Say how many quotes differ.

    >>> _agreement(1, 27), _agreement(2, 1)
    ('1 quote differs, 27 agree', '2 quotes differ, 1 agrees')
    """
    if not differ + agree:
        return "No quote is on both sides"
    verbs = "differs" if differ == 1 else "differ", "agrees" if agree == 1 else "agree"
    return f"{counted(differ, 'quote')} {verbs[0]}, {agree:,} {verbs[1]}"


def _write(
    folder: Path,
    compared: "Sequence[Comparison]",
    found: "Differing",
    names: tuple[str, str],
    language: "Language",
    rows: int,
) -> None:
    from stance.compare.page import render
    from stance.compare.tables import write_groups, write_pairs
    from stance.io.atomic import replacing

    write_groups(folder / "compare.csv", compared)
    write_pairs(folder / "differences.csv", found)
    with replacing(folder / "index.html") as part:
        part.write_text(render(compared, found, names, language, rows), encoding="utf-8")
    _say(f"see {folder / 'index.html'}")


def _say(line: str) -> None:
    from rich.console import Console

    Console(soft_wrap=True, markup=False, highlight=False).print(line)


if __name__ == "__main__":
    main()
