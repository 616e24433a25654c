"""The figures of all quotes together, and speaker by speaker."""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from stance.io import write_quotes
from stance.schema import Quote, SpeakerKind, Stance
from stance.summarize.intervals import wilson
from stance.summarize.rows import QuoteRows, opened
from stance.summarize.shares import Figures, Share

Names = tuple[tuple[str, int], ...]
_NOTHING = Figures(
    quotes=0, articles=0, undecided=0, shares={stance: Share(0, None, *wilson(0, 0)) for stance in Stance}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Figures):
    """Figures with names and dates.

    `distinct` counts statements, each once however often it was reported.
    `targets` and `outlets` are (name, quotes) pairs, the most frequent first. Dates are ISO days, None where no quote
    has one.
    """

    distinct: int
    targets: Names
    outlets: Names
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSummary(Summary):
    """The figures of one speaker; `speaker` is None for the quotes whose speaker could not be named."""

    speaker: str | None
    speaker_id: str | None
    speaker_kind: SpeakerKind | None


@dataclass(frozen=True, slots=True)
class Tables:
    """All quotes together, and speaker by speaker."""

    overall: Summary
    speakers: list[SpeakerSummary]


def summarize_speakers(quotes: Iterable[Quote]) -> list[SpeakerSummary]:
    """Summarize each speaker's quotes: the most quoted first, equals by name, the unattributed last."""
    return summarize(quotes).speakers


def summarize(quotes: Iterable[Quote]) -> Tables:
    """Summarize quotes, together and by speaker. They are read once, and kept on disk."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.parquet"
        write_quotes(path, quotes)
        with opened(path) as rows:
            return tables(rows)


def tables(rows: QuoteRows) -> Tables:
    """Summarize quotes that lie in a file."""
    together = _parts(rows, "''")
    overall = Summary(**together.get("", _fields(_NOTHING) | _described((), (), (0, None, None))))
    names = {key: name for key, *name in rows.ask(_NAMES)}
    speakers = [
        _speaker(parts, *names.get(key, (None, None, None))) for key, parts in _parts(rows, "speaker_key").items()
    ]
    return Tables(overall, sorted(speakers, key=_rank))


def speaker_key(quote: "Quote | SpeakerSummary") -> str | None:
    """Return what tells speakers apart: the id in the actor lexicon, else the name; None for an unnamed speaker."""
    return (quote.speaker_id or quote.speaker) if quote.speaker else None


# Spellings of a name and kinds may vary; the most frequent one, which comes last, stands.
_NAMES = """
SELECT speaker_key, speaker, speaker_id, speaker_kind FROM quotes WHERE speaker_key IS NOT NULL
GROUP BY ALL ORDER BY count(*), speaker DESC, speaker_id DESC, speaker_kind DESC
"""


def _parts(rows: QuoteRows, key: str) -> dict[str | None, dict[str, Any]]:
    """Return the fields of a `Summary` for each group of quotes that share a key."""
    targets, outlets = _frequent(rows, "target", key), _frequent(rows, "outlet", key)
    extents = {group: extent for group, *extent in rows.ask(_EXTENTS.format(key=key))}
    return {
        group: _fields(figures) | _described(targets[group], outlets[group], extents[group])
        for (group,), figures in rows.figures([key]).items()
    }


_EXTENTS = """
SELECT {key} AS key, count(DISTINCT hash(statement)), min(day)::VARCHAR, max(day)::VARCHAR FROM quotes GROUP BY key
"""
_FREQUENT = """
SELECT {key} AS key, {column}, count(*) FROM quotes WHERE {column} <> '' GROUP BY ALL ORDER BY count(*) DESC, {column}
"""


def _frequent(rows: QuoteRows, column: str, key: str) -> dict[str | None, list[tuple[str, int]]]:
    found: dict[str | None, list[tuple[str, int]]] = defaultdict(list)
    for group, name, count in rows.stream(_FREQUENT.format(key=key, column=column)):
        found[group].append((sys.intern(name), count))  # held once, however many groups know it
    return found


def _fields(figures: Figures) -> dict[str, Any]:
    return {field.name: getattr(figures, field.name) for field in fields(Figures)}


def _described(
    targets: Iterable[tuple[str, int]], outlets: Iterable[tuple[str, int]], extent: Sequence[Any]
) -> dict[str, Any]:
    distinct, first, last = extent
    names = {"targets": tuple(targets), "outlets": tuple(outlets)}
    return {"distinct": distinct, **names, "first_date": first, "last_date": last}


def _speaker(parts: dict[str, Any], name: str | None, identifier: str | None, kind: str | None) -> SpeakerSummary:
    kind = SpeakerKind(kind) if kind else None
    return SpeakerSummary(**parts, speaker=name, speaker_id=identifier, speaker_kind=kind)


def _rank(summary: SpeakerSummary) -> tuple[bool, int, str, str]:
    return summary.speaker is None, -summary.quotes, summary.speaker or "", summary.speaker_id or ""
