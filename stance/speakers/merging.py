"""Speakers across articles: one person, one name, though every article has its own spelling."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from stance.schema import Quote, SpeakerKind
from stance.speakers import spelling
from stance.speakers.aliases import Alias
from stance.speakers.clusters import Bearer, Clusters
from stance.speakers.evidence import Evidence
from stance.speakers.unions import unite


class SpeakerNames:
    """The names of all speakers of a batch, and how each speaker is called in the whole of it.

    Note every quote, then ask for `canonical`. What is held grows with the number of names, not of quotes. Names that
    `aliases` give stay.
    """

    def __init__(self, aliases: Mapping[str, Alias] | None = None) -> None:
        self.given = {alias.name for alias in (aliases or {}).values()}
        self._evidence: dict[Bearer, Evidence] = {}

    def noting(self, quotes: Iterable[Quote]) -> Iterator[Quote]:
        """Yield quotes as they come, and remember who speaks in them."""
        for quote in quotes:
            bearer = _bearer(quote)
            if bearer:
                self._evidence.setdefault(bearer, Evidence()).note(quote)
            yield quote

    def canonical(self) -> dict[Bearer, Bearer]:
        """Return the name, id and kind that each speaker has in the batch."""
        clusters = Clusters(self._evidence)
        unite(clusters, self.given)
        canonical = {}
        for members in clusters:
            named = self._best(members)._replace(id=clusters.id(members[0]))
            canonical.update(dict.fromkeys(members, named))
        return canonical

    def _best(self, members: list[Bearer]) -> Bearer:
        """Return the most frequent of the names that say most: the user's, else full names, else no mere titles."""
        for says_more in (lambda m: m.name in self.given, _is_full_name, lambda m: m.kind is not SpeakerKind.UNNAMED):
            members = list(filter(says_more, members)) or members
        quotes: Counter[str] = Counter()
        for member in members:
            quotes[member.name] += self._evidence[member].quotes
        return min(members, key=lambda m: (-quotes[m.name], m.name, -self._evidence[m].quotes))


def renamed(quotes: Iterable[Quote], canonical: Mapping[Bearer, Bearer]) -> Iterator[Quote]:
    """Yield quotes with the canonical name, id and kind of their speaker; one that was not noted keeps his own."""
    for quote in quotes:
        bearer = _bearer(quote)
        known = canonical.get(bearer, bearer) if bearer else None
        if known == bearer or not known:
            yield quote
        else:
            yield replace(quote, speaker=known.name, speaker_id=known.id, speaker_kind=known.kind)


def _bearer(quote: Quote) -> Bearer | None:
    return Bearer(quote.speaker, quote.speaker_id, quote.speaker_kind) if quote.speaker else None


def _is_full_name(bearer: Bearer) -> bool:
    return bearer.kind is SpeakerKind.PERSON and len(spelling.words(bearer.name)) > 1
