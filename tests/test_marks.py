"""Quotation marks: the direction of a mark says little, what touches it says most."""

import pytest

from stance import Article, extract_quotes

WORDS = "الطريق إلى السلام ما زال مفتوحا"
PAIRS = ["«»", "»«", '""', "“”", "”“", "““", "””", "‹›", '«"', '“"', "''''", "‘’"]


@pytest.mark.parametrize("pair", PAIRS)
def test_any_pair_encloses_a_direct_quote(pair: str) -> None:
    opening, closing = pair[: len(pair) // 2], pair[len(pair) // 2 :]
    [quote] = extract_quotes(Article("1", f"قال الوزير: {opening}{WORDS}{closing}."))
    assert (quote.quote, quote.form) == (WORDS, "direct")


@pytest.mark.parametrize("text", [f'قال الوزير: " {WORDS} ".', f'قال الوزير:"{WORDS}".', f"قال الوزير : «{WORDS} » ."])
def test_stray_and_missing_spaces(text: str) -> None:
    [quote] = extract_quotes(Article("1", text))
    assert (quote.quote, quote.form) == (WORDS, "direct")


def test_a_mark_that_nothing_closes_costs_its_own_paragraph_at_most() -> None:
    text = f"قال الوزير: «{WORDS}.\nوأكد السفير أن الحدود مفتوحة."
    first, second = extract_quotes(Article("1", text))
    assert first.quote == WORDS
    assert second.quote == "الحدود مفتوحة"


def test_marks_around_a_name_are_no_quote() -> None:
    [quote] = extract_quotes(Article("1", f"قال الوزير لـ«الأفق» إن {WORDS}."))
    assert quote.quote == WORDS


def test_a_pair_inside_another() -> None:
    [quote] = extract_quotes(Article("1", 'قالت الوزيرة: «هذا "الحل" لا يكفي أحدا منا».'))
    assert quote.quote == 'هذا "الحل" لا يكفي أحدا منا'


def test_sentences_inside_marks_stay_together() -> None:
    [quote] = extract_quotes(Article("1", f"قال الوزير: «{WORDS}. {WORDS}»."))
    assert quote.quote == f"{WORDS}. {WORDS}"


def test_a_mark_that_ends_the_text_opens_nothing() -> None:
    assert extract_quotes(Article("1", "وأضاف الوزير في لقاء مع قناة «")) == []
