import csv
from collections import Counter
from pathlib import Path

import pytest

import stance.lexicon.stance
from stance.lexicon.stance import entries, homographs
from stance.lexicon.stance_words import signal_of
from stance.text import fold

FOLDER = Path(stance.lexicon.stance.__file__).parent


def test_it_holds_more_than_1500_lemmas_of_cooperation_and_conflict() -> None:
    polar = {entry.lemma for entry in entries() if entry.polarity}
    assert len(polar) >= 1500


def test_rows_are_sorted_and_stand_once() -> None:
    rows = [(entry.lemma, entry.pos) for entry in entries()]
    assert rows == sorted(set(rows))


def test_polarity_is_that_of_the_class() -> None:
    pairs = {(entry.group, entry.polarity) for entry in entries()}
    assert [group for group, times in Counter(group for group, _ in pairs).items() if times > 1] == []


def test_every_class_is_explained() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    named = {
        name for line in readme.splitlines() if line.startswith("| `") for name in line.split("|")[1].split("`")[1::2]
    }
    assert {entry.group for entry in entries()} <= named


def test_columns_hold_what_their_part_of_speech_has() -> None:
    for entry in entries():
        verb = entry.pos == "verb"
        assert entry.pos in ("verb", "noun", "adjective", "particle")
        assert bool(entry.present) is bool(entry.verbal_noun) is verb, entry
        assert not (verb and entry.other), entry
        assert not verb or entry.present[0] == "ي", entry
        words = (entry.lemma, entry.present, entry.verbal_noun, entry.participle, *entry.other)
        assert not any(" " in word for word in words), entry


def test_the_table_is_plain_csv_with_a_comment_first() -> None:
    first, *lines = (FOLDER / "words.csv").read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert len({len(row) for row in csv.reader(lines)}) == 1


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.lemma}-{entry.pos}")
def test_every_lemma_is_found(entry: stance.lexicon.stance.Entry) -> None:
    word = fold(entry.lemma)
    assert signal_of(word) is not None or word in set(map(fold, homographs()))


@pytest.mark.parametrize(
    ("word", "lemma", "group", "first_person"),
    [
        ("رفض", "رفض", "reject", False),
        ("سنرفض", "رفض", "reject", True),
        ("فليرفضوا", "رفض", "reject", False),
        ("رفضنا", "رفض", "reject", True),
        ("يرفضونها", "رفض", "reject", False),
        ("ندين", "أدان", "accuse", True),
        ("ندعوهم", "دعا", "consult", True),
        ("دعونا", "دعا", "consult", True),
        ("احتججنا", "احتج", "protest", True),
        ("والمساعدات", "مساعدة", "aid", False),
        ("لتهديداتهم", "تهديد", "threaten", False),
        ("حلفاؤنا", "حليف", "support", True),
        ("بحلفائهم", "حليف", "support", False),
        ("وللضحايا", "ضحية", "assault", False),
        ("الجائرة", "جائر", "accuse", False),
        ("ولن", "لن", "negation", False),
        ("ينبغي", "ينبغي", "obligation", False),
    ],
)
def test_inflected_words(word: str, lemma: str, group: str, first_person: bool) -> None:
    signal = signal_of(fold(word))
    assert signal is not None
    assert (signal.lemma, signal.group, signal.first_person) == (fold(lemma), group, first_person)


@pytest.mark.parametrize("word", ["", "و", "مصر", "القاهرة", "وأن", "للصين", "خضراء", "xyz", "2024"])
def test_words_that_signal_nothing(word: str) -> None:
    assert signal_of(fold(word)) is None
