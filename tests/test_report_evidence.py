"""Which statements are shown, and why the model gave their labels."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import sample

from stance.errors import StanceError
from stance.io import write_quotes
from stance.model import StanceModel, load_model
from stance.report.evidence import clearest, latest
from stance.report.passages import Passage, pieces
from stance.report.weights import has_labelled, weighty_words
from stance.schema import Quote, Span, Stance
from stance.summarize import opened

DAYS = ["", "2024-01-01", "2024-01-02", "2023-07-09"]


@settings(max_examples=25, deadline=None)  # each asks a database of its own
@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.booleans(), st.sampled_from([None, "c", "d"])), max_size=30),
    st.integers(0, 8),
)
def test_the_latest_statements_are_the_first_of_all_sorted_by_first_report(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, bool, str | None]], limit: int
) -> None:
    quotes = [
        replace(sample()[0], date=day or None, speaker="هالة" if hers else "باسم", quote_id=str(at), cluster_id=cluster)
        for at, (day, hers, cluster) in enumerate(rows)
    ]
    hers = [q for q in quotes if q.speaker == "هالة"]
    by_cluster = sorted(hers, key=lambda q: q.cluster_id or q.quote_id)
    groups = [list(group) for _, group in groupby(by_cluster, key=lambda q: q.cluster_id or q.quote_id)]
    firsts = [sorted(group, key=lambda q: (q.date or "9999", int(q.quote_id))) for group in groups]
    dated_first = sorted(firsts, key=lambda group: int(group[0].quote_id))
    expected = sorted(dated_first, key=lambda group: group[0].date or "", reverse=True)
    path = tmp_path_factory.mktemp("quotes") / "quotes.parquet"
    write_quotes(path, quotes)
    with opened(path) as found:
        shown = latest(found, ["هالة"], limit)["هالة"]
    assert [[one.quote, *one.repeats] for one in shown.statements] == expected[:limit]
    assert [one.reports for one in shown.statements] == [len(group) for group in expected[:limit]]
    assert shown.total == (len(expected) if limit else 0)


def test_the_clearest_statements_come_once_and_no_speaker_fills_the_list(tmp_path: Path) -> None:
    def hostile(at: int, p: float, speaker: str, cluster: str) -> Quote:
        base = replace(sample()[0], quote_id=str(at), speaker=speaker, cluster_id=cluster)
        return replace(base, stance=Stance.HOSTILE, p_hostile=p, p_cooperative=0.0, p_neutral=1 - p)

    rows = [(0.9, "هالة", "a"), (0.99, "هالة", "b"), (0.8, "هالة", "c"), (0.95, "باسم", "b"), (0.5, "باسم", "d")]
    quotes = [hostile(at, *row) for at, row in enumerate(rows)]
    write_quotes(tmp_path / "quotes.parquet", [*quotes, replace(quotes[0], quote_id="9", speaker=None, cluster_id="e")])
    with opened(tmp_path / "quotes.parquet") as found:
        chosen = clearest(found, Stance.HOSTILE, 5)
        assert clearest(found, Stance.COOPERATIVE, 5) == []
    assert [(one.quote.quote_id, one.reports) for one in chosen] == [("1", 2), ("0", 1), ("4", 1)]


@given(st.data(), st.text(min_size=1, max_size=40))
def test_pieces_put_together_are_the_passage_and_each_mark_covers_its_words(data: st.DataObject, text: str) -> None:
    def span(within: Span) -> Span:
        start = data.draw(st.integers(within.start, within.end))
        return Span(start, data.draw(st.integers(start, within.end)))

    offset = data.draw(st.integers(0, 5))
    whole = Span(offset, offset + len(text))
    said, cue = span(whole), span(whole)
    word = span(Span(0, said.end - said.start))
    quote = replace(sample()[0], quote=text[said.start - offset : said.end - offset], quote_start=said.start)
    quote = replace(quote, quote_end=said.end, cue_start=cue.start, cue_end=cue.end, speaker_mention_start=None)
    cut = pieces(quote, Passage(text, offset), [word])
    assert "".join(piece.text for piece in cut) == text

    def marked(kind: str) -> str:
        return "".join(piece.text for piece in cut if kind in piece.marks)

    assert marked("said") == quote.quote
    assert marked("cue") == text[cue.start - offset : cue.end - offset]
    assert marked("weighty") == quote.quote[word.start : word.end]


@pytest.fixture(scope="module")
def model() -> StanceModel:
    return load_model()


def test_the_words_that_moved_a_label_stand_in_the_quote(model: StanceModel) -> None:
    [quote] = model.label([replace(sample()[0], quote="ندين هذا العدوان الغاشم ونرفض التهديد", stance=None)])
    words = [span.of(quote.quote) for span in weighty_words(model, [quote])[quote.quote_id]]
    assert quote.stance is Stance.HOSTILE
    assert 1 <= len(words) <= 4 and set(words) <= set(quote.quote.split())
    assert "ندين" in words or "العدوان" in words
    assert weighty_words(model, [replace(quote, stance=Stance.NEUTRAL)]) == {quote.quote_id: []}
    [unread] = model.label([replace(quote, quote="يوم الأحد")])
    assert weighty_words(model, [unread]) == {quote.quote_id: []}


def test_a_model_that_cannot_say_why_marks_nothing() -> None:
    def explain_all(_quotes: list[Quote]) -> None:
        raise StanceError("no coefficients")

    assert weighty_words(cast("StanceModel", SimpleNamespace(explain_all=explain_all)), sample()) == {}


def test_a_model_knows_its_own_labels(model: StanceModel) -> None:
    own = model.label(sample())
    assert has_labelled(model, own)
    assert not has_labelled(model, [replace(own[0], p_hostile=0.5 + (own[0].p_hostile or 0) / 2), *own[1:]])
    assert not has_labelled(model, [replace(own[0], p_hostile=None, p_cooperative=None, p_neutral=None)])
