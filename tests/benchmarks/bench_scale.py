"""One worker, two workers, a Dask cluster of two: what each needs for the same articles: `make scale`.

`python -m benchmarks.bench_scale [COUNT [ARTICLES.jsonl]]` repeats articles under new ids until there are COUNT,
predicts them into a folder with each engine, prints a Markdown table, and draws it into `scale.svg`. Processor seconds
and memory are those of the command and all processes below it; with Dask the scheduler is one of them.
"""

import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.bench_speed import SHARED
from stance.paths import DATA_DIR

RUNS = {
    "one worker": ("engine=local", "engine.n_jobs=1"),
    "two workers": ("engine=local", "engine.n_jobs=2"),
    "Dask, two workers": ("engine=dask", "engine.n_jobs=2"),
}
DRAWING = Path(__file__).with_name("scale.svg")
_SECONDS_BETWEEN_LOOKS = 0.25


class Cost(NamedTuple):
    """What a run took: seconds by the clock, from the first shard on, and of processors; the highest memory in MB."""

    seconds: float
    processor_seconds: float
    megabytes: float
    rate: float


def write_articles(path: Path, source: Path, count: int) -> None:
    """Write so many articles, those of `source` again and again under new ids."""
    lines = [line for file in _files(source) for line in file.read_bytes().splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for number, line in zip(range(count), itertools.cycle(lines), strict=False):
            file.write(json.dumps(json.loads(line) | {"id": f"n{number}"}, ensure_ascii=False) + "\n")


def _files(source: Path) -> list[Path]:
    return [source] if source.is_file() else sorted(source.glob("*.jsonl"))


def measured(articles: Path, count: int, output: Path, engine: Sequence[str]) -> Cost:
    """Run the command and watch it and all processes that it starts."""
    command = [sys.executable, "-m", "stance.predict", f"input={articles}", f"output={output}/", *engine]
    shard = max(1, count // 20)
    begin = time.perf_counter()
    process = psutil.Popen([*command, f"shard_size={shard}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    spent: dict[int, float] = {}
    megabytes, first = 0.0, 0.0
    while process.poll() is None:
        family = list(_family(process))
        spent |= {pid: seconds for pid, seconds, _ in family}
        megabytes = max(megabytes, sum(size for *_, size in family))
        if not first and (output / "part-00000.parquet").exists():
            first = time.perf_counter()
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    end = time.perf_counter()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {process.returncode}")
    return Cost(end - begin, sum(spent.values()), megabytes, (count - shard) / (end - first))


def _family(process: psutil.Process) -> Iterator[tuple[int, float, float]]:
    """Yield id, processor seconds and memory in MB of a process and all below it."""
    try:
        processes = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for one in processes:
        try:
            times, memory = one.cpu_times(), one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
        yield one.pid, times.user + times.system, memory / 1e6


def table(count: int, costs: dict[str, Cost]) -> str:
    """Return the costs as a Markdown table; efficiency is the rate for each worker, beside that of one."""
    one = costs["one worker"].rate
    rows = [
        "| | articles/s | efficiency | seconds | processor s | ms an article | peak MB |",
        f"| --- |{' ---: |' * 6}",
    ]
    for name, cost in costs.items():
        workers = 1 if name == "one worker" else 2
        rows.append(
            f"| {name} | {cost.rate:,.0f} | {cost.rate / one / workers:.0%} | {cost.seconds:,.0f} "
            f"| {cost.processor_seconds:,.0f} | {1000 * cost.processor_seconds / count:.1f} | {cost.megabytes:,.0f} |"
        )
    return "\n".join([f"{count:,} articles", "", *rows, ""])


def drawing(costs: dict[str, Cost]) -> str:
    """Draw articles a second over workers, beside the line that would be reached without any loss."""
    highest = 2.1 * max(costs["one worker"].rate, *(cost.rate / 2 for cost in costs.values()))
    left, top, width, height = 60, 20, 320, 220

    def place(workers: float, rate: float) -> str:
        return f"{left + width * workers / 2.2:.1f},{top + height * (1 - rate / highest):.1f}"

    one = costs["one worker"].rate
    colours = {"one worker": "#555", "two workers": "#06c", "Dask, two workers": "#c60"}
    marks = []
    for at, (name, cost) in enumerate(costs.items()):
        x, y = place(1 if name == "one worker" else 2, cost.rate).split(",")
        label = f"{name}: {cost.rate:,.0f}"
        marks.append(f'<circle cx="{x}" cy="{y}" r="4" fill="{colours[name]}"/>')
        marks.append(f'<text x="{left + 12}" y="{top + 14 + 16 * at}" fill="{colours[name]}">{label}</text>')
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 20}" height="{top + height + 50}"'
            ' font-family="sans-serif" font-size="12">',
            f'<g fill="none"><polyline points="{place(0, 0)} {place(2.1, 2.1 * one)}" stroke="#bbb"/>',
            f'<polyline points="{left},{top} {left},{top + height} {left + width},{top + height}" stroke="#333"/></g>',
            *marks,
            f'<text x="{left + width / 2.2:.0f}" y="{top + height + 18}" text-anchor="middle">1</text>',
            f'<text x="{left + 2 * width / 2.2:.0f}" y="{top + height + 18}" text-anchor="middle">2</text>',
            f'<text x="{left + width / 2}" y="{top + height + 38}" text-anchor="middle">workers</text>',
            f'<text x="{left - 8}" y="{top + 10}" text-anchor="end">{highest:,.0f}</text>',
            f'<text x="16" y="{top + height / 2}" transform="rotate(-90 16 {top + height / 2})" text-anchor="middle">'
            "articles a second</text>",
            "</svg>",
            "",
        )
    )


def main(words: Sequence[str]) -> None:
    count = int(words[0]) if words else 20_000
    source = Path(words[1]) if len(words) > 1 else SHARED if SHARED.is_file() else DATA_DIR / "sample"
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles.jsonl"
        write_articles(articles, source, count)
        costs = {
            name: measured(articles, count, Path(folder) / f"quotes-{at}", engine)
            for at, (name, engine) in enumerate(RUNS.items())
        }
    sys.stdout.write(table(count, costs))
    DRAWING.write_text(drawing(costs), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
