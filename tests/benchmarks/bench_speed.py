"""How fast everything is, beside camel-tools' word tokenizer on the same texts: `make bench`.

`python -m benchmarks.bench_speed ARTICLES.jsonl` measures on other articles. What one process does is measured in
seconds of its processor, which other programs hardly disturb, in rounds, so that each figure of a round stands under
the same conditions; the table has medians. Two workers beside one are measured by the clock, from the first result on.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, islice, pairwise
from pathlib import Path
from time import perf_counter, process_time

from camel_tools.tokenizers.word import simple_word_tokenize

from stance import engine, speakers, targets
from stance.engine.chunks import in_chunks
from stance.engine.model_reference import ModelReference
from stance.engine.work import Work
from stance.extraction import lost_marks
from stance.extraction.document import read
from stance.extraction.finder import find_statements
from stance.io import Reject, read_articles, write_quotes
from stance.model import StanceModel, load_model
from stance.paths import DATA_DIR
from stance.pipeline import extract_quotes
from stance.schema import Article, Quote

SHARED = Path(__file__).parents[3] / "shared" / "articles" / "real.jsonl"
ROUNDS = 5
_CHUNK = 16
_MANY = 1000
_REPEATS_FOR_WORKERS = 2


def tokenize(articles: Sequence[Article]) -> None:
    """Do what everything is compared with."""
    for article in articles:
        simple_word_tokenize(article.text)


def extract(articles: Sequence[Article]) -> list[list[Quote]]:
    """Find quotes, speakers and targets."""
    return [extract_quotes(article) for article in articles]


def label(model: StanceModel, quotes: Sequence[Quote], at_a_time: int) -> None:
    """Judge quotes, so many at a time."""
    stream = iter(quotes)
    while some := list(islice(stream, at_a_time)):
        model.label(some)


def predict(path: Path, model: StanceModel, output: Path) -> None:
    """Do all of it, from JSONL to Parquet, as `stance.predict` does with one process."""
    work = Work(ModelReference.of(None), 60, extract_quotes)
    results = chain.from_iterable(work.process(model, chunk) for chunk in in_chunks(read_articles(path), _CHUNK))
    write_quotes(output, chain.from_iterable(result for result in results if not isinstance(result, Reject)))


def processor_seconds(what: Callable[[], object]) -> float:
    """Return how long this process worked for it."""
    begin = process_time()
    what()
    return process_time() - begin


def rounds(path: Path, articles: Sequence[Article], model: StanceModel) -> dict[str, float]:
    """Return the median seconds of each stage."""
    quotes = list(chain.from_iterable(extract(articles)))
    as_the_engine = _CHUNK * len(quotes) // len(articles)
    with tempfile.TemporaryDirectory() as folder:
        stages: dict[str, Callable[[], object]] = {
            "tokenize": partial(tokenize, articles),
            "extract": partial(extract, articles),
            "label": partial(label, model, quotes, _MANY),
            "label few": partial(label, model, quotes, as_the_engine),
            "predict": partial(predict, path, model, Path(folder) / "quotes.parquet"),
        }
        measured = [{name: processor_seconds(stage) for name, stage in stages.items()} for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in measured) for name in stages} | {
        "quotes": len(quotes),
        "few": as_the_engine,
    }


def split(articles: Sequence[Article]) -> dict[str, float]:
    """Return the seconds that each stage of `extract_quotes` takes, article by article as it does."""
    spent = dict.fromkeys(("reading", "finding", "speakers", "targets"), 0.0)
    for article in articles:
        times = [process_time()]
        document = lost_marks.restore(read(article))
        times.append(process_time())
        statements = find_statements(document)
        times.append(process_time())
        who = speakers.resolve(document, statements)
        times.append(process_time())
        targets.resolve(document, statements, who)
        times.append(process_time())
        for stage, (begin, end) in zip(spent, pairwise(times), strict=True):
            spent[stage] += end - begin
    return spent


def speed_of_workers(articles: Sequence[Article], n_jobs: int) -> float:
    """Return how many articles a second come out of so many workers, once they have started."""
    many = list(chain.from_iterable([articles] * _REPEATS_FOR_WORKERS))
    results = engine.run(many, backend="local", n_jobs=n_jobs)
    began, skipped = 0.0, 0
    for number, _ in enumerate(results):
        if number == len(many) // 4:  # all have started by now
            began, skipped = perf_counter(), number
    return (len(many) - 1 - skipped) / (perf_counter() - began)


def table(path: Path) -> str:
    """Measure on the articles of a file, and return a Markdown table."""
    articles, model = list(read_articles(path)), load_model()
    size = sum(len(article.text.encode()) for article in articles) / 1e6
    took = rounds(path, articles, model)
    speeds = [[speed_of_workers(articles, n_jobs) for n_jobs in (1, 2)] for _ in range(ROUNDS)]
    one, two = (statistics.median(column) for column in zip(*speeds, strict=True))
    both = statistics.median(pair[1] / pair[0] for pair in speeds)
    stages = [f"| … {name} alone | | {took['tokenize'] / spent:.2f} |" for name, spent in split(articles).items()]
    rate = {name: len(articles) / took[name] for name in ("tokenize", "extract", "predict")}
    return "\n".join(
        (
            f"{path.name}: {len(articles):,} articles, {size:.1f} MB, {took['quotes']:,.0f} quotes, {ROUNDS} rounds",
            "",
            "| | speed | ratio |",
            "| --- | ---: | ---: |",
            f"| `simple_word_tokenize` | {rate['tokenize']:,.0f} articles/s | 1.00 |",
            f"| extraction, speakers, targets | {rate['extract']:,.0f} articles/s | {_ratio(took, 'extract')} |",
            *stages,
            f"| the whole, JSONL to Parquet | {rate['predict']:,.0f} articles/s | {_ratio(took, 'predict')} |",
            f"| stance model alone, {_MANY:,} quotes at a time | {took['quotes'] / took['label']:,.0f} quotes/s | |",
            f"| stance model alone, {took['few']} at a time | {took['quotes'] / took['label few']:,.0f} quotes/s | |",
            f"| one worker | {one:,.0f} articles/s | 1.00 |",
            f"| two workers | {two:,.0f} articles/s | {both:.2f} |",
            "",
        )
    )


def _ratio(took: dict[str, float], stage: str) -> str:
    return f"{took['tokenize'] / took[stage]:.2f}"


def main(words: Sequence[str]) -> None:
    sys.stdout.write(table(Path(words[0]) if words else SHARED if SHARED.is_file() else DATA_DIR / "sample"))


if __name__ == "__main__":
    main(sys.argv[1:])
