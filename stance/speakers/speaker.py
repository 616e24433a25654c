"""A speaker: who is held to have said a quote."""

from dataclasses import dataclass

from stance.schema import SpeakerKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the canonical name, what sort of source, whether a verb in the feminine or plural agrees.

    `id` is the actor's in the lexicon, where it knows him.
    """

    name: str
    kind: SpeakerKind
    feminine: bool
    plural: bool
    id: str | None = None
