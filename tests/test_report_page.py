import posixpath
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reports import Page, pages, sample, written

from stance.report import page as page_module
from stance.report.accuracy import Accuracy, read_accuracy
from stance.report.findings import Source
from stance.report.language import load_language
from stance.report.words import Words
from stance.schema import Article, Quote, Stance
from stance.summarize import By

STYLE = Path(page_module.__file__).parent / "templates" / "style.css"
ARABIC = load_language("ar")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "{{ 7 * 7 }}",
    "' onclick='alert(3)",
    "&lt;b&gt;",
)


def saying(text: str) -> list[Quote]:
    """Return quotes, of one statement, with `text` wherever an article's words stand."""
    about = replace(sample()[1], via=text, target=text, outlet=text, title=text, article_id=text, date=text)
    about = replace(about, cue_start=None, speaker_mention_start=None, cluster_id="c")
    one = replace(about, quote=text, cue=text, speaker=text, speaker_id=text, speaker_mention=text)
    return [one, replace(one, quote_id="another")]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_speaker_has_a_row_that_leads_to_a_page_with_all_quotes(tmp_path: Path, code: str) -> None:
    report = written(tmp_path, sample(), code)
    found = pages(tmp_path)
    links = {posixpath.normpath(a["href"] or "") for a in found["index.html"].all("a")}
    assert {name for name in found if name.startswith("speakers/")} <= links
    assert len(found) == 1 + len(report.tables.speakers) == 12
    for name, page in found.items():
        assert page.all("html") == [{"lang": code, "dir": "rtl" if code == "ar" else "ltr"}]
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        inside = {(a["href"] or "")[1:] for a in page.all("a") if (a["href"] or "").startswith("#")}
        assert inside <= set(ids)
        out = {(a["href"] or "") for a in page.all("a")} - {f"#{one}" for one in inside}
        ours = {link.split("#")[0] for link in out if not link.startswith("https://example.org/")}
        assert {posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for link in ours} <= set(found)
    speakers = [page for name, page in found.items() if name != "index.html"]
    assert sum(len(page.all("blockquote")) for page in speakers) == len(sample())
    text = "".join(page.text for page in speakers)
    assert all(quote.quote in text for quote in sample())


def test_pages_need_nothing_besides_themselves(tmp_path: Path) -> None:
    written(tmp_path, sample())
    for page in pages(tmp_path).values():
        assert not {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "embed", "form", "base"}
        assert not [
            name for _, attributes in page.elements for name in attributes if name in {"src", "style", "srcset"}
        ]
        [policy] = [meta["content"] or "" for meta in page.all("meta") if "http-equiv" in meta]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
    assert "url(" not in STYLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_articles_stays_text(tmp_path: Path, text: str) -> None:
    for name, words in (("hostile", text), ("clean", "نص")):
        article = Article(words, f"سطر {words}\n{words} أكد\nآخر")
        start = article.text.index("\n") + 1
        quotes = [replace(q, quote_start=start, quote_end=start + len(words)) for q in saying(words)]
        written(tmp_path / name, quotes, articles=[article])
    for hostile, clean in zip(pages(tmp_path / "hostile").values(), pages(tmp_path / "clean").values(), strict=True):
        assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in clean.elements]
        assert not [name for _, attributes in hostile.elements for name in attributes if name.startswith("on")]
        assert hostile.text.count(text) >= 8


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
    written(tmp_path, [replace(sample()[0], url=url)])
    for page in pages(tmp_path).values():
        found = {a["href"] for a in page.all("a") if a.get("rel")}
        assert found == ({url} if linked else set())


def test_names_and_numbers_are_isolated_from_the_direction_around_them() -> None:
    words = Words(ARABIC)
    assert words.names([("John", 3)], 5) == '<bdi>John</bdi>&nbsp;(<bdi dir="ltr">3</bdi>)'
    assert words.percent(0.001) == "<bdi>أقل من 1%</bdi>"
    assert Words(load_language("en")).percent(0.999) == "<bdi>&gt;99%</bdi>"
    assert words.points(-0.5) == '<bdi dir="ltr">−50</bdi>'


def only_speaker(folder: Path) -> Page:
    [page] = [page for name, page in pages(folder).items() if name != "index.html"]
    return page


def test_undecided_quotes_are_shown_as_such(tmp_path: Path) -> None:
    written(tmp_path, [replace(sample()[0], stance=None, p_cooperative=None, p_hostile=None, p_neutral=None)])
    page = only_speaker(tmp_path)
    assert [item["data-stance"] for item in page.of_class("quote")] == ["undecided"]
    assert "غير محسوم" in page.text
    assert "لم يُصنَّف هذا التصريح" in page.text
    assert not page.of_class("intervals")


def test_a_statement_that_is_reported_again_is_folded_under_its_first_report(tmp_path: Path) -> None:
    first = replace(sample()[0], date="2024-01-05", outlet="صحيفة الأولى", cluster_id="c")
    again = [
        replace(first, quote_id=f"x{day}", article_id=f"مقال {day}", date=f"2024-01-{day}", outlet=f"صحيفة {day}")
        for day in (10, 20)
    ]
    written(tmp_path, [again[1], again[0], first, replace(first, quote_id="other", cluster_id=None)])
    page = only_speaker(tmp_path)
    assert len(page.all("blockquote")) == 2
    assert "التصريح نفسه ورد مرتين أخريين" in page.text
    assert page.text.index("صحيفة الأولى", page.text.index("التصريحات", 800)) < page.text.rindex("صحيفة 10")
    assert page.text.rindex("صحيفة 10") < page.text.rindex("صحيفة 20")


