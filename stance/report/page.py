"""The report as one HTML page that needs nothing besides itself."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from stance.report.evidence import Evidence
from stance.report.language import Language
from stance.report.words import Words
from stance.schema import Quote
from stance.summarize import SpeakerSummary, Tables, speaker_key

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the quotes come from; None for what is not known, as when they were read from a file."""

    articles: int | None = None
    rejects: int = 0
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows: speakers in `evidence` have a section each, the first `rows` a row in the table."""

    tables: Tables
    evidence: Evidence
    source: Source
    rows: int

    def quotes_of(self, speaker: SpeakerSummary) -> list[Quote]:
        """Return the quotes that are shown of a speaker."""
        return self.evidence.get(speaker_key(speaker), [])

    @property
    def with_section(self) -> list[tuple[int, SpeakerSummary]]:
        """Return rank and speaker of those whose quotes are shown."""
        return [(rank, speaker) for rank, speaker in enumerate(self.tables.speakers, 1) if self.quotes_of(speaker)]

    @property
    def without_section(self) -> list[tuple[int, SpeakerSummary]]:
        """Return rank and speaker of those that have a row in the table only."""
        rows = enumerate(self.tables.speakers[: self.rows], 1)
        return [(rank, speaker) for rank, speaker in rows if not self.quotes_of(speaker)]

    @property
    def left_out(self) -> int:
        """Return how many speakers the page does not show at all."""
        return len(self.tables.speakers) - len(self.with_section) - len(self.without_section)


def render(report: Report, language: Language) -> Iterator[str]:
    """Yield the page piece by piece."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = (Markup((_TEMPLATES / name).read_text(encoding="utf-8")) for name in ("style.css", "filter.js"))
    page = environment.get_template("page.html.j2")
    stream = page.stream(
        report=report,
        language=language,
        words=Words(language),
        style=style,
        script=script,
        policy=_policy(style, script),
    )
    stream.enable_buffering(500)
    return iter(stream)


def _policy(style: str, script: str) -> str:
    """Return a content security policy under which only the page's own style and script count."""
    style_digest, script_digest = (
        b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_digest}'; script-src 'sha256-{script_digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
