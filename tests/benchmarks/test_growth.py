"""What the extraction does grows with the length of a text, not faster; counted in calls, whatever the machine."""

import sys
from types import FrameType

import pytest

from benchmarks.worst_inputs import INPUTS
from stance.pipeline import extract_quotes
from stance.schema import Article

_LENGTH = 4_000
_LINEAR = 2.2
_KINDS = ["no spaces", "opening marks and words", "straight marks and words", "closing marks and words", "cues"]


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


@pytest.mark.parametrize("kind", _KINDS)
def test_twice_the_length_takes_about_twice_the_calls(kind: str) -> None:
    calls(INPUTS[kind](_LENGTH))  # lexicons are loaded and words remembered
    once, twice = calls(INPUTS[kind](_LENGTH)), calls(INPUTS[kind](2 * _LENGTH))
    assert twice <= _LINEAR * once
