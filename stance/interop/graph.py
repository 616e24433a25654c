"""Quotes as a graph, the way most tools keep them: marked stretches, and relations from a quote to its parts."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from stance.interop.markup import Markup, Part
from stance.schema import Span

Key = TypeVar("Key", bound=Hashable)
PARTS = (Part.CUE, Part.SPEAKER, Part.TARGET)


class Node(NamedTuple):
    """A marked stretch; a quote's knows its markup."""

    number: int
    part: Part
    span: Span
    markup: Markup | None = None


class Link(NamedTuple):
    """A relation from a quote to one of its parts, by their numbers."""

    quote: int
    part: int
    kind: Part


def graph_of(markups: Iterable[Markup], first: int = 1) -> tuple[list[Node], list[Link]]:
    """Return nodes, numbered from `first`, and links; quotes share the cue, speaker or target that they have in common.

    Nodes come in the order in which they are numbered.
    """
    nodes: list[Node] = []
    links: list[Link] = []
    shared: dict[tuple[Part, Span], int] = {}
    for markup in markups:
        quote = first + len(nodes)
        nodes.append(Node(quote, Part.QUOTE, markup.quote, markup))
        for part in PARTS:
            span = markup.part(part)
            if span is None:
                continue
            number = shared.setdefault((part, span), first + len(nodes))
            if number == first + len(nodes):
                nodes.append(Node(number, part, span))
            links.append(Link(quote, number, part))
    return nodes, links


def markups_of(
    quotes: Mapping[Key, Markup], parts: Mapping[Key, tuple[Part, Span]], links: Iterable[tuple[Key, Key]]
) -> list[Markup]:
    """Put quotes and their parts together again, whichever end a relation was drawn from.

    Of several cues, speakers or targets of one quote the first that was drawn counts; parts of no quote are dropped.
    """
    joined = dict(quotes)
    for one, other in links:
        quote, part = (one, other) if one in joined else (other, one)
        if quote in joined and part in parts:
            kind, span = parts[part]
            if joined[quote].part(kind) is None:
                change: dict[str, Any] = {str(kind): span}
                joined[quote] = replace(joined[quote], **change)
    return list(joined.values())
