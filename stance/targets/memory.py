"""What an article's earlier quotes tell about the next one."""

from dataclasses import dataclass, field

from stance.speakers import Speaker


@dataclass(slots=True)
class Memory:
    """Toward whom each speaker spoke last, and who spoke last of all, on which side."""

    by_speaker: dict[str, str] = field(default_factory=dict)
    last_speaker: str | None = None
    last_side: frozenset[str] = frozenset()
    last_target_missing: bool = False

    def note(self, speaker: Speaker | None, side: set[str], target: str | None) -> None:
        """Remember a quote."""
        if speaker is None:
            return
        self.last_speaker, self.last_side = speaker.name, frozenset(side)
        self.last_target_missing = target is None
        if target:
            self.by_speaker[speaker.name] = target

    def same(self, speaker: Speaker | None) -> str | None:
        """Return toward whom the speaker spoke last."""
        return self.by_speaker.get(speaker.name) if speaker else None

    def spoke_of_nobody(self, speaker: Speaker | None) -> bool:
        """Tell whether the last quote is this speaker's too and was directed at nobody."""
        return speaker is not None and speaker.name == self.last_speaker and self.last_target_missing

    def opponents(self, speaker: Speaker | None) -> frozenset[str]:
        """Return the side of whoever else spoke right before."""
        return self.last_side if speaker and speaker.name != self.last_speaker else frozenset()
