"""The comparison's page in headless Chromium."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stance.compare.__main__ import main
from stance.io import read_quotes, write_quotes
from stance.schema import Stance

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUOTES = Path(__file__).parent / "data" / "report_quotes.jsonl"
WIDTHS = (1280, 390)
PROBE = """<script>
const root = document.documentElement;
parent.postMessage({width: innerWidth, scroll: root.scrollWidth, direction: getComputedStyle(root).direction}, "*");
</script>"""
FRAME = """<!doctype html><pre></pre><script>
const found = [];
addEventListener("message", (event) => {
  found.push(event.data);
  document.querySelector("pre").textContent = JSON.stringify(found);
});
</script>"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def opened(path: Path, profile: Path) -> tuple[str, list[str]]:
    """Return the document as it stands when it has been opened, and what was said on the console."""
    assert CHROMIUM
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += [f"--user-data-dir={profile}", "--enable-logging=stderr", "--window-size=1400,900"]
    command += ["--virtual-time-budget=5000", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_it_opens_without_complaint_and_fits_every_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Any, code: str, direction: str
) -> None:
    monkeypatch.chdir(tmp_path)
    quotes = list(read_quotes(QUOTES))
    endless = "نص" * 200
    left = [*quotes, replace(quotes[0], quote_id="x", quote=endless, speaker=endless, target=endless, outlet=endless)]
    write_quotes("left.jsonl", left)
    write_quotes("right.jsonl", [replace(one, stance=Stance.NEUTRAL) for one in left])
    command(main, "left=left.jsonl", "right=right.jsonl", "output=out", f"language={code}")
    page = tmp_path / "out" / "index.html"
    assert opened(page, tmp_path / "profile")[1] == []
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    (tmp_path / "probed.html").write_text(html.replace("</body>", f"{PROBE}</body>"), encoding="utf-8")
    frames = "".join(f'<iframe src="probed.html" width="{width}" height="800"></iframe>' for width in WIDTHS)
    (tmp_path / "frame.html").write_text(FRAME + frames, encoding="utf-8")
    dom = opened(tmp_path / "frame.html", tmp_path / "profile")[0]
    found = json.loads(re.findall(r"<pre>(.*?)</pre>", dom)[0])
    assert sorted(one["width"] for one in found) == sorted(WIDTHS)
    assert [one for one in found if one["scroll"] > one["width"] or one["direction"] != direction] == []
