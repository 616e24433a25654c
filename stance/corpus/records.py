"""One labelled quote, and lines of JSON that say where they are wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import orjson

from stance.errors import StanceError
from stance.schema import Form, Span, Stance

T = TypeVar("T")


class Split(StrEnum):
    """What a quote is for: by article, as stored in the data."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


class Source(StrEnum):
    """Where a labelled quote comes from: a part of the corpus, or a file of the user's."""

    ARTICLE = "article"
    ISOLATED = "isolated"
    STANDOFF = "standoff"
    TABLE = "table"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class LabelledQuote:
    """A quote whose label is known: a stance, or whatever a table of the user's calls its classes.

    `id` is of one quote alone: the article's id and the quote's offsets, as in a quotes file, where it has some.
    Quotes of one `group` share an article and must not be parted by a split; an isolated quote is its own group.
    `region` is the thematic set that leave-one-topic-out leaves out. `weight` is how much it counts in training.
    """

    id: str
    quote: str
    cue: str | None
    form: Form | None
    label: str
    split: Split
    source: Source
    group: str
    topic: str | None = None
    region: str | None = None
    outlet: str | None = None
    weight: float = 1.0

    @property
    def stance(self) -> Stance:
        """The label as a stance; raises ValueError where it is a class of another kind."""
        return Stance(self.label)


def parse_lines(path: Path, parse: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """Yield `parse(row)` for every line, or raise StanceError naming the file, the line and what is wrong there."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                yield _parse_line(line, f"{path}, line {number}", parse)
    except OSError as error:
        raise StanceError(f"{path}: cannot be read ({error.strerror}).") from error


def _parse_line(line: bytes, place: str, parse: Callable[[dict[str, Any]], T]) -> T:
    try:
        return parse(orjson.loads(line))
    except KeyError as error:
        raise StanceError(f"{place}: the key {error} is missing.") from error
    except (ValueError, TypeError) as error:
        raise StanceError(f"{place}: {error}.") from error


def covered(text: str, start: int, end: int, stored: str | None = None) -> str:
    """Return `text[start:end]`; raise ValueError where that is empty, out of bounds, or not what is `stored`."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the offsets {start}–{end} lie outside the text, which has {len(text)} code points")
    found = Span(start, end).of(text)
    if stored is not None and found != stored:
        raise ValueError(f"the offsets {start}–{end} hold {found!r}, not {stored!r}")
    return found
