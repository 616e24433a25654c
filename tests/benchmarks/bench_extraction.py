"""Our extraction beside simple baselines on the same annotated articles: accuracy and speed in one table.

`make bench-extraction` measures on the test split of our corpus, and on the gold that lies beside the project where it
is there; `python -m benchmarks.bench_extraction GOLD.jsonl …` measures on other annotated articles.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from benchmarks.extraction_baselines import BASELINES, Baseline
from stance.corpus.reading import ARTICLES, CORPUS_DIR
from stance.evaluate.evaluation import evaluate
from stance.evaluate.gold import GoldArticle, read_gold
from stance.pipeline import extract_quotes

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
ANCHORS = """\
Published figures, for orientation; each has its own data and its own rule of what matches
  E-Quotes, Arabic (Alrahabi)                P 93, R 88: direct quotes alone, no speakers
  Opinion holders, Arabic (Elarnaoty 2012)   F1 54: the holder's words in the text, no spans of quotes
  citron, English                            F1 56.7 whole quote exact, 83.2 by overlap; ours: exact F1, quote F1
  Gender Gap Tracker, English                F1 83.7 at 0.3 or more of the gold quote covered, 76.1 at 0.8 or more;
                                             speakers 86.5 of matched quotes
Here a quote matches where intersection over union reaches 0.5, which also counts what a prediction has too much; exact
forgives punctuation at the edges and a leading «أن». A speaker is right only with a quote that matches."""


def compare(gold: Sequence[GoldArticle], title: str) -> Table:
    """Return one row of figures for every method."""
    quotes = sum(len(one.core) for one in gold)
    caption = f"{title}: {len(gold)} articles, {quotes} quotes (%)"
    table = Table(title=caption, title_justify="left", box=SIMPLE_HEAD)
    table.add_column("")
    for column in (*FIGURES.values(), "articles/s"):
        table.add_column(column, justify="right", no_wrap=True)
    for name, method in METHODS.items():
        figures, speed = measure(method, gold)
        table.add_row(name, *(f"{100 * figures[figure]:.1f}" for figure in FIGURES), f"{speed:,.0f}")
    return table


def measure(method: Baseline, gold: Sequence[GoldArticle]) -> tuple[dict[str, float], float]:
    """Return a method's figures and how many articles it reads in a second, its lexicons once loaded."""
    method(gold[0].article)
    begin = perf_counter()
    quotes = [quote for one in gold for quote in method(one.article)]
    seconds = perf_counter() - begin
    return evaluate(gold, quotes, resamples=1).overall.figures, len(gold) / seconds


def main(paths: Sequence[str]) -> None:
    console = Console()
    for path in map(Path, paths):
        console.print(compare(read_gold(path), path.name))
    if not paths:
        if SHARED_GOLD.is_file():
            console.print(compare(read_gold(SHARED_GOLD), "Real articles"))
        console.print(compare(read_gold(CORPUS_DIR / ARTICLES, "test"), "Test split of our corpus"))
    console.print(ANCHORS)


if __name__ == "__main__":
    main(sys.argv[1:])
