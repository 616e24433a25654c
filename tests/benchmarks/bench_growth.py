"""How the cost of extraction grows with the length of a text, on usual texts and on the worst that we know of.

`python -m benchmarks.bench_growth [LENGTH]` doubles each text up to LENGTH characters and prints what a doubling costs.
Seconds are those of the processor, the best of three; the growth is that of the last doubling.
"""

import sys
from time import process_time

from benchmarks.worst_inputs import INPUTS
from stance.pipeline import extract_quotes
from stance.schema import Article

_SHORTEST = 31_250
_LINEAR = 2.2  # times the cost for twice the length
_PATIENCE = 20.0  # seconds, after which longer texts of a kind are left out


def seconds(text: str) -> float:
    """Return how long the extraction takes."""
    best = float("inf")
    for _ in range(3):
        begin = process_time()
        extract_quotes(Article("1", text))
        best = min(best, process_time() - begin)
        if best > _PATIENCE / 4:
            break
    return best


def grown(kind: str, longest: int) -> tuple[list[tuple[int, float]], float]:
    """Return the lengths and seconds of a kind of text, and by what the last doubling multiplied the seconds."""
    length, measured = _SHORTEST, list[tuple[int, float]]()
    while length <= longest and (not measured or measured[-1][1] < _PATIENCE):
        measured.append((length, seconds(INPUTS[kind](length))))
        length *= 2
    return measured, measured[-1][1] / measured[-2][1]


def main(words: list[str]) -> None:
    longest = int(words[0]) if words else 1_000_000
    extract_quotes(Article("1", INPUTS["cues"](100)))
    sys.stdout.write("| text | characters | seconds | twice the length costs |\n| --- | ---: | ---: | ---: |\n")
    for kind in INPUTS:
        measured, growth = grown(kind, longest)
        length, took = measured[-1]
        beyond = "" if growth <= _LINEAR else " (!)"
        sys.stdout.write(f"| {kind} | {length:,} | {took:.2f} | {growth:.2f} x{beyond} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
