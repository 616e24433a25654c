"""How much there is of what: the table in the data card."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from stance.corpus.reading import CORPUS_DIR, read_corpus
from stance.corpus.records import Source, Split, parse_lines
from stance.corpus.standoff import LABELS
from stance.schema import Stance

Row = tuple[Source, Split, Stance, str]
PARTS = (Source.ARTICLE, Source.ISOLATED, Source.STANDOFF)


def count_table(folder: Path = CORPUS_DIR) -> str:
    """Return a Markdown table of groups and quotes by source, split and stance; needs no texts of public corpora."""
    rows = [*((q.source, q.split, q.stance, q.group) for q in read_corpus(folder)), *_standoff_rows(folder)]
    header = ["source", "split", "groups", "quotes", *Stance]
    lines = [header, ["---", "---"] + ["---:"] * (len(header) - 2), *_lines(rows)]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _standoff_rows(folder: Path) -> Iterator[Row]:
    return parse_lines(
        folder / LABELS,
        lambda row: (Source.STANDOFF, Split(row["split"]), Stance(row["stance"]), row["article_id"]),
    )


def _lines(rows: Iterable[Row]) -> Iterator[list[object]]:
    rows = list(rows)
    for source in PARTS:
        for split in Split:
            yield [source, split, *_numbers(row for row in rows if row[:2] == (source, split))]
    yield ["all", "", *_numbers(rows)]


def _numbers(rows: Iterable[Row]) -> list[int]:
    rows = list(rows)
    stances = Counter(stance for _, _, stance, _ in rows)
    return [len({group for *_, group in rows}), len(rows), *(stances[stance] for stance in Stance)]
