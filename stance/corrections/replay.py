"""Corrections applied to quotes, and what became of each."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from stance.corrections.reading import read_rows
from stance.corrections.records import Action, Correction, changed
from stance.plurals import counted
from stance.schema import Quote


class Corrections:
    """Corrections to be applied to quotes, article by article, and what became of each.

    Quotes may come in several batches, or again: a correction has been applied when it has found its quote once.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._all = [one for one in corrections if one.action is not Action.RIGHT]
        self._of_quote: dict[str, list[Correction]] = defaultdict(list)
        self._added_to: dict[str, list[Correction]] = defaultdict(list)
        self._refused: dict[str, str | None] = {}
        for one in self._all:
            self._of_quote[one.quote_id].append(one)
            if one.added:
                self._added_to[one.added.article_id].append(one)

    @property
    def applied(self) -> int:
        """How many have found their quote."""
        return sum(reason is None for reason in self._refused.values())

    @property
    def unmatched(self) -> list[tuple[Correction, str]]:
        """The others, each with the reason."""
        reasons = ((one, self._refused.get(one.place, _why_left(one))) for one in self._all)
        return [(one, reason) for one, reason in reasons if reason]

    def apply(self, quotes: Iterable[Quote]) -> Iterator[Quote]:
        """Yield quotes as corrected; the quotes of an article come together, and so does what is added to it.

        Nothing is added to an article of which there is no quote: whether it was among those that were read is not
        known here.
        """
        for article_id, group in groupby(quotes, key=lambda quote: quote.article_id):
            found = list(group)
            known = {quote.quote_id for quote in found}
            new = [_added(one, found[0]) for one in self._added_to.get(article_id, ()) if one.quote_id not in known]
            corrected = [one for quote in found + new for one in self._corrected(quote)]
            yield from sorted(corrected, key=_position) if new else corrected

    def _corrected(self, quote: Quote) -> list[Quote]:
        """Return the quote with its corrections, in their order; nothing where one of them deletes it."""
        for one in self._of_quote.get(quote.quote_id, ()):
            if not _same_words(one.quote, quote.quote):
                self._refused[one.place] = f"the quote is now {quote.quote!r}"
                continue
            self._refused[one.place] = None
            if one.action is Action.DELETE:
                return []
            quote = changed(quote, one.changes)
        return [quote]

    def report(self) -> list[str]:
        """Say how many were applied, and which not."""
        lines = [f"{self.applied:,} of {counted(len(self._all), 'correction')} applied"]
        return lines + [f"{one.place}, quote {one.quote_id}: {reason}" for one, reason in self.unmatched]


def read_corrections(path: str | Path) -> Corrections:
    """Read a workbook that `stance.review` made, or rows with its columns in .csv, .jsonl or .parquet.

    Rows in which nothing is filled in are passed over. Raises StanceError, with file and row, for what cannot be meant.
    """
    return Corrections(read_rows(path))


def _added(correction: Correction, neighbour: Quote) -> Quote:
    """Return a new quote with what the quotes of its article know of it."""
    if correction.added is None:
        raise TypeError("only what is added makes a quote")
    about = {name: getattr(neighbour, name) for name in ("date", "outlet", "url", "title", "title_prepended")}
    return dataclasses.replace(correction.added, **about)


def _why_left(correction: Correction) -> str:
    return "there is no quote of this article" if correction.added else "there is no such quote"


def _position(quote: Quote) -> tuple[int, int]:
    return quote.quote_start, quote.quote_end


def _same_words(one: str, other: str) -> bool:
    """Compare words, for spreadsheets change white space and drop what cannot be shown."""
    return [*filter(str.isprintable, "".join(one.split()))] == [*filter(str.isprintable, "".join(other.split()))]
