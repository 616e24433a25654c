"""How speakers are called in what is compared."""

from dataclasses import replace
from pathlib import Path

import pytest
from reports import sample

from stance.compare.slices import slices
from stance.io import write_quotes
from stance.schema import SpeakerKind

SPELLINGS = "إبراهيم الحلواني", "ابراهيم الحلواني"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write quotes of one speaker, whom each of two outlets spells in its own way."""
    quotes = [
        replace(sample()[0], quote_id=f"{at}", speaker=SPELLINGS[at], speaker_id=None, outlet=outlet)
        for at, outlet in enumerate(["النهر", "الجسر"])
    ]
    write_quotes(tmp_path / "quotes.jsonl", [replace(quote, speaker_kind=SpeakerKind.PERSON) for quote in quotes])
    return tmp_path / "quotes.jsonl"


def test_a_speaker_has_one_name_on_both_sides_of_one_file(path: Path) -> None:
    names = [{quote.speaker for quote in side.read()} for side in slices("النهر", "الجسر", str(path), "outlet")]
    assert names[0] == names[1]
    assert len(names[0]) == 1
    both = slices(*SPELLINGS, str(path), "speaker")
    assert [len(list(side.read())) for side in both] == [2, 2]


def test_speakers_of_two_files_are_called_as_they_are(path: Path) -> None:
    names = [{quote.speaker for quote in side.read()} for side in slices(str(path), str(path), None, None)]
    assert names == [set(SPELLINGS)] * 2
