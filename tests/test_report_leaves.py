"""Which pages there are: of whom, with how many quotes, and how one leads to the next."""

import posixpath
import re
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from reports import pages, sample, written

from stance.errors import StanceError
from stance.report.language import load_language

ARABIC = load_language("ar")


@pytest.mark.parametrize(("last", "links"), [(1, 0), (9, 11 + 2), (100, 9 + 2)])
def test_every_quote_is_on_one_of_the_speaker_s_pages_and_every_page_is_linked(
    tmp_path: Path, last: int, links: int
) -> None:
    said = [
        replace(sample()[0], quote_id=str(at), cluster_id=str(at), quote=f"القول رقم {at:03}", date=None)
        for at in range(2 * last - 1)
    ]
    written(tmp_path, said, "en", quotes_per_page=2)
    found = pages(tmp_path)
    first = next(name for name in found if name.startswith("speakers/") and "-" not in name)
    names = [first, *(f"{first.removesuffix('.html')}-{number}.html" for number in range(2, last + 1))]
    assert set(found) == {"index.html", *names}
    shown = [re.findall(r"القول رقم \d+", found[name].text) for name in names]
    assert list(chain.from_iterable(shown)) == [quote.quote for quote in said]
    reached = {posixpath.join("speakers", a["href"] or "") for name in names for a in found[name].all("a")}
    assert last == 1 or {posixpath.normpath(link.partition("#")[0]) for link in reached} >= set(names)
    ids = [{one.get("id") for one in found[name].all("input")} for name in names]
    assert ids == [{"filter"}] * last
    middle = found[names[last // 2]]
    assert len([a for a in middle.all("a") if ".html#evidence" in (a["href"] or "")]) == links
    assert last == 1 or f"{2 * (last // 2) + 1} to {2 * (last // 2) + 2} of {2 * last - 1}" in middle.text


def test_limits_leave_the_rest_in_the_table(tmp_path: Path) -> None:
    report = written(tmp_path, sample(), pages=2, shown=14, rows=5)
    found = pages(tmp_path)
    assert len(found) == 1 + 3  # two, and the quotes of nobody
    assert sum(len(page.all("blockquote")) for name, page in found.items() if name != "index.html") == 6 + 6 + 2
    rows = [row["data-filter"] for row in found["index.html"].all("tr") if "data-filter" in row]
    assert rows[-2:] == [report.tables.speakers[4].speaker, ARABIC.text("unattributed")]
    assert "أحدث 6 من 11" in "".join(page.text for page in found.values())


def test_pages_of_speakers_who_are_gone_go_and_other_files_stay(tmp_path: Path) -> None:
    written(tmp_path, sample())
    (tmp_path / "speakers" / "mine.html").write_text("")
    written(tmp_path, sample(), pages=1)
    assert len(list((tmp_path / "speakers").iterdir())) == 3
    written(tmp_path, sample(), pages=1, quotes_per_page=4)
    assert len(list((tmp_path / "speakers").iterdir())) == 3 + 2
    written(tmp_path, sample(), pages=1)
    assert len(list((tmp_path / "speakers").iterdir())) == 3


@pytest.mark.parametrize("limits", [{"pages": -1}, {"shown": -1}, {"quotes_per_page": 0}])
def test_limits_are_counts(tmp_path: Path, limits: dict[str, Any]) -> None:
    with pytest.raises(StanceError, match="quotes_per_page"):
        written(tmp_path, sample(), **limits)
