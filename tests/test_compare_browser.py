"""The comparison's page in headless Chromium."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import needs_chromium, opened, probed

from stance.compare.__main__ import main
from stance.io import read_quotes, write_quotes
from stance.schema import Stance

QUOTES = Path(__file__).parent / "data" / "report_quotes.jsonl"
WIDTHS = (1280, 390)
PROBE = """<script>
const root = document.documentElement;
parent.postMessage({width: innerWidth, scroll: root.scrollWidth, direction: getComputedStyle(root).direction}, "*");
</script>"""

pytestmark = needs_chromium


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
    assert opened(tmp_path / "profile", page)[1] == []
    found = probed(page, PROBE, WIDTHS, tmp_path / "profile")
    assert sorted(one["width"] for one in found) == sorted(WIDTHS)
    assert [one for one in found if one["scroll"] > one["width"] or one["direction"] != direction] == []
