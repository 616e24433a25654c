"""What an article's earlier quotes tell about the next one."""

from dataclasses import dataclass, field

from stance.speakers import Speaker
from stance.targets.parties import Party


@dataclass(slots=True)
class Memory:
    """Toward whom each speaker spoke last, and who spoke last of all, on which side, toward whom."""

    by_speaker: dict[str, Party] = field(default_factory=dict)
    last_speaker: str | None = None
    last_side: frozenset[str] = frozenset()
    last_target: Party | None = None

    def note(self, speaker: Speaker | None, side: set[str], target: Party | None) -> None:
        """Remember a quote."""
        if speaker is None:
            return
        self.last_speaker, self.last_side, self.last_target = speaker.name, frozenset(side), target
        if target:
            self.by_speaker[speaker.name] = target

    def same(self, speaker: Speaker | None) -> Party | None:
        """Return toward whom the speaker spoke last."""
        return self.by_speaker.get(speaker.name) if speaker else None

    def opponents(self, speaker: Speaker | None) -> frozenset[str]:
        """Return the side of whoever else spoke right before."""
        return self.last_side if speaker and speaker.name != self.last_speaker else frozenset()
