"""Pages in headless Chromium, for tests: opened, and probed by a script at several widths."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
FRAME = """<!doctype html><pre></pre><script>
const found = [];
addEventListener("message", (event) => {
  found.push(event.data);
  document.querySelector("pre").textContent = JSON.stringify(found);
});
</script>"""


def opened(profile: Path, page: Path, *options: str) -> tuple[str, list[str]]:
    """Return the document as it stands when it has been opened, and what was said on the console."""
    assert CHROMIUM
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += [f"--user-data-dir={profile}", "--enable-logging=stderr", "--window-size=1400,900"]
    command += ["--virtual-time-budget=10000", *options, "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def unguarded(page: Path) -> str:
    """Return a page without the policy that lets no script run but its own."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))


def probed(page: Path, probe: str, widths: Sequence[int], profile: Path) -> list[dict[str, Any]]:
    """Return what a script at the end of a page posts to its parent, for frames of these widths in pixels."""
    copy, frame = page.with_name("probed.html"), page.with_name("frame.html")
    copy.write_text(unguarded(page).replace("</body>", f"{probe}</body>"), encoding="utf-8")
    frames = "".join(f'<iframe src="{copy.name}" width="{width}" height="800"></iframe>' for width in widths)
    frame.write_text(FRAME + frames, encoding="utf-8")
    [found] = re.findall(r"<pre>(.*?)</pre>", opened(profile, frame)[0])
    return list(json.loads(found))
