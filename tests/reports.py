"""Reports for tests: the sample's quotes, pages written into a folder, and a parser for them."""

from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from stance.io import read_quotes, write_quotes
from stance.report.build import Format, write_report
from stance.report.findings import Report, Source
from stance.report.gathering import Limits, gather, in_context
from stance.report.language import load_language
from stance.schema import Article, Quote
from stance.summarize import Selection

QUOTES = Path(__file__).parent / "data" / "report_quotes.jsonl"


def sample() -> list[Quote]:
    """Return the quotes that reports are tested on."""
    return list(read_quotes(QUOTES))


def written(
    folder: Path,
    quotes: Sequence[Quote],
    language: str = "ar",
    formats: Iterable[Format] = (Format.HTML,),
    articles: Sequence[Article] = (),
    source: Source | None = None,
    **limits: Any,
) -> Report:
    """Write a report on quotes into a folder."""
    write_quotes(folder / "given.jsonl", quotes)
    source = source or Source(articles=20, rejects=1, model="news")
    report = gather(lambda: read_quotes(folder / "given.jsonl"), folder, source, Selection(), Limits(**limits))
    report = in_context(report, articles)
    write_report(report, folder, load_language(language), set(formats))
    return report


class Page(HTMLParser):
    """Every element of a page with its attributes, and all its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a class."""
        return [attributes for _, attributes in self.elements if name in (attributes.get("class") or "").split()]


def pages(folder: Path) -> dict[str, Page]:
    """Return all pages of a report by their path in the folder."""
    return {str(path.relative_to(folder)): Page(path) for path in sorted(folder.rglob("*.html"))}
