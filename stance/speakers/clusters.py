"""Names of speakers in groups that grow together, each with one id at most."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stance.schema import SpeakerKind
from stance.speakers.evidence import Evidence


class Bearer(NamedTuple):
    """A speaker as quotes have it."""

    name: str
    id: str | None
    kind: SpeakerKind | None


class Clusters:
    """Groups of bearers that are held to be one speaker: at first each by itself."""

    def __init__(self, evidence: Mapping[Bearer, Evidence]) -> None:
        self._root = {bearer: bearer for bearer in evidence}
        self._members = {bearer: [bearer] for bearer in evidence}
        self._evidence = {bearer: Evidence() for bearer in evidence}
        for bearer, known in evidence.items():
            self._evidence[bearer].add(known)
            if bearer.id:
                self._evidence[bearer].note_offices(bearer.id)

    def __iter__(self) -> Iterator[list[Bearer]]:
        return iter(list(self._members.values()))

    def root(self, bearer: Bearer) -> Bearer:
        """Return the bearer that stands for the group."""
        return self._root[bearer]

    def members(self, bearer: Bearer) -> list[Bearer]:
        """Return the bearers of the group."""
        return self._members[self._root[bearer]]

    def id(self, bearer: Bearer) -> str | None:
        """Return the id of the group."""
        return next((member.id for member in self.members(bearer) if member.id), None)

    def evidence(self, bearer: Bearer) -> Evidence:
        """Return what is known of the group."""
        return self._evidence[self._root[bearer]]

    def unite(self, left: Bearer, right: Bearer) -> None:
        """Make two groups one; those with different ids stay apart."""
        left, right = self._root[left], self._root[right]
        ids = {self.id(left), self.id(right)} - {None}
        if left == right or len(ids) > 1:
            return
        moved = self._members.pop(right)
        self._root.update(dict.fromkeys(moved, left))
        self._members[left] += moved
        self._evidence[left].add(self._evidence.pop(right))
