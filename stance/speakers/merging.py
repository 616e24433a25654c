"""Speakers across articles: one person, one name, though every article has its own spelling."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from stance.schema import Quote, SpeakerKind
from stance.speakers import spelling
from stance.speakers.aliases import Alias
from stance.speakers.clusters import Bearer, Clusters
from stance.speakers.evidence import Evidence
from stance.speakers.unions import unite


class SpeakerNames:
    """The names of all speakers of a batch: note its quotes, then read them again under one name for each speaker.

    What is held grows with the number of names, not of quotes. `aliases`, by `spelling.key`, go before all else.
    """

    def __init__(self, aliases: Mapping[str, Alias] | None = None) -> None:
        self.aliases = aliases or {}
        self._evidence: dict[Bearer, Evidence] = {}

    def noting(self, quotes: Iterable[Quote]) -> Iterator[Quote]:
        """Yield quotes as they come, and remember who speaks in them."""
        for quote in quotes:
            bearer = self._bearer(quote)
            if bearer:
                self._evidence.setdefault(bearer, Evidence()).note(quote)
            yield quote

    def renamed(self, quotes: Iterable[Quote]) -> Iterator[Quote]:
        """Yield the quotes that were noted, with the name, id and kind that their speaker has in the whole batch."""
        canonical = self._canonical()
        for quote in quotes:
            bearer = self._bearer(quote)
            if bearer:
                name, identifier, kind = canonical[bearer]
                yield replace(quote, speaker=name, speaker_id=identifier, speaker_kind=kind)
            else:
                yield quote

    def _bearer(self, quote: Quote) -> Bearer | None:
        if not quote.speaker:
            return None
        alias = self.aliases.get(spelling.key(quote.speaker)) if self.aliases else None
        if alias:
            return Bearer(alias.name, alias.id, quote.speaker_kind)
        return Bearer(quote.speaker, quote.speaker_id, quote.speaker_kind)

    def _canonical(self) -> dict[Bearer, Bearer]:
        given = {alias.name for alias in self.aliases.values()}
        clusters = Clusters(self._evidence)
        unite(clusters, given)
        canonical = {}
        for members in clusters:
            named = self._named(members, given)._replace(id=clusters.id(members[0]))
            canonical.update(dict.fromkeys(members, named))
        return canonical

    def _named(self, members: list[Bearer], given: Collection[str]) -> Bearer:
        """Return the most frequent of the names that say most: the user's, full names, names rather than titles."""
        for tells in (lambda m: m.name in given, _is_full_name, lambda m: m.kind is not SpeakerKind.UNNAMED):
            members = list(filter(tells, members)) or members
        quotes: Counter[str] = Counter()
        for member in members:
            quotes[member.name] += self._evidence[member].quotes
        return min(members, key=lambda m: (-quotes[m.name], m.name, -self._evidence[m].quotes))


def _is_full_name(bearer: Bearer) -> bool:
    return bearer.kind is SpeakerKind.PERSON and len(spelling.words(bearer.name)) > 1
