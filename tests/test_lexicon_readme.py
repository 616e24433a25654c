"""The README of the lexicons tells every class and complement of the cues, no other, and what its examples give."""

import csv
import re

import pytest
from floors import ROOT

from stance import Article, extract_quotes
from stance.extraction.cues import cue_forms
from stance.lexicon.words import read_yaml
from stance.text import fold

FOLDER = ROOT / "stance" / "lexicon"
TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
CUES = read_yaml("cues.yaml")


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, without its head."""
    section = re.split(r"^#+ ", TEXT.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def codes(cell: str) -> list[str]:
    return re.findall("`([^`]+)`", cell)


CLASSES = {codes(cell)[0]: verbs.split("، ") for cell, _, verbs in rows("Classes")}
EXAMPLES = [(codes(cell)[0], *rest) for cell, *rest in rows("Examples")]


def test_every_class_is_told_with_verbs_of_its_own() -> None:
    assert list(CLASSES) == list(CUES)
    assert {name: verbs for name, verbs in CLASSES.items() if not verbs or set(verbs) - set(CUES[name])} == {}


def test_every_complement_is_told_once() -> None:
    told = [code for row in rows("Complements") for code in codes(row[0])]
    taken = {code for lemmas in CUES.values() for entry in lemmas.values() for code in entry["takes"]}
    assert sorted(told) == sorted(taken)


def test_every_class_has_an_example() -> None:
    assert [name for name in CLASSES if name not in {told for told, *_ in EXAMPLES}] == []


@pytest.mark.parametrize(("told", "text", "cue", "quote"), EXAMPLES)
def test_the_examples_give_what_they_say(told: str, text: str, cue: str, quote: str) -> None:
    assert [(found.cue, found.quote) for found in extract_quotes(Article("1", text))] == [(cue, quote)]
    lemma = cue_forms()[fold(cue)].lemma
    assert fold(told) in (lemma.group, *lemma.takes)


def test_the_sets_that_are_told_are_there() -> None:
    told = [(codes(where)[0], codes(name)[0]) for name, where, _ in rows("Sets of words")]
    assert told and [(file, name) for file, name in told if name not in read_yaml(file)] == []


def test_the_columns_that_are_told_are_those_of_the_tables() -> None:
    told = {codes(file)[0]: (codes(columns), codes(prefix)) for file, columns, prefix in rows("names and actors")}
    assert sorted(told) == sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.csv"))
    for file, (columns, prefix) in told.items():
        text = (FOLDER / file).read_text(encoding="utf-8")
        head, *lines = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
        assert head == columns
        assert not prefix or {line[0].partition(":")[0] + ":" for line in lines} == set(prefix)


def test_every_data_file_is_told() -> None:
    told = {codes(cell)[0].rstrip("/") for cell, *_ in rows("Lexicons")}
    assert told == {path.name for path in FOLDER.iterdir() if path.suffix in (".yaml", ".txt")} | {
        "actors",
        "names",
        "stance",
    }
