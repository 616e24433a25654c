"""What the features read of a quote, whichever shape it comes in."""

from collections.abc import Mapping
from typing import Protocol, cast


class HasQuote(Protocol):
    """What a `schema.Quote` and a labelled quote of the corpus have in common."""

    @property
    def quote(self) -> str:
        """The words said."""

    @property
    def cue(self) -> str | None:
        """The word that reports them."""


QuoteLike = HasQuote | Mapping[str, str | None] | str


def quote_text(quote: QuoteLike) -> str:
    """Return the words of a quote."""
    if isinstance(quote, str):
        return quote
    return quote.quote if hasattr(quote, "quote") else cast("str", quote["quote"])


def quote_cue(quote: QuoteLike) -> str | None:
    """Return the reporting cue of a quote, if one is known."""
    if isinstance(quote, str):
        return None
    return quote.cue if hasattr(quote, "cue") else quote.get("cue")
