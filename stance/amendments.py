"""What users know better than the program: corrections of quotes, and names that are one speaker."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from stance.corrections import Corrections, read_corrections
from stance.schema import Quote
from stance.speakers.aliases import Alias, read_aliases, under_aliases


@dataclass(frozen=True, slots=True)
class Amendments:
    """Corrections, applied first, and aliases, which hold for the corrected speakers too.

    `digests` tells files of amendments apart by what is in them: SHA-256 by name, None where there is no such file.
    """

    corrections: Corrections | None
    aliases: Mapping[str, Alias]
    digests: Mapping[str, str | None]

    @classmethod
    def read(cls, *, corrections: str | None, aliases: str | None) -> "Amendments":
        """Read the files that there are; raise StanceError, with file and line, for what cannot be meant."""
        return cls(
            read_corrections(corrections) if corrections else None,
            read_aliases(aliases) if aliases else {},
            {"corrections": _digest(corrections), "aliases": _digest(aliases)},
        )

    def made(self, quotes: Iterable[Quote]) -> Iterator[Quote]:
        """Yield quotes as amended; those of an article come together."""
        return under_aliases(self.corrections.apply(quotes) if self.corrections else quotes, self.aliases)

    def report(self) -> list[str]:
        """Say how many corrections were applied, and which not."""
        return self.corrections.report() if self.corrections else []


def _digest(path: str | None) -> str | None:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest() if path else None
