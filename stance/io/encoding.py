"""Bytes to text: UTF-8 by right, other encodings by detection."""

import codecs
import unicodedata

UTF8 = "utf-8"
SAMPLE = 1 << 20  # bytes of a file's beginning that decide its encoding
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ARABIC_ENCODINGS = ["cp1256", "iso8859_6", "cp720"]
_GUESSING_SAMPLE = 1 << 16


class NotTextError(ValueError):
    """The bytes are no text in any encoding that Arabic is written in."""


def detect(sample: bytes) -> str:
    """Return the codec that reads `sample`, the beginning of a file.

    UTF-8 that is broken here and there is still UTF-8: guessing would turn the whole of it into nonsense.
    Raises NotTextError.

    >>> detect("قال الوزير".encode()), detect("قال الوزير".encode("cp1256"))
    ('utf-8', 'cp1256')
    """
    marked = next((codec for mark, codec in _BYTE_ORDER_MARKS.items() if sample.startswith(mark)), None)
    codec = marked or (UTF8 if _is_mostly_utf8(sample) else _guess(sample[:_GUESSING_SAMPLE]))
    if codec is None or _has_control_characters(sample.decode(codec, errors="ignore")):
        raise NotTextError("this is not text in UTF-8 or an encoding of Arabic (Windows-1256, ISO 8859-6, …)")
    return codec


def printable(text: str) -> str:
    r"""Return `text` with bytes that Python could not decode, as in old file names, spelled out.

    >>> print(printable(b"news-\xff.txt".decode(errors="surrogateescape")))
    news-\xff.txt
    """
    return text.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _is_mostly_utf8(sample: bytes) -> bool:
    text = codecs.getincrementaldecoder(UTF8)(errors="replace").decode(sample)  # a character cut at the end is no fault
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return broken == 0 or broken < sum(character > "\x7f" for character in text) - broken


def _guess(sample: bytes) -> str | None:
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, cp_isolation=_ARABIC_ENCODINGS).best()
    return best.encoding if best else None


def _has_control_characters(text: str) -> bool:
    controls = sum(unicodedata.category(character) == "Cc" and not character.isspace() for character in text[:10_000])
    return controls > len(text[:10_000]) / 100
