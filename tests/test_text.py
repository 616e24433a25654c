from hypothesis import given
from hypothesis import strategies as st

from stance.text import fold, normalize

ARABIC = st.text(st.sampled_from("أإآابتةىيؤئ ًٌَُِّـ«»“”\"'‘’ﻻﺃﻓﺎ\u200f\u202b\u00a0،.؟:\n🙂ab1_"), max_size=60)


@given(ARABIC)
def test_raw_span_of_everything_covers_what_is_kept(text: str) -> None:
    normalized = normalize(text)
    if normalized.text:
        start, end = normalized.raw_span(0, len(normalized.text))
        assert normalize(text[start:end]).text == normalized.text


@given(ARABIC, st.data())
def test_raw_span_normalizes_to_the_stretch_it_came_from(text: str, data: st.DataObject) -> None:
    normalized = normalize(text)
    if not normalized.text or normalized.offsets is not None:
        return  # a ligature's letters have one place together
    start = data.draw(st.integers(0, len(normalized.text) - 1))
    end = data.draw(st.integers(start + 1, len(normalized.text)))
    raw_start, raw_end = normalized.raw_span(start, end)
    assert normalize(text[raw_start:raw_end]).text == normalized.text[start:end]


@given(ARABIC)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_vowel_signs_belong_to_their_letter_and_bidi_controls_to_none() -> None:
    text = "قالَ\u200f ثم"
    assert normalize(text).raw_span(0, 3).of(text) == "قالَ"


def test_presentation_forms_become_letters() -> None:
    assert fold("ﺃﻓﺎﺩﺕ ﻻ") == "افادت لا"
