import csv
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from stance.errors import StanceError
from stance.io import read_quotes, write_quotes
from stance.report import page as page_module
from stance.report.build import build_report
from stance.report.language import Language, load_language
from stance.report.page import Report, Source
from stance.report.words import Words
from stance.schema import Quote

QUOTES = Path(__file__).parent / "data" / "report_quotes.jsonl"
STYLE = Path(page_module.__file__).parent / "templates" / "style.css"
ARABIC = load_language("ar")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "{{ 7 * 7 }}",
    "' onclick='alert(3)",
    "&lt;b&gt;",
)


class Page(HTMLParser):
    """Every element of a page with its attributes, and all its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.elements if name in (attributes.get("class") or "").split()]


def sample() -> list[Quote]:
    return list(read_quotes(QUOTES))


def saying(text: str) -> Quote:
    """Return a quote with `text` wherever an article's words stand."""
    about = replace(sample()[1], via=text, target=text, outlet=text, title=text, article_id=text, date=text)
    return replace(about, quote=text, cue=text, speaker=text, speaker_mention=text)


def report(folder: Path, quotes: Sequence[Quote], texts: Language = ARABIC, **limits: Any) -> tuple[Page, Report]:
    write_quotes(folder / "given.jsonl", quotes)
    built = build_report(folder / "given.jsonl", folder, Source(articles=20, rejects=1, model="news"), texts, **limits)
    return Page((folder / "index.html").read_text(encoding="utf-8")), built


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_speaker_has_a_row_that_leads_to_a_section_with_all_quotes(tmp_path: Path, code: str) -> None:
    page, built = report(tmp_path, sample(), load_language(code))
    html = page.all("html")[0]
    assert html == {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {(a["href"] or "")[1:] for a in page.all("a") if (a["href"] or "").startswith("#")}
    sections = {section["id"] for section in page.of_class("speaker")}
    assert len(sections) == len(built.tables.speakers) == 11
    assert sections <= links <= set(ids)
    assert len(page.all("blockquote")) == len(sample())
    assert all(quote.quote in page.text for quote in sample())


def test_the_page_needs_nothing_besides_itself(tmp_path: Path) -> None:
    page, _ = report(tmp_path, sample())
    assert not {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "embed", "form", "base"}
    assert not [name for _, attributes in page.elements for name in attributes if name in {"src", "style", "srcset"}]
    [policy] = [meta["content"] or "" for meta in page.all("meta") if "http-equiv" in meta]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "url(" not in STYLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_articles_stays_text(tmp_path: Path, text: str) -> None:
    page, _ = report(tmp_path, [saying(text)])
    clean, _ = report(tmp_path, [saying("نص")])
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in clean.elements]
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert page.text.count(text) >= 10


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/a", False),
        ("https://[", False),
        ("https:alert", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(tmp_path: Path, url: str | None, linked: bool) -> None:
    page, _ = report(tmp_path, [replace(sample()[0], url=url)])
    assert [a["href"] for a in page.all("a") if not (a["href"] or "").startswith("#")] == ([url] if linked else [])


def test_names_and_numbers_are_isolated_from_the_direction_around_them() -> None:
    words = Words(ARABIC)
    assert words.names([("John", 3)], 5) == '<bdi>John</bdi>&nbsp;(<bdi dir="ltr">3</bdi>)'
    assert words.percent(0.001) == '<bdi dir="ltr">&lt;1%</bdi>'


def test_undecided_quotes_are_shown_as_such(tmp_path: Path) -> None:
    unread = replace(sample()[0], stance=None, p_cooperative=None, p_hostile=None, p_neutral=None)
    page, _ = report(tmp_path, [unread])
    assert [attributes["class"] for attributes in page.of_class("quote")] == ["quote undecided"]
    assert "غير محسوم" in page.text
    assert "لم يُصنَّف هذا التصريح" in page.text
    assert not page.of_class("intervals")


def test_limits_leave_the_rest_in_the_table_and_the_csv(tmp_path: Path) -> None:
    page, built = report(tmp_path, sample(), sections=2, quotes_per_section=6, rows=5)
    assert len(page.of_class("speaker")) == 3  # two, and the quotes of nobody
    assert len(page.all("blockquote")) == 6 + 6 + 2
    assert [row for row in page.all("tr") if "data-name" in row][-1]["data-name"] == built.tables.speakers[4].speaker
    assert built.left_out == 5
    assert "هنا أحدث 6 من 11" in page.text
    with (tmp_path / "speakers.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 11


def test_limits_are_counts(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match="sections"):
        report(tmp_path, sample(), sections=-1)


def test_a_report_on_nothing_says_so(tmp_path: Path) -> None:
    page, _ = report(tmp_path, [])
    assert "لم يُعثر على تصريحات فيما قُرئ." in page.text
