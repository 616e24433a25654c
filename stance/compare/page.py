"""The comparison as one HTML page that needs nothing besides itself."""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from stance.compare.comparison import Comparison, Kind
from stance.compare.language import bounds_text, group_name, signed
from stance.compare.pairs import Differing
from stance.report import page as report_page
from stance.report.language import Language
from stance.report.words import Words
from stance.summarize import FEW_ARTICLES

_TEMPLATES = Path(__file__).parent / "templates"
_REPORT_STYLE = Path(report_page.__file__).parent / "templates" / "style.css"


def render(
    compared: Sequence[Comparison], found: Differing, names: tuple[str, str], language: Language, rows: int
) -> str:
    """Return the page: of each kind of group the first `rows` that both sides have."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    styles = (_REPORT_STYLE, _TEMPLATES / "compare.css")
    style = Markup("\n".join(path.read_text(encoding="utf-8") for path in styles))
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template("compare.html.j2").render(
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        language=language,
        words=Words(language),
        names=names,
        tables=tables(compared, rows),
        found=found,
        few=FEW_ARTICLES,
        group_name=lambda one: group_name(one, language),
        signed=signed,
        bounds_text=bounds_text,
    )


def tables(compared: Sequence[Comparison], rows: int) -> list[tuple[Kind, list[Comparison], int]]:
    """Return for each kind the groups to show, of those that both sides have quotes of, and how many these are."""
    both = (one for one in compared if one.kind is Kind.ALL or (one.left.quotes and one.right.quotes))
    by_kind = [(kind, list(group)) for kind, group in groupby(both, key=lambda one: one.kind)]
    return [(kind, group[:rows], len(group)) for kind, group in by_kind]
