import json
import logging
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from stance.corpus import Corpus, LabelledQuote, Source, Split, TableColumns, read_table, with_corrections
from stance.errors import StanceError
from stance.schema import Form, Quote, Stance

ROWS = [
    {"words": "نرحب بالحوار", "tone": "friendly", "verb": "قال", "news": "a"},
    {"words": "نرفض الاتفاق", "tone": "angry", "verb": "", "news": "a"},
    {"words": "تبدأ الجلسة غدا", "tone": "plain", "verb": "أضاف", "news": "b"},
    {"words": "  ", "tone": "plain", "verb": "", "news": "b"},
]
LABELS = {"friendly": "cooperative", "angry": "hostile", "plain": "neutral"}
COLUMNS = TableColumns(text="words", label="tone")


def write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> Path:
    lines = [delimiter.join(cells) for cells in (rows[0], *(row.values() for row in rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_as(folder: Path, suffix: str) -> Path:
    path = folder / f"mine{suffix}"
    if suffix == ".csv":
        return write_csv(path, ROWS)
    lines = path.with_suffix(".jsonl")
    lines.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    if suffix == ".parquet":
        duckdb.sql(f"COPY (FROM read_json('{lines}')) TO '{path}'")
    return path


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_every_format_gives_the_same_quotes(tmp_path: Path, suffix: str) -> None:
    columns = TableColumns(text="words", label="tone", cue="verb", group="news")
    corpus = read_table(write_as(tmp_path, suffix), columns, LABELS)
    assert [(q.quote, q.cue, q.label, q.group, q.source, q.split) for q in corpus.quotes] == [
        ("نرحب بالحوار", "قال", "cooperative", "a", Source.TABLE, Split.TRAIN),
        ("نرفض الاتفاق", None, "hostile", "a", Source.TABLE, Split.TRAIN),
        ("تبدأ الجلسة غدا", "أضاف", "neutral", "b", Source.TABLE, Split.TRAIN),
    ]
    assert len({quote.id for quote in corpus.quotes}) == 3
    assert corpus.left_out == {"rows without text or label": 1}
    assert list(corpus.digests) == [f"mine{suffix}"]


def test_empty_rows_are_counted_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        read_table(write_as(tmp_path, ".csv"), COLUMNS)
    assert caplog.messages == [f"{tmp_path / 'mine.csv'}: 1 rows without text or label are left out."]


def test_labels_are_taken_as_they_are_unless_mapped(tmp_path: Path) -> None:
    path = write_as(tmp_path, ".csv")
    assert [quote.label for quote in read_table(path, COLUMNS).quotes] == ["friendly", "angry", "plain"]
    without_plain = read_table(path, COLUMNS, LABELS | {"plain": None})
    assert [quote.label for quote in without_plain.quotes] == ["cooperative", "hostile"]
    assert without_plain.left_out["rows whose label is mapped to null"] == 1


def test_numbers_serve_as_labels(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    rows = [{"words": word, "tone": number} for number, word in enumerate(("نرحب", "نرفض"))]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [quote.label for quote in read_table(path, COLUMNS).quotes] == ["0", "1"]


def test_rows_with_the_same_words_are_one_group(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "mine.csv", [ROWS[0], ROWS[1], {**ROWS[0], "tone": "plain"}])
    first, other, again = read_table(path, COLUMNS).quotes
    assert first.group == again.group != other.group


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = write_csv(tmp_path / "mine.csv", ROWS[:3], delimiter)
    assert [quote.quote for quote in read_table(path, COLUMNS).quotes] == [row["words"] for row in ROWS[:3]]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_missing_column_is_said_with_near_names(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(StanceError, match=r"no column 'Tones'\. Did you mean 'tone'.*words, tone.* data\.label=…"):
        read_table(write_as(tmp_path, suffix), TableColumns(text="words", label="Tones"))


def test_unmapped_labels_are_listed_with_counts(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "mine.csv", [*ROWS[:3], ROWS[1]])
    with pytest.raises(StanceError, match=re.escape("(rows): angry (2), plain (1). Add them")):
        read_table(path, COLUMNS, {"friendly": "cooperative"})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("mine.xlsx", "", "a table is one of .csv, .jsonl, .parquet"),
        ("mine.csv", "words,tone\nنرحب,a,b\n", "line 2: this row has 3 cells, the header 2"),
        ("mine.csv", 'words,tone\n"نرحب,a\n', "not valid CSV"),
        ("mine.csv", "words,tone\nنرحب,a\nنرفض,a\n", "two classes or more"),
        ("mine.csv", "", "has no column 'words'"),
        ("mine.jsonl", '{"words": "نرحب"\n', "mine.jsonl, line 1"),
        ("mine.jsonl", "[]\n", "mine.jsonl, line 1"),
        ("mine.parquet", "no Parquet", "could not read"),
    ],
)
def test_a_faulty_table_is_said(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(StanceError) as error:
        read_table(tmp_path / name, COLUMNS)
    assert said in str(error.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    for suffix in (".csv", ".jsonl", ".parquet"):
        with pytest.raises(StanceError, match="mine"):
            read_table(tmp_path / f"mine{suffix}", COLUMNS)


def labelled(article: str, split: Split = Split.TRAIN, **more: Any) -> LabelledQuote:
    given = {"id": f"{article}:0-12", "quote": "نرحب بالحوار", "label": Stance.NEUTRAL, **more}
    return LabelledQuote(cue=None, form=None, split=split, source=Source.ARTICLE, group=article, **given)


def corrected(article: str, start: int, stance: Stance | None) -> Quote:
    end = start + 12
    return Quote(
        article, f"{article}:{start}-{end}", "نرحب بالحوار", start, end, Form.INDIRECT, cue="قال", stance=stance
    )


class TestCorrections:
    corpus = Corpus([labelled("a"), labelled("b"), labelled("d", Split.DEV)], {"articles.jsonl": "0"}, {"x": 1})

    def test_they_join_the_training_quotes_and_replace_their_like(self, tmp_path: Path) -> None:
        path = tmp_path / "corrections.csv"
        path.touch()
        given = [("a", 0, Stance.HOSTILE), ("n", 5, Stance.COOPERATIVE), ("d", 30, Stance.HOSTILE), ("n", 40, None)]
        corpus = with_corrections(self.corpus, (corrected(*one) for one in given), path, weight=3)
        assert [(q.id, q.label, q.weight) for q in corpus.of(Split.TRAIN)] == [
            ("b:0-12", "neutral", 1),
            ("a:0-12", "hostile", 3),
            ("n:5-17", "cooperative", 3),
        ]
        assert corpus.of(Split.DEV) == self.corpus.of(Split.DEV)
        assert set(corpus.digests) == {"articles.jsonl", "corrections.csv"}
        assert corpus.left_out == {
            "x": 1,
            "corrections without a stance": 1,
            "corrections of held-out articles": 1,
            "quotes replaced by a correction": 1,
        }
        assert corpus.counts(Split.TRAIN)["source"] == {"article": 1, "correction": 2}

    @pytest.mark.parametrize(
        ("stance", "weight", "said"), [(None, 1, "no correction in it"), (Stance.HOSTILE, 0, "continue_weight is 0")]
    )
    def test_what_cannot_be_added_is_said(self, stance: Stance | None, weight: float, said: str) -> None:
        with pytest.raises(StanceError, match=said):
            with_corrections(self.corpus, [corrected("n", 0, stance)], Path("corrections.csv"), weight)

    def test_other_classes_take_no_stances(self) -> None:
        other = Corpus([labelled("a", label="friendly")], {}, {})
        with pytest.raises(StanceError, match=r"other classes: friendly\. Map them"):
            with_corrections(other, [corrected("n", 0, Stance.HOSTILE)], Path("corrections.csv"), 1)
