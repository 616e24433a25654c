import hashlib
import json
import re
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stance.corpus import CORPUS_DIR, Source, Split, assemble, read_corpus, read_standoff
from stance.corpus.counts import count_table
from stance.corpus.records import covered
from stance.errors import StanceError
from stance.io import read_articles
from stance.paths import DATA_DIR
from stance.schema import Form, Stance

TEXT = "قال الوزير سامي الدالي إن الطريق مفتوح."
QUOTE = {
    "start": 26,
    "end": 38,
    "quote": "الطريق مفتوح",
    "cue": "قال",
    "cue_start": 0,
    "cue_end": 3,
    "form": "indirect",
    "stance": "neutral",
}
ARTICLE = {
    "id": "x-1",
    "split": "train",
    "topic": "roads",
    "region": "x",
    "outlet": "agency",
    "text": TEXT,
    "quotes": [QUOTE],
}
ISOLATED = {"id": "x-q1", "split": "dev", "topic": "sport", "quote": "المباراة مؤجلة", "stance": "neutral"}


def write_lines(path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_lines(tmp_path / "articles.jsonl", ARTICLE)
    write_lines(tmp_path / "quotes.jsonl", ISOLATED)
    label = {"quote_start": 26, "quote_end": 38, "cue_start": 0, "cue_end": 3, "outlet": "paper"}
    rows = [{"article_id": name, "split": "train", "stance": "hostile", **label} for name in ("a", "b")]
    write_lines(tmp_path / "standoff.jsonl", *rows)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    write_lines(tmp_path / "standoff_sources.jsonl", *({"article_id": name, "sha256": digest} for name in ("a", "b")))
    return tmp_path


def test_reads_both_files(folder: Path) -> None:
    of_article, isolated = read_corpus(folder)
    assert (of_article.quote, of_article.cue, of_article.form) == ("الطريق مفتوح", "قال", Form.INDIRECT)
    assert (of_article.group, of_article.region, of_article.split) == ("x-1", "x", Split.TRAIN)
    assert (isolated.quote, isolated.cue, isolated.form) == ("المباراة مؤجلة", None, None)
    assert (isolated.group, isolated.region, isolated.stance) == ("x-q1", "x", Stance.NEUTRAL)


def test_a_quote_without_cue_has_none(folder: Path) -> None:
    write_lines(
        folder / "articles.jsonl", {**ARTICLE, "quotes": [{**QUOTE, "cue": "", "cue_start": None, "cue_end": None}]}
    )
    assert read_corpus(folder)[0].cue is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": 25}, "the offsets 25–38 hold"),
        ({"end": 400}, "the offsets 26–400 lie outside the text"),
        ({"cue_start": 1}, "the offsets 1–3 hold"),
        ({"quote": "الطريق مغلق"}, "not 'الطريق مغلق'"),
        ({"stance": "friendly"}, "'friendly' is not a valid Stance"),
        ({"form": "verbatim"}, "'verbatim' is not a valid Form"),
        ({"start": None}, "None"),
    ],
)
def test_a_wrong_mark_is_named_with_file_and_line(folder: Path, changes: dict[str, Any], said: str) -> None:
    path = folder / "articles.jsonl"
    write_lines(path, ARTICLE, {**ARTICLE, "quotes": [{**QUOTE, **changes}]})
    with pytest.raises(StanceError, match=re.escape(f"{path}, line 2: ")) as error:
        read_corpus(folder)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "unexpected end"), ("[]", "indices"), ('{"id": "x"}', "the key 'quote' is missing"), ("\n", "empty")],
)
def test_a_malformed_line_is_named(folder: Path, line: str, said: str) -> None:
    path = folder / "quotes.jsonl"
    path.write_text(json.dumps(ISOLATED) + "\n" + line, encoding="utf-8")
    with pytest.raises(StanceError, match=re.escape(f"{path}, line 2: ")) as error:
        read_corpus(folder)
    assert said in str(error.value)


def test_a_missing_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=r"data\.path=DIR"):
        read_corpus(tmp_path / "nowhere")
    with pytest.raises(StanceError, match=r"articles\.jsonl: cannot be read"):
        read_corpus(tmp_path)


@given(st.text(min_size=1), st.data())
def test_covered_gives_what_the_offsets_hold_or_refuses(text: str, data: st.DataObject) -> None:
    start, end = data.draw(st.integers(-2, len(text) + 2)), data.draw(st.integers(-2, len(text) + 2))
    if 0 <= start < end <= len(text):
        assert covered(text, start, end, text[start:end]) == text[start:end]
    else:
        with pytest.raises(ValueError, match="outside"):
            covered(text, start, end)


