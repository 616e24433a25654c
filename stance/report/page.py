"""The report as HTML pages that need nothing besides themselves."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from stance.report.findings import FIRST_ROWS, Report
from stance.report.language import Language
from stance.report.words import Words
from stance.summarize import SpeakerSummary

_TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """The pages of one report in one language."""

    def __init__(self, report: Report, language: Language) -> None:
        style, script = (Markup((_TEMPLATES / name).read_text(encoding="utf-8")) for name in ("style.css", "filter.js"))
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            report=report,
            first_rows=FIRST_ROWS,
            language=language,
            words=Words(language),
            style=style,
            script=script,
            policy=_policy(style, script),
        )

    def index(self) -> Iterator[str]:
        """Yield the first page piece by piece."""
        return self._render("index.html.j2", {"home": ""})

    def speaker(self, speaker: SpeakerSummary) -> Iterator[str]:
        """Yield a speaker's page piece by piece."""
        return self._render("speaker.html.j2", {"home": "../", "speaker": speaker})

    def _render(self, template: str, values: Mapping[str, Any]) -> Iterator[str]:
        stream = self._environment.get_template(template).stream(values)
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
