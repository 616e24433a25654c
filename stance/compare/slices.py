"""What is put side by side: two files, or two parts of one."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from stance.errors import StanceError
from stance.io import read_quotes
from stance.schema import Quote
from stance.speakers.merging import SpeakerNames, renamed
from stance.text import fold

_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_PERIOD = re.compile(rf"({_DAY})(?:\.\.({_DAY}))?")
_LISTED = 10

Read: TypeAlias = Callable[[], Iterator[Quote]]


class By(StrEnum):
    """What one file is parted by."""

    OUTLET = "outlet"
    PERIOD = "period"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Slice:
    """Quotes that can be read as often as needed, and what they are called."""

    name: str
    read: Read


def slices(left: str, right: str, quotes: str | None, by: str | None) -> tuple[Slice, Slice]:
    """Return the two sides: the files `left` and `right`, or what is named so in the file `quotes` parted `by`.

    In one file each speaker has one name, as in a report. In two, which may be two runs over the same articles, names
    are as they are given, since they are compared too.
    """
    if quotes is None:
        if by:
            raise StanceError(f"by={by} parts one file of quotes into two sides: name the file, quotes=….")
        return _file(left), _file(right)
    if by not in set(By):
        given = f"by={by} is none of them" if by else "it is not given"
        raise StanceError(f"With quotes=… say what parts the file: by={'|'.join(By)}; {given}.")
    read = _with_one_name_each(Path(quotes))
    return _part(Path(quotes), read, By(by), left), _part(Path(quotes), read, By(by), right)


def _file(path: str) -> Slice:
    if not Path(path).exists():
        raise StanceError(
            f"There is no file {path}. left=… and right=… are files of quotes; to part one file, name it with "
            f"quotes=… and say by={'|'.join(By)}."
        )
    return Slice(Path(path).name, lambda: read_quotes(path))


def _with_one_name_each(path: Path) -> Read:
    names = SpeakerNames()
    deque(names.noting(read_quotes(path)), maxlen=0)
    canonical = names.canonical()
    return lambda: renamed(read_quotes(path), canonical)


def _part(path: Path, read: Read, by: By, value: str) -> Slice:
    belongs = _TESTS[by](value)
    part = Slice(value, lambda: filter(belongs, read()))
    if next(part.read(), None) is None:
        raise StanceError(f"{path} has no quote of {by} {value!r}. {_known(read, by)}")
    return part


def _known(read: Read, by: By) -> str:
    """Say what there is in the place of what was not found."""
    values = Counter(value for quote in read() if (value := _VALUES[by](quote)))
    listed = ", ".join(value for value, _ in values.most_common(_LISTED))
    return f"There are, the most frequent first: {listed}." if listed else f"No quote in it has a {by}."


def _in_outlet(value: str) -> Callable[[Quote], bool]:
    return lambda quote: quote.outlet == value


def _in_period(value: str) -> Callable[[Quote], bool]:
    period = _PERIOD.fullmatch(value)
    if not period:
        raise StanceError(
            f"{value!r} is no period: write 2024, 2024-05, 2024-05-06, or two of them as 2024-01..2024-03."
        )
    first, last = period[1], period[2] or period[1]

    def within(quote: Quote) -> bool:
        date = quote.date or ""
        return bool(date) and date[: len(first)] >= first and date[: len(last)] <= last

    return within


def _of_speaker(value: str) -> Callable[[Quote], bool]:
    folded = fold(value)
    return lambda quote: bool(quote.speaker) and (quote.speaker_id == value or fold(quote.speaker or "") == folded)


_TESTS = {By.OUTLET: _in_outlet, By.PERIOD: _in_period, By.SPEAKER: _of_speaker}
_VALUES: dict[By, Callable[[Quote], str | None]] = {
    By.OUTLET: lambda quote: quote.outlet,
    By.PERIOD: lambda quote: quote.date[:7] if quote.date else None,
    By.SPEAKER: lambda quote: quote.speaker,
}