def test_standoff_labels_join_their_texts(folder: Path) -> None:
    texts = folder / "texts.jsonl"
    write_lines(texts, {"id": "b", "title": "عنوان لا يُحسب", "text": TEXT}, {"id": "other", "text": "نص آخر"})
    quotes, without_text = read_standoff(texts, folder)
    assert [(q.quote, q.cue, q.stance, q.group, q.source) for q in quotes] == [
        ("الطريق مفتوح", "قال", Stance.HOSTILE, "b", Source.STANDOFF)
    ]
    assert without_text == 1
    corpus = assemble(folder, texts)
    assert (len(corpus.quotes), corpus.left_out, len(corpus.digests)) == (3, {"labels without text": 1}, 4)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "a", "text": f" {TEXT}"}, "the text of a is not the one that was labelled"),
        ({"id": "c", "text": TEXT}, "holds none of the labelled articles"),
        ({"id": "a"}, "line 1: the key 'text' is missing"),
    ],
)
def test_texts_that_do_not_fit_are_refused(folder: Path, row: dict[str, Any], said: str) -> None:
    write_lines(folder / "texts.jsonl", row)
    with pytest.raises(StanceError, match=re.escape(said)):
        read_standoff(folder / "texts.jsonl", folder)


def test_without_texts_the_labels_are_counted_as_left_out(folder: Path) -> None:
    corpus = assemble(folder)
    assert (len(corpus.quotes), corpus.left_out) == (2, {"labels without text": 2})
    assert corpus.counts(Split.TRAIN) == {"source": {"article": 1}, "stance": {"neutral": 1}}
    assert corpus.digests == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("articles.jsonl", "quotes.jsonl")
    }


def test_no_article_of_the_corpus_is_in_two_splits() -> None:
    splits = defaultdict(set)
    for quote in read_corpus():
        splits[quote.group].add(quote.split)
    for line in (CORPUS_DIR / "standoff.jsonl").read_text(encoding="utf-8").splitlines():
        splits[json.loads(line)["article_id"]].add(json.loads(line)["split"])
    assert {len(found) for found in splits.values()} == {1}


def card() -> str:
    return (DATA_DIR / "README.md").read_text(encoding="utf-8")


def test_the_data_card_holds_the_measured_counts() -> None:
    assert f"<!-- counts -->\n{count_table()}\n<!-- /counts -->" in card()


def test_the_data_card_holds_the_measured_agreement() -> None:
    measured = json.loads((CORPUS_DIR / "agreement.json").read_text(encoding="utf-8"))

    def row(name: str, of: dict[str, Any]) -> str:
        return f"| {name} | {of['doubled']} | {of['agreement']} | {of['cohen_kappa']} |"

    assert row("all readings", measured) in card()
    assert row("both readings gave a stance", measured["stance_only"]) in card()


def test_the_data_card_has_front_matter() -> None:
    _, front, body = card().split("---\n", 2)
    fields = yaml.safe_load(front)
    assert (fields["language"], fields["license"]) == ("ar", "apache-2.0")
    assert fields["annotations_creators"] == ["machine-generated"]
    assert "No person has checked" in body


def test_the_data_card_names_every_public_repository() -> None:
    lines = (CORPUS_DIR / "standoff_sources.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(f"| {name} |" in card() for name in {json.loads(line)["repository"] for line in lines})


def sample_by_rule() -> list[dict[str, str]]:
    """Return twelve articles of the test split: region by region in turn, those with the most quotes first."""
    lines = (CORPUS_DIR / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    regions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in map(json.loads, lines):
        if article["split"] == "test":
            regions[article["region"]].append(article)
    for articles in regions.values():
        articles.sort(key=lambda article: -len(article["quotes"]))
    in_turn = zip(*regions.values(), strict=True)
    return [
        {"id": a["id"], "title": a["text"].split("\n")[0], "text": a["text"], "date": a["date"], "outlet": a["outlet"]}
        for a in list(chain.from_iterable(in_turn))[:12]
    ]


def test_the_sample_is_of_the_test_split_and_readable() -> None:
    path = DATA_DIR / "sample" / "articles.jsonl"
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == sample_by_rule()
    articles = list(read_articles(path))
    assert [article.id for article in articles] == [row["id"] for row in sample_by_rule()]
    assert not any(article.title_prepended for article in articles)
    assert len({article.id.partition("-")[0] for article in articles}) == 5
