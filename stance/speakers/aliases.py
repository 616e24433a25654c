"""Names that users know to be one speaker: a table of aliases."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stance.errors import StanceError
from stance.lexicon import officeholders
from stance.speakers import spelling
from stance.text import fold

_COLUMNS = ("alias", "name")


@dataclass(frozen=True, slots=True)
class Alias:
    """The name, and the id where there is one, that a speaker shall have."""

    name: str
    id: str | None


def read_aliases(path: str | Path) -> dict[str, Alias]:
    """Read a CSV file with the columns `alias` and `name` and, if you like, `id`; return who is meant, by spelling key.

    A name that is given stands for itself too. Raises StanceError, with file and line, for what cannot be followed.
    """
    meant: dict[str, tuple[Alias, bool, int]] = {}
    for line, alias, name, identifier in _rows(Path(path)):
        speaker = Alias(name, identifier or officeholders.find(fold(name)))
        for spelled, given in ((name, True), (alias, False)):
            key = spelling.key(spelled)
            if not key:
                raise StanceError(f"{path}, line {line}: {spelled!r} has no letters.")
            known, known_given, before = meant.setdefault(key, (speaker, given, line))
            if known != speaker or (known_given != given and spelling.key(alias) != spelling.key(name)):
                raise StanceError(
                    f"{path}, line {line}: {spelled} cannot be {name} here, for by line {before} it is {known.name}"
                    f"{f' ({known.id})' if known.id else ''}. Write one name, in one spelling, for each speaker."
                )
    return {key: speaker for key, (speaker, _, _) in meant.items()}


def _rows(path: Path) -> Iterator[tuple[int, str, str, str | None]]:
    """Yield line, alias, name and id of each row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise StanceError(
                    f"{path}, line 1: there is no column {' or '.join(missing)}. It begins: alias,name,id"
                )
            yield from (_cells(row, f"{path}, line {rows.line_num}", rows.line_num) for row in rows)
    except OSError as error:
        raise StanceError(f"Cannot read the aliases {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise StanceError(f"{path}, line {rows.line_num + 1}: not in UTF-8 ({error.reason}).") from error
    except csv.Error as error:
        raise StanceError(f"{path}, line {rows.line_num}: not valid CSV ({error}).") from error


def _cells(row: dict[str | None, str | None], place: str, line: int) -> tuple[int, str, str, str | None]:
    if None in row:
        raise StanceError(f"{place}: more cells than the header has. Put a name with a comma in quotation marks.")
    alias, name, identifier = (" ".join((row.get(column) or "").split()) for column in (*_COLUMNS, "id"))
    if not alias or not name:
        raise StanceError(f"{place}: {'alias' if not alias else 'name'} is empty.")
    return line, alias, name, identifier or None
