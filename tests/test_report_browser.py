"""The page in a real browser: headless Chromium, as Debian packages it."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stance.io import read_quotes, write_quotes
from stance.report.build import build_report
from stance.report.language import load_language
from stance.report.page import Source

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUOTES = Path(__file__).parent / "data" / "report_quotes.jsonl"
WIDTHS = (1280, 390, 360)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

# Runs inside a copy of the page without its policy; everything is unfolded and laid out before it measures.
PROBE = """<style>.speaker { content-visibility: visible !important; }</style><script>
{ // a block, apart from the names of the page's own script
const rows = () => [...document.querySelectorAll("tr[data-name]")].filter((row) => !row.hidden).length;
for (const fold of document.querySelectorAll("details")) fold.open = true;
const root = document.documentElement, found = {
  width: innerWidth, scroll: root.scrollWidth, direction: getComputedStyle(root).direction, rows: rows(),
  sections: document.querySelectorAll("article.speaker").length,
};
const box = document.getElementById("filter");
box.value = "الحلوانى";
box.dispatchEvent(new Event("input"));
found.filtered = rows();
parent.postMessage(found, "*");
}
</script>"""
FRAME = """<!doctype html><pre></pre><script>
const found = [];
addEventListener("message", (event) => {
  found.push(event.data);
  document.querySelector("pre").textContent = JSON.stringify(found);
});
</script>"""


@pytest.fixture
def browse(tmp_path: Path) -> Callable[[Path], tuple[str, list[str]]]:
    """Open a file and return the document as it then stands, and what was said on the console."""

    def open_file(path: Path) -> tuple[str, list[str]]:
        assert CHROMIUM
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command += [f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr", "--window-size=1400,900"]
        command += ["--virtual-time-budget=10000", "--dump-dom", path.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]

    return open_file


@pytest.fixture(params=["ar", "en"])
def page(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    quotes = list(read_quotes(QUOTES))
    endless = "نص" * 200
    quotes.append(replace(quotes[0], quote=endless, speaker=endless, target=endless, title=endless, article_id=endless))
    write_quotes(tmp_path / "quotes.jsonl", quotes)
    build_report(tmp_path / "quotes.jsonl", tmp_path, Source(), load_language(request.param))
    return tmp_path / "index.html"


def test_it_opens_without_complaint_and_its_own_script_runs(
    page: Path, browse: Callable[[Path], tuple[str, list[str]]]
) -> None:
    html, console = browse(page)
    assert console == []
    assert '<p class="filter"><label' in html  # unhidden by the script, which the page's policy let run
    assert html.count('<article class="speaker"') == 12


def test_it_fits_every_screen_reads_in_its_direction_and_filters(
    page: Path, browse: Callable[[Path], tuple[str, list[str]]]
) -> None:
    html = page.read_text(encoding="utf-8")
    copy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html).replace("</body>", f"{PROBE}</body>")
    (page.parent / "probed.html").write_text(copy, encoding="utf-8")
    frames = "".join(f'<iframe src="probed.html" width="{width}" height="800"></iframe>' for width in WIDTHS)
    (page.parent / "frame.html").write_text(f"{FRAME}{frames}", encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(re.findall(r"<pre>(.*?)</pre>", browse(page.parent / "frame.html")[0])[0])
    assert sorted(one["width"] for one in found) == sorted(WIDTHS)
    for one in found:
        assert one["scroll"] <= one["width"], one
        assert one["direction"] == ("rtl" if 'dir="rtl"' in html[:100] else "ltr")
        assert (one["rows"], one["sections"], one["filtered"]) == (12, 12, 1)
