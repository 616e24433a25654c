"""Five real articles that lie beside the project: whom their report must name."""

from pathlib import Path

import pytest

from stance import read_articles
from stance.pipeline import extract_quotes

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

SPEAKERS = {
    "سيرغي لافروف",
    "دميتري بيسكوف",
    "مايك بومبيو",
    "جو بايدن",
    "فلاديمير بوتين",
    "الكرملين",
    "البيت الأبيض",
}


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles do not lie beside the project")
def test_seed_articles_name_their_speakers() -> None:
    quotes = [quote for article in read_articles(SEEDS) for quote in extract_quotes(article)]
    found = {quote.speaker for quote in quotes}
    assert SPEAKERS - found == set()
    assert len(quotes) > 60
