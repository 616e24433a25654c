"""The pages in a real browser: headless Chromium, as Debian packages it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from browser import needs_chromium, opened, probed, unguarded
from reports import sample, written

from stance.schema import Article
from stance.summarize import By

WIDTHS = (1280, 390, 360)

pytestmark = needs_chromium

# Runs inside copies of the pages without their policy; everything is unfolded and laid out before it measures.
PROBE = """<style>.quote { content-visibility: visible !important; }</style><script>
{ // a block, apart from the names of the page's own script
const items = () => [...document.querySelectorAll("[data-filter]")].filter((item) => !item.hidden).length;
const type = (id, value, event) => {
  const box = document.getElementById(id);
  box.value = value;
  box.dispatchEvent(new Event(event));
  return items();
};
for (const fold of document.querySelectorAll("details")) fold.open = true;
const root = document.documentElement, found = {
  width: innerWidth, scroll: root.scrollWidth, direction: getComputedStyle(root).direction, items: items(),
  filtered: type("filter", SOUGHT, "input"), said: !document.querySelector("output").hidden,
  none: type("filter", "xyz", "input"), told: !document.querySelector("output").hidden,
  all: type("filter", "", "input"),
};
if (document.getElementById("stance")) found.hostile = type("stance", "hostile", "change");
parent.postMessage(found, "*");
}
</script>"""
AUDIT = """<pre id="faults"></pre><script>AXE</script><script>
for (const fold of document.querySelectorAll("details")) fold.open = true;
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => {
  const faults = violations.map(({id, impact, nodes}) => [id, impact, nodes.map(({target}) => target.join(" "))]);
  document.getElementById("faults").textContent = JSON.stringify(faults);
});
</script>"""

Browse = Callable[..., tuple[str, list[str]]]


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Open a file and return the document as it then stands, and what was said on the console."""
    return partial(opened, tmp_path / "profile")


@pytest.fixture(params=["ar", "en"])
def report(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Write a report with a quote in its paragraph, marked words, a repeat, and words that never end."""
    quotes = sample()
    endless = "نص" * 200
    quotes.append(replace(quotes[0], quote=endless, speaker=endless, target=endless, title=endless, article_id=endless))
    first = next(quote for quote in quotes if quote.speaker)
    quotes.append(replace(first, quote_id="again", cluster_id=first.cluster_id or first.quote_id, outlet="The Gazette"))
    often = replace(first, speaker="كريم الوادي", speaker_id=None, cluster_id=None, date="2024-01-05")
    quotes += [replace(often, quote_id=f"{at}", quote=f"هذا هو القول رقم {at}") for at in range(45)]
    text = " " * first.quote_start + first.quote + endless
    written(
        tmp_path / "out",
        quotes,
        request.param,
        quotes_per_page=20,
        by=By.WEEK,
        articles=[Article(first.article_id, text)],
    )
    return tmp_path / "out"


def index(report: Path) -> Path:
    """Return the first page."""
    return report / "index.html"


def longest(report: Path) -> Path:
    """Return the page of the speaker with most to show, of those who have one."""
    several = {path.name.partition("-")[0] for path in (report / "speakers").glob("*-2.html")}
    alone = (path for path in (report / "speakers").glob("*.html") if path.stem.partition("-")[0] not in several)
    return max(alone, key=lambda path: path.stat().st_size)


def further(report: Path) -> Path:
    """Return the second page of the speaker who has several."""
    [page] = (report / "speakers").glob("*-2.html")
    return page


def test_pages_open_without_complaint_and_their_own_script_runs(report: Path, browse: Browse) -> None:
    for page in (index(report), longest(report), further(report)):
        html, console = browse(page)
        assert console == []
        assert '<p class="filter"><label' in html  # unhidden by the script, which the page's policy let run


@pytest.mark.parametrize(
    ("which", "sought", "counts"),
    [(index, "الحلوانى", (13, 1)), (longest, "لتصفيه حسابات", (11, 1)), (further, "القول رقم 31", (20, 1))],
)
def test_pages_fit_every_screen_read_in_their_direction_and_filter(
    report: Path, tmp_path: Path, which: Callable[[Path], Path], sought: str, counts: tuple[int, int]
) -> None:
    page = which(report)
    direction = "rtl" if 'dir="rtl"' in page.read_text(encoding="utf-8")[:100] else "ltr"
    found = probed(page, PROBE.replace("SOUGHT", json.dumps(sought)), WIDTHS, tmp_path / "profile")
    assert sorted(one["width"] for one in found) == sorted(WIDTHS)
    for one in found:
        assert one["scroll"] <= one["width"], one
        assert one["direction"] == direction
        assert (one["items"], one["filtered"]) == counts
        assert (one["said"], one["none"], one["told"], one["all"]) == (False, 0, True, counts[0])
        assert which is not longest or 0 < one["hostile"] < counts[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(report: Path, browse: Browse, scheme: str) -> None:
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    options = ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    for page in (index(report), longest(report), further(report)):
        audited = page.with_name("audited.html")
        audited.write_text(unguarded(page).replace("</body>", AUDIT.replace("AXE", axe) + "</body>"), encoding="utf-8")
        [faults] = re.findall(r'<pre id="faults">(.*?)</pre>', browse(audited, *options)[0], re.DOTALL)
        assert json.loads(faults) == []
