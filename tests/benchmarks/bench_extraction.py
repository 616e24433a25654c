"""Our extraction beside simple baselines on the same annotated articles: accuracy and speed in one table.

`make bench-extraction` measures on the test split of our corpus, and on the gold that lies beside the project where it
is there; `python -m benchmarks.bench_extraction GOLD.jsonl …` measures on other annotated articles. The tables are
Markdown, as README.md shows them; published figures of other systems stand there beside them.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.extraction_baselines import BASELINES, Baseline
from stance.corpus.reading import ARTICLES, CORPUS_DIR
from stance.evaluate.evaluation import evaluate
from stance.evaluate.gold import GoldArticle, read_gold
from stance.pipeline import extract_quotes
from stance.plurals import counted

SHARED_GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"
METHODS: dict[str, Baseline] = {"stance": extract_quotes, **BASELINES}
FIGURES = {
    "quote.p": "quote P",
    "quote.r": "R",
    "quote.f1": "F1",
    "exact.f1": "exact F1",
    "speaker_accuracy": "speaker",
    "joint.f1": "joint F1",
    "direct.p": "direct P",
    "direct.r": "R",
}


def compare(gold: Sequence[GoldArticle], title: str) -> str:
    """Return a Markdown table with one row of figures for every method, in columns on a terminal too."""
    quotes = sum(len(one.core) for one in gold)
    rows = [("", *FIGURES.values(), "articles/s")]
    for name, method in METHODS.items():
        figures, speed = measure(method, gold)
        rows.append((name, *(f"{100 * figures[figure]:.1f}" for figure in FIGURES), f"{speed:,.0f}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ("-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])))
    lines = [" | ".join((row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:]))) for row in rows]
    return "\n".join(
        (
            f"{title}: {counted(len(gold), 'article')}, {counted(quotes, 'quote')} (%)",
            "",
            *(f"| {line} |" for line in lines),
            "",
        )
    )


def measure(method: Baseline, gold: Sequence[GoldArticle]) -> tuple[dict[str, float], float]:
    """Return a method's figures and how many articles it reads in a second, its lexicons once loaded."""
    method(gold[0].article)
    begin = perf_counter()
    quotes = [quote for one in gold for quote in method(one.article)]
    seconds = perf_counter() - begin
    return evaluate(gold, quotes, resamples=1).overall.figures, len(gold) / seconds


def main(paths: Sequence[str]) -> None:
    tables = [compare(read_gold(path), path.name) for path in map(Path, paths)]
    if not paths:
        tables = [compare(read_gold(CORPUS_DIR / ARTICLES, "test"), "Test split of the corpus")]
        if SHARED_GOLD.is_file():
            tables.append(compare(read_gold(SHARED_GOLD), "Real articles"))
    sys.stdout.write("\n".join(tables))


if __name__ == "__main__":
    main(sys.argv[1:])
