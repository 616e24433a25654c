"""What the extraction does grows with the length of a text, not faster; counted in calls, whatever the machine."""

import sys
from types import FrameType

import pytest

from benchmarks.worst_inputs import INPUTS
from stance.pipeline import extract_quotes
from stance.schema import Article

_LENGTH = 16_000
_LINEAR = 2.2


def calls(text: str) -> int:
    """Return how many functions, of Python and of C, are called to extract quotes."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    former = sys.getprofile()
    sys.setprofile(note)
    try:
        extract_quotes(Article("1", text))
    finally:
        sys.setprofile(former)
    return count


@pytest.mark.parametrize("kind", INPUTS)
def test_twice_the_length_takes_about_twice_the_calls(kind: str) -> None:
    calls(INPUTS[kind](100))  # lexicons are loaded and words remembered
    once, twice = calls(INPUTS[kind](_LENGTH)), calls(INPUTS[kind](2 * _LENGTH))
    assert twice <= _LINEAR * once


def test_a_list_of_names_may_be_as_long_as_it_likes() -> None:
    listed = INPUTS["names"](100_000)
    *_, quote = extract_quotes(Article("1", f"{listed}سالم.\nوقال سامر الحلواني إن الطريق مفتوح."))
    assert (quote.speaker, quote.quote) == ("سامر الحلواني", "الطريق مفتوح")
