"""Names that users know to be one speaker: a table of aliases."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from stance.errors import StanceError
from stance.lexicon import officeholders
from stance.schema import Quote
from stance.speakers import spelling
from stance.text import fold

_COLUMNS = ("alias", "name")


@dataclass(frozen=True, slots=True)
class Alias:
    """The name, and the id where there is one, that a speaker shall have."""

    name: str
    id: str | None


class _Row(NamedTuple):
    line: int
    alias: str
    name: str
    id: str | None


def read_aliases(path: str | Path) -> dict[str, Alias]:
    """Read a CSV file with the columns `alias` and `name` and, if you like, `id`; return who is meant, by spelling key.

    A name stands for itself too. Without an id it has the lexicon's, if that knows it. Raises StanceError, with file
    and line, for what cannot be read or followed.
    """
    rows = list(_rows(Path(path)))
    ids = {row.name: row.id for row in rows if row.id}
    meant: dict[str, tuple[Alias, int]] = {}
    for row in rows:
        speaker = Alias(row.name, row.id or ids.get(row.name) or officeholders.find(fold(row.name)))
        for spelled in (row.name, row.alias):
            known, line = meant.setdefault(_key(spelled, f"{path}, line {row.line}"), (speaker, row.line))
            if known != speaker:
                raise StanceError(
                    f"{path}, line {row.line}: {spelled} would be {_described(speaker)}, but by line {line} it is "
                    f"{_described(known)}. Give each speaker one name, in one spelling, and one id at most."
                )
    return {key: speaker for key, (speaker, _) in meant.items()}


def under_aliases(quotes: Iterable[Quote], aliases: Mapping[str, Alias]) -> Iterator[Quote]:
    """Yield quotes with the names that aliases give their speakers."""
    for quote in quotes:
        key = spelling.key(quote.speaker) if quote.speaker and aliases else ""
        alias = aliases.get(key)
        if alias:
            own = quote.speaker_id if key == spelling.key(alias.name) else None
            yield replace(quote, speaker=alias.name, speaker_id=alias.id or own)
        else:
            yield quote


def _key(name: str, place: str) -> str:
    key = spelling.key(name)
    if not key:
        raise StanceError(f"{place}: {name!r} has no letters.")
    return key


def _described(speaker: Alias) -> str:
    return f"{speaker.name} ({speaker.id})" if speaker.id else speaker.name


def _rows(path: Path) -> Iterator[_Row]:
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise StanceError(f"{path}, line 1: no column {' and no column '.join(missing)}. Write: alias,name,id")
            for row in rows:
                line = rows.line_num
                yield _row(row, line, path)
    except OSError as error:
        raise StanceError(f"Cannot read the aliases in {path}: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise StanceError(f"{path}, after line {line}: this is not CSV in UTF-8 ({error}).") from error


def _row(cells: dict[str, str], line: int, path: Path) -> _Row:
    if None in cells or None in cells.values():  # more cells than the header, fewer
        raise StanceError(f"{path}, line {line}: not as many cells as the header has.")
    alias, name, identifier = (" ".join(cells.get(column, "").split()) for column in (*_COLUMNS, "id"))
    if not alias or not name:
        raise StanceError(f"{path}, line {line}: the cell {'name' if alias else 'alias'} is empty.")
    return _Row(line, alias, name, identifier or None)
