import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.io.encoding import NotTextError, detect


@given(st.text())
def test_utf8_is_always_taken_as_such(text: str) -> None:
    printable = "".join(character for character in text if character.isprintable())
    assert detect(("قال " + printable).encode()) == "utf-8"


@given(st.text("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ،؟", min_size=4))
def test_a_character_cut_at_the_samples_end_is_no_fault(text: str) -> None:
    assert detect(f"قال نعم {text}ن".encode()[:-1]) == "utf-8"


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (b"", "utf-8"),
        (b"plain", "utf-8"),
        ("قال الوزير إن الطريق مفتوح".encode("cp1256"), "cp1256"),
        ("قال الوزير إن الطريق مفتوح".encode("iso8859_6"), "iso8859_6"),
        ('{"id": "1", "text": "قال نعم"}'.encode("cp1256"), "cp1256"),
        ("قال الوزير".encode("utf-8-sig"), "utf-8-sig"),
        ("قال الوزير".encode("utf-16"), "utf-16"),
        ("قال الوزير".encode("utf-32"), "utf-32"),
        ("قال الوزير إن".encode() + b"\xff\xfe" + " الطريق مفتوح".encode(), "utf-8"),
    ],
)
def test_encodings_are_told_apart(data: bytes, codec: str) -> None:
    assert detect(data) == codec


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01" + bytes(60), b"\x1f\x8b\x08\x00" + os.urandom(2000), bytes(9)])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(NotTextError, match="not text"):
        detect(data)
