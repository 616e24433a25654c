"""The report as HTML pages that need nothing besides themselves."""

import hashlib
import itertools
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

_NEIGHBOURS = 2  # on either side
_TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """The pages of one report in one language."""

    def __init__(self, report: Report, language: Language) -> None:
        self._report = report
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
            numbers_near=numbers_near,
            language=language,
            words=Words(language),
            style=style,
            script=script,
            policy=_policy(style, script),
        )

    def index(self) -> Iterator[str]:
        """Yield the first page piece by piece."""
        return self._render("index.html.j2", {"home": ""})

    def speaker(self, speaker: SpeakerSummary) -> Iterator[Iterator[str]]:
        """Yield a speaker's pages, each piece by piece: on the first one figures stand before the latest quotes."""
        leaves = self._report.leaves(speaker)
        for number, leaf in enumerate(leaves, start=1):
            values = {"home": "../", "speaker": speaker, "leaf": leaf, "number": number, "last": len(leaves)}
            yield self._render("speaker.html.j2" if number == 1 else "leaf.html.j2", values)

    def _render(self, template: str, values: Mapping[str, Any]) -> Iterator[str]:
        stream = self._environment.get_template(template).stream(values)
        stream.enable_buffering(500)
        return iter(stream)


def numbers_near(number: int, last: int) -> list[int | None]:
    """Return which of the pages to `last` a page leads to: the ends and its neighbours, None for those left out.

    >>> numbers_near(1, 3), numbers_near(6, 9)
    ([1, 2, 3], [1, None, 4, 5, 6, 7, 8, 9])
    """
    shown = [n for n in range(1, last + 1) if n in {1, last} or abs(n - number) <= _NEIGHBOURS]
    numbers: list[int | None] = []
    for before, n in itertools.pairwise([0, *shown]):
        numbers += [*range(before + 1, n), n] if n - before <= 2 else [None, n]
    return numbers


def _policy(style: str, script: str) -> str:
    """Return a content security policy under which only the page's own style and script count."""
    style_digest, script_digest = (
        b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_digest}'; script-src 'sha256-{script_digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
