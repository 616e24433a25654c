"""Open a file for reading whatever its compression and encoding."""

import gzip
import io
from pathlib import Path
from typing import cast

from stance.io.encoding import SAMPLE, UTF8, detect
from stance.io.notes import Notes


def open_text(path: Path, notes: Notes, newline: str) -> io.TextIOWrapper:
    """Open a file in the encoding that it is found to have; bytes that break UTF-8 become lone surrogates.

    Raises NotTextError.
    """
    with _open_bytes(path) as file:
        codec = detect_noted(path, _beginning(file), notes)
    errors = "surrogateescape" if codec.startswith(UTF8) else "replace"
    return io.TextIOWrapper(_open_bytes(path), encoding=codec, errors=errors, newline=newline)


def detect_noted(path: Path, sample: bytes, notes: Notes) -> str:
    """Return the codec that reads `sample`, and make a note of it if it is not UTF-8."""
    codec = detect(sample)
    if not codec.startswith(UTF8):
        notes.add(f"not in UTF-8, read as {codec}", str(path))
    return codec


def _open_bytes(path: Path) -> io.BufferedReader:
    return cast("io.BufferedReader", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _beginning(file: io.BufferedReader) -> bytes:
    sample = bytearray()
    try:
        while len(sample) < SAMPLE and (some := file.read1(SAMPLE - len(sample))):
            sample += some
    except EOFError:  # cut off in the middle of its compressed data: whoever reads on will meet it again
        pass
    return bytes(sample)
