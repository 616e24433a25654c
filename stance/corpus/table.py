"""A table of the user's own as training data: any columns, any classes."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from stance.corpus.assembly import Corpus, digests
from stance.corpus.records import LabelledQuote, Source, Split
from stance.corpus.table_rows import TableRow, read_rows
from stance.errors import StanceError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TableColumns:
    """What the columns are called that hold a quote's words, its label and, if there are any, its cue and article."""

    text: str
    label: str
    cue: str | None = None
    group: str | None = None


def read_table(path: Path, columns: TableColumns, labels: Mapping[str, str | None] = MappingProxyType({})) -> Corpus:
    """Read labelled quotes from a CSV, JSONL or Parquet file, all for training.

    Parameters
    ----------
    columns
        Without a `group`, rows with the same words are a group, so that no fold is asked what it was told.
    labels
        The file's labels to ours; one that becomes None is left out. Where it is empty, labels are taken as they are.

    Raises
    ------
    StanceError
        Where a column is missing, a label is not in `labels`, or fewer than two classes are left.
    """
    rows = read_rows(path, _wanted(columns))
    kept = [row for row in rows if row.cells[columns.text] and row.cells[columns.label]]
    left_out = Counter({"rows without text or label": len(rows) - len(kept)})
    if labels:
        _check_labels(path, kept, columns.label, labels)
        labelled = [row for row in kept if labels[row.cells[columns.label] or ""] is not None]
        left_out["rows whose label is mapped to null"] = len(kept) - len(labelled)
        kept = labelled
    for reason, count in (+left_out).items():
        logger.warning("%s: %d %s are left out.", path, count, reason)
    quotes = _quotes(kept, columns, labels)
    if len({quote.label for quote in quotes}) < 2:
        raise StanceError(
            f"{path}: a model needs two classes or more; {len(quotes)} rows are left, of one class or none."
        )
    return Corpus(quotes, digests([path]), dict(+left_out))


def _wanted(columns: TableColumns) -> dict[str, str]:
    named = {"data.text": columns.text, "data.label": columns.label}
    named |= {"data.cue": columns.cue} if columns.cue else {}
    return named | ({"data.group": columns.group} if columns.group else {})


def _check_labels(path: Path, rows: Iterable[TableRow], column: str, labels: Mapping[str, str | None]) -> None:
    counts = Counter(row.cells[column] or "" for row in rows)
    unmapped = {label: count for label, count in counts.most_common() if label not in labels}
    if unmapped:
        listed = ", ".join(f"{label} ({count})" for label, count in unmapped.items())
        raise StanceError(
            f"{path}: data.labels does not say what these labels of {column!r} are (rows): {listed}. "
            "Add them; null leaves a label's rows out."
        )


def _quotes(rows: Iterable[TableRow], columns: TableColumns, labels: Mapping[str, str | None]) -> list[LabelledQuote]:
    quotes = []
    first_with: dict[str, str] = {}
    for line, cells in rows:
        text, label, row_id = cells[columns.text] or "", cells[columns.label] or "", f"row-{line}"
        group = cells[columns.group] if columns.group else None
        quotes.append(
            LabelledQuote(
                id=row_id,
                quote=text,
                cue=cells[columns.cue] if columns.cue else None,
                form=None,
                label=labels.get(label) or label,
                split=Split.TRAIN,
                source=Source.TABLE,
                group=group or first_with.setdefault(text, row_id),
            )
        )
    return quotes
