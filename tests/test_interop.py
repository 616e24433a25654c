"""Every format gives back what it was given, and is read again when annotators have changed something."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from annotated_articles import TEXT, annotated, example, quote, span
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.errors import StanceError
from stance.interop.annotated import Annotated, misplaced, paired
from stance.interop.formats import format_named
from stance.interop.markup import Markup, columns_kept, restored
from stance.interop.mentions import find_target
from stance.interop.offsets import Utf16
from stance.interop.words import sentences_of, words_of
from stance.io import Reject
from stance.schema import Article, Form, Quote, Span, Stance

WHOLE = ("label-studio", "doccano", "brat", "conll", "jsonl")  # keep every column
ALL = (*WHOLE, "webanno-tsv")
BARE = {"rule", "via", "p_cooperative", "p_hostile", "p_neutral", "speaker_id", "speaker_kind"}


def there_and_back(name: str, articles: Sequence[Annotated]) -> list[Annotated]:
    """Write and read articles in a format, in which nothing may be left out."""
    rejects: list[Reject] = []
    chosen = format_named(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.json"
        chosen.write(articles, path, rejects.append)
        back = list(chosen.read(path))
    assert rejects == []
    return back


def in_order(quotes: Sequence[Quote]) -> list[Quote]:
    return sorted(quotes, key=lambda one: (one.quote_start, one.quote_end))


@pytest.mark.parametrize("name", WHOLE)
def test_quotes_come_back_with_all_columns(name: str) -> None:
    [back] = there_and_back(name, [example()])
    assert back.article.text == TEXT
    assert in_order(back.quotes) == list(example().quotes)


def test_webanno_gives_back_what_can_be_seen_and_the_rest_comes_from_the_originals() -> None:
    [back] = there_and_back("webanno-tsv", [example()])
    assert back.article.text == TEXT
    unseen: dict[str, Any] = dict.fromkeys(BARE)
    originals = [replace(one, date=None, outlet=None, url=None) for one in example().quotes]
    assert in_order(back.quotes) == [replace(one, **unseen) for one in originals]
    assert list(columns_kept(in_order(back.quotes), example().quotes)) == originals


@pytest.mark.parametrize("name", ALL)
def test_articles_without_quotes_come_back(name: str) -> None:
    [back] = there_and_back(name, [Annotated(Article("فارغ", "لا أقوال هنا."), [])])
    assert (back.article.id, back.article.text, list(back.quotes)) == ("فارغ", "لا أقوال هنا.", [])


_PROPERTY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "conll"])
@given(data=st.data())
@_PROPERTY
def test_whatever_a_text_holds_survives(name: str, data: st.DataObject) -> None:
    given_ = data.draw(annotated())
    [back] = there_and_back(name, [given_])
    assert back.article.text == given_.article.text
    assert in_order(back.quotes) == given_.quotes


@given(annotated() | annotated(apart=True))
@_PROPERTY
def test_whatever_a_text_holds_survives_as_conll(given_: Annotated) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.conll"
        format_named("conll").write([given_], path, lambda _: None)
        [back] = format_named("conll").read(path)
    assert back.article.text == given_.article.text
    assert in_order(back.quotes) == given_.quotes


@given(annotated())
@_PROPERTY
def test_whatever_a_text_holds_survives_as_webanno(given_: Annotated) -> None:
    [back] = there_and_back("webanno-tsv", [given_])
    assert back.article.text == given_.article.text
    found = list(columns_kept(in_order(back.quotes), given_.quotes))
    assert found == [replace(one, date=None, outlet=None) for one in given_.quotes]


@pytest.mark.parametrize("name", ALL)
def test_several_articles_stay_apart(name: str) -> None:
    other = Article("2", "قالت هند الراوي إن الطريق مفتوح.")
    articles = [example(), Annotated(other, [quote("الطريق مفتوح", "قالت", "هند الراوي", other, speaker="هند الراوي")])]
    back = {one.article.id: [found.quote for found in one.quotes] for one in there_and_back(name, articles)}
    assert back == {"خبر/1": [one.quote for one in example().quotes], "2": ["الطريق مفتوح"]}


def test_quotes_that_overlap_are_told_and_come_back_without_tags(tmp_path: Path) -> None:
    rejects: list[Reject] = []
    inner = quote("صبرنا نفد")
    articles = [Annotated(example().article, [*example().quotes, inner])]
    format_named("conll").write(articles, tmp_path / "out.conll", rejects.append)
    [back] = format_named("conll").read(tmp_path / "out.conll")
    first, second = example().quotes
    assert list(back.quotes) == [first, inner, second]
    assert (tmp_path / "out.conll").read_text(encoding="utf-8").count("\tB-undecided\t") == 1
    assert [(one.article_id, "overlaps" in one.reason) for one in rejects] == [("خبر/1", True)]


def test_what_annotators_change_is_changed_and_the_rest_stays() -> None:
    article, [first, second] = example()
    markups = [
        Markup(
            span(first.quote),
            span("اتهم"),
            span("سامر الحلواني"),
            span("واشنطن"),
            stance=Stance.NEUTRAL,
            form=Form.MIXED,
            speaker_name="سامر محمود الحلواني",
            target_name="",
        ),
        Markup(span("نفد،\nولن"), speaker=span("النائب سامر الحلواني"), target=span("واشنطن")),
    ]
    changed, new = restored(article, markups, [first, second]).quotes
    assert changed == replace(
        first,
        stance=Stance.NEUTRAL,
        form=Form.MIXED,
        speaker="سامر محمود الحلواني",
        speaker_id=None,
        speaker_kind=None,
        speaker_mention="سامر الحلواني",
        speaker_mention_start=span("سامر").start,
        target=None,
        target_id=None,
    )
    assert (new.quote, new.speaker, new.target, new.target_id) == (
        *("نفد،\nولن", "النائب سامر الحلواني"),
        *("الولايات المتحدة", "iso:US"),
    )
    assert (new.rule, new.p_hostile, new.date, new.form) == (None, None, "2024-05-06", Form.INDIRECT)


@pytest.mark.parametrize(
    ("words", "form"), [("صبرنا نفد", Form.INDIRECT), ("أجل", Form.DIRECT), ("نعم", Form.INDIRECT)]
)
def test_a_new_quote_between_marks_is_direct(words: str, form: Form) -> None:
    article = Article("1", "قال: «صبرنا نفد، ولن ننتظر» ثم قال «أجل» ثم نعم")
    [new] = restored(article, [Markup(span(words, article.text))]).quotes
    assert new.form == form


@pytest.mark.parametrize(
    ("text", "words", "target", "found"),
    [
        ("اتهم واشنطن بانتهاك الاتفاق", "بانتهاك الاتفاق", "الولايات المتحدة", "واشنطن"),
        ("قال إن بلاده ترحب بالحوار مع تركيا", "بلاده ترحب بالحوار مع تركيا", "تركيا", "تركيا"),
        ("قال: لن نغفر لموسكو", "لن نغفر لموسكو", "روسيا", "موسكو"),
        ("قال: شكرا للصين", "شكرا للصين", "الصين", "للصين"),
        ("قال: شكرا لشركة النهر الأزرق", "شكرا لشركة النهر الأزرق", "شركة النهر الأزرق", "شركة النهر الأزرق"),
        ("قال: شكرا لهم", "شكرا لهم", "الصين", None),
        ("قال: شكرا للصين", "شكرا للصين", None, None),
    ],
)
def test_where_a_target_is_named(text: str, words: str, target: str | None, found: str | None) -> None:
    article = Article("1", text)
    place = find_target(quote(words, text.split(":")[0].split()[0], None, article, target=target), text)
    assert (place.of(text) if place else None) == found


@given(st.text(st.sampled_from("ا😀 𐎀b")), st.data())
def test_code_units_are_those_of_utf_16(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    found = Utf16(text).encode(Span(*ends))
    assert found == tuple(len(text[:end].encode("utf-16-le")) // 2 for end in ends)
    assert Utf16(text).decode(*found) == tuple(ends)


@given(annotated())
def test_words_hold_all_that_is_no_space_once(given_: Annotated) -> None:
    text = given_.article.text
    words = words_of(text, [])
    assert "".join(word.of(text) for word in words) == "".join(text.split())
    assert [word for sentence in sentences_of(text, words) for word in sentence] == words


def test_an_article_that_has_changed_is_set_aside_with_its_quotes_and_so_are_quotes_without_article() -> None:
    rejects: list[Reject] = []
    article, quotes = example()
    changed = replace(article, text=f"عاجل. {article.text}")
    other = Article("2", "لا أقوال هنا")
    lost = replace(quotes[0], article_id="3")
    assert list(paired([changed, other], [*quotes, lost], rejects.append)) == [Annotated(other, [])]
    assert [one.article_id for one in rejects] == ["خبر/1", "3"]
    assert "2 quotes were" in rejects[0].reason
    assert "no such article" in rejects[1].reason


@pytest.mark.parametrize(
    "moved",
    [
        {"quote": "غير ذلك"},
        {"cue": "قال"},
        {"speaker_mention": "النائب"},
        {"quote_start": -5},
        {"quote_end": 9999, "quote": "x"},
    ],
)
def test_every_stretch_is_held_against_the_text(moved: dict[str, object]) -> None:
    first = example().quotes[0]
    assert misplaced(first, TEXT) is None
    assert misplaced(replace(first, **moved), TEXT)  # type: ignore[arg-type]


def test_a_folder_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    for name in ("brat", "webanno-tsv"):
        with pytest.raises(StanceError, match="not empty"):
            format_named(name).write([example()], tmp_path, lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_id_that_no_file_can_be_named_after_is_set_aside(tmp_path: Path) -> None:
    rejects: list[Reject] = []
    article = Article("خبر" * 100, TEXT)
    format_named("brat").write([Annotated(article, [])], tmp_path / "out", rejects.append)
    assert [one.article_id for one in rejects] == [article.id]


def test_an_unknown_format_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(StanceError, match=r"Did you mean webanno-tsv\?"):
        format_named("webanno")
