"""The baselines do what they are said to do, so that what the grammar is held against is no straw man."""

import pytest
from floors import README

from benchmarks.bench_extraction import FIGURES, METHODS, compare, measure
from benchmarks.extraction_baselines import BASELINES
from stance.evaluate.gold import gold_article
from stance.schema import Article, Form

WORDS = "الطريق إلى السلام ما زال مفتوحا"
Found = list[tuple[str, str | None]]


def found(baseline: str, text: str) -> Found:
    return [(quote.quote, quote.speaker) for quote in BASELINES[baseline](Article("1", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"قال سالم الحداد: «{WORDS}».", [(WORDS, "سالم الحداد")]),
        (f'زار سالم الحداد روسيا. وجاء فيه: "{WORDS}".', [(WORDS, "روسيا")]),
        (f"“{WORDS}”، قالت هند الراوي بعد لقاء سالم الحداد.", [(WORDS, "هند الراوي")]),
        (f"قال سالم الحداد شيئا.\n«{WORDS}».", [(WORDS, None)]),
        ("عرض سالم الحداد «خطة السلام» على الأمم المتحدة.", []),
        ("قال سالم الحداد إن الطريق مفتوح.", []),
    ],
)
def test_marks_and_nearest_name(text: str, expected: Found) -> None:
    assert found("marks + nearest name", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"قالت الوزيرة هند الراوي: «{WORDS}».", [(WORDS, "هند الراوي")]),
        (f"هند الراوي أكدت أمس: «{WORDS}».", [(WORDS, "هند الراوي")]),
        (f"«{WORDS}»، قالت الوزيرة هند الراوي.", [(WORDS, "هند الراوي")]),
        (f"وقال وزير الخارجية الروسي ستيبان غورين إن «{WORDS}».", [(WORDS, "ستيبان غورين")]),
        (f"قالت هند الراوي، وهي تغادر القاعة مسرعة: «{WORDS}».", [(WORDS, "هند الراوي")]),
        (f"هند الراوي، التي حضرت اللقاء، قالت: «{WORDS}».", [(WORDS, "هند الراوي")]),
        (f"وأضاف: «{WORDS}».", []),
        (f"وجدت هند الراوي على الباب «{WORDS}».", []),
        (f"قالت هند الراوي شيئا. ثم انصرفت. «{WORDS}».", []),
        ("قالت هند الراوي إن الطريق مفتوح.", []),
    ],
)
def test_lexical_rules(text: str, expected: Found) -> None:
    assert found("three lexical rules (EMM)", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الوزير سالم الحداد إن الطريق مفتوح.", [("الطريق مفتوح", "الوزير سالم الحداد")]),
        (f"وقال الوزير أمس: «{WORDS}».", [(WORDS, "الوزير")]),
        (f"وأضاف: «{WORDS}».", [(WORDS, None)]),
        (
            "أكد السفير أن الحدود مفتوحة، وأعلن الوزير فتح المعبر.",
            [("الحدود مفتوحة، وأعلن الوزير فتح المعبر", "السفير")],
        ),
        ("وصل السفير. وأكد الوزير أن الطريق مفتوح.", [("الطريق مفتوح", "الوزير")]),
        ("وصل السفير إلى العاصمة.", []),
        ("وأضاف.", []),
    ],
)
def test_cue_and_remainder(text: str, expected: Found) -> None:
    assert found("cue verb + rest of sentence", text) == expected


@pytest.mark.parametrize("baseline", BASELINES)
def test_spans_are_of_the_raw_text(baseline: str) -> None:
    text = f"بدايةً…\n\nقالتِ الوزيرةُ هندُ الراوي: \u200f«{WORDS}»\u200f.\nوأضافت."
    [quote] = BASELINES[baseline](Article("1", text))
    assert quote.form is Form.DIRECT
    assert text[quote.quote_start : quote.quote_end] == quote.quote == WORDS
    assert quote.speaker_mention and quote.speaker_mention.endswith("هندُ الراوي")
    assert text[quote.speaker_mention_start : quote.speaker_mention_end] == quote.speaker_mention


def test_every_method_is_measured_on_the_same_articles() -> None:
    text = f"قالت الوزيرة هند الراوي: «{WORDS}»."
    start = text.index(WORDS)
    quote = {"start": start, "end": start + len(WORDS), "speaker": "هند الراوي", "form": "direct", "stance": "neutral"}
    gold = [gold_article({"id": "1", "text": text, "quotes": [quote]})]
    for method in METHODS.values():
        figures, speed = measure(method, gold)
        assert figures["joint.f1"] == 1
        assert speed > 0
    title, _, head, rule, *rows = compare(gold, "One article").splitlines()
    assert title == "One article: 1 article, 1 quote (%)"
    assert [row.split(" | ")[0].removeprefix("| ").strip() for row in rows] == list(METHODS)
    assert {row.count("|") for row in (head, rule, *rows)} == {len(FIGURES) + 3}
    assert {len(row) for row in (head, rule, *rows)} == {len(head)}


def test_the_readme_shows_every_method_and_figure_on_both_sets() -> None:
    section = README.read_text(encoding="utf-8").partition("## Beside other systems")[2].partition("\n## ")[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines()]
    assert lines.count(["", *FIGURES.values(), "articles/s"]) == 2
    assert [line[0] for line in lines if line[0] in METHODS] == [*METHODS, *METHODS]