def test_a_quote_stands_in_its_paragraph_with_speaker_cue_and_words_marked(tmp_path: Path) -> None:
    text = "عنوان\nقالت هند الراوي إن الطريق مفتوح 👍 أمام الجميع.\nفقرة أخرى"
    said, cue = text.index("الطريق"), text.index("قالت")
    quote = replace(sample()[0], article_id="1", quote="الطريق مفتوح 👍", quote_start=said, quote_end=said + 14)
    quote = replace(quote, cue="قالت", cue_start=cue, cue_end=cue + 4, speaker_mention="هند الراوي")
    quote = replace(quote, speaker_mention_start=cue + 5, speaker_mention_end=cue + 15)
    written(tmp_path, [quote], articles=[Article("1", text)])
    html = next((tmp_path / "speakers").iterdir()).read_text(encoding="utf-8")
    passage = (
        '<mark class="cue">قالت</mark> <mark class="speaker">هند الراوي</mark> إن '
        '<mark class="said">الطريق مفتوح 👍</mark> أمام الجميع.'
    )
    assert f'<blockquote dir="auto">{passage}</blockquote>' in html
    written(tmp_path, [quote], articles=[Article("1", f"نص تغير {text}")])
    html = next((tmp_path / "speakers").iterdir()).read_text(encoding="utf-8")
    assert f'<blockquote class="{quote.form}" dir="auto">الطريق مفتوح 👍</blockquote>' in html


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"quote": "يوم الأحد"}, ("لم يُحكم عليه: فيه أقل من ثلاث كلمات", "Not judged: fewer than three words")),
        ({"quote": "No comment"}, ("لم يُحكم عليه: ليس فيه حروف عربية", "Not judged: no Arabic letters")),
        ({"quote": "سيصل الوفد غدا"}, ("الموقف من غير تقدير النموذج", "The stance is not a model's estimate")),
        ({"stance": Stance.HOSTILE}, ("الموقف من غير تقدير النموذج", "The stance is not a model's estimate")),
        ({"stance": None}, ("لم يُصنَّف هذا التصريح", "This quote has not been classified")),
        (
            {"stance": None, "p_cooperative": 0.3, "p_hostile": 0.4, "p_neutral": 0.3},
            ("لم يبلغ احتمال أي موقف الحد المطلوب", "No stance is probable enough"),
        ),
    ],
)
@pytest.mark.parametrize("code", ["ar", "en"])
def test_a_quote_without_estimate_or_stance_says_why(
    tmp_path: Path, about: dict[str, Any], said: tuple[str, str], code: str
) -> None:
    none = {"p_cooperative": None, "p_hostile": None, "p_neutral": None}
    written(tmp_path, [replace(sample()[0], **{"stance": Stance.NEUTRAL, **none, **about})], code)
    page = only_speaker(tmp_path)
    assert said[code == "en"] in page.text
    reasons = load_language(code).texts["unestimated"].values()
    assert sum(page.text.count(reason) for reason in reasons) == 1


@pytest.mark.parametrize("code", ["ar", "en"])
def test_a_report_on_nothing_says_so(tmp_path: Path, code: str) -> None:
    written(tmp_path, [], code)
    assert load_language(code).text("empty") in pages(tmp_path)["index.html"].text


def test_the_first_page_maps_speakers_to_targets_and_tells_how_good_the_model_is(tmp_path: Path) -> None:
    rates = dict.fromkeys(Stance, 0.71)
    source = Source(model="news", accuracy=Accuracy(225, 0.734, rates, {**rates, Stance.HOSTILE: 0.836}))
    report = written(tmp_path, sample(), "en", source=source)
    page = pages(tmp_path)["index.html"]
    cells = [cell for cell in page.all("td") if (cell.get("class") or "").startswith(("coop", "host", "even", "undec"))]
    drawn = sum(target in groups for _, groups in report.map_rows for target in report.map_targets)
    assert len(cells) >= drawn > 5
    assert "gave the right stance to 73% of 225 annotated quotes" in page.text
    assert "Of what it calls hostile, 71% is; of what is hostile, it finds 84%." in page.text
    assert page.text.index("Most hostile") < page.text.index("Most cooperative")


def test_the_accuracy_is_that_of_the_model_folder(tmp_path: Path) -> None:
    known = read_accuracy("news")
    assert known and 0.5 < known.accuracy < 1 and set(known.precision) == set(Stance)
    assert read_accuracy(tmp_path) is None


def test_a_speaker_s_page_tells_who_relays_whom_and_where_the_stance_clearly_changed(tmp_path: Path) -> None:
    def said(month: int, stance: Stance) -> list[Quote]:
        about: dict[str, Any] = {
            "stance": stance,
            "date": f"2024-0{month}-05",
            "via": "وكالة الجسر",
            "target": "مصر",
            "outlet": "النهر",
        }
        ids = [f"{month}/{at}" for at in range(20)]
        return [replace(sample()[0], article_id=one, quote_id=one, quote=f"القول {one}", **about) for one in ids]

    written(tmp_path, [*said(1, Stance.COOPERATIVE), *said(2, Stance.HOSTILE)], by=By.MONTH)
    page = only_speaker(tmp_path)
    assert {"timeline", "targets", "outlets", "via", "evidence"} <= {one.get("id") for one in page.all("section")}
    assert page.text.count("وكالة الجسر") == 40 + 1
    assert "قل: تعاوني" in page.text and "زاد: عدائي" in page.text
    assert len(page.of_class("changed")) == 1
    assert [fold for fold in page.of_class("figures-of-periods") if "open" in fold]
