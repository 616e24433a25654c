"""The columns of our CoNLL-U Plus files, and white space in MISC as UDPipe writes it."""

import re

from stance.interop.markup import Part

TAGGED = (Part.QUOTE, Part.CUE, Part.SPEAKER, Part.TARGET)
COLUMNS = ("ID", "FORM", *(part.upper() for part in TAGGED), "MISC")
_ESCAPES = {" ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n"}  # of the signs that are escaped, the white ones
_SIGNS = {escape: sign for sign, escape in _ESCAPES.items()}


def spaces_misc(before: str, after: str) -> list[str]:
    r"""Return what MISC says of the white space around a word; one space behind it goes without saying.

    >>> spaces_misc("", " \n"), spaces_misc("", ""), spaces_misc("", " ")
    (['SpacesAfter=\\s\\n'], ['SpaceAfter=No'], [])
    """
    misc = [f"SpacesBefore={_escaped(before)}"] if before else []
    if not after:
        return [*misc, "SpaceAfter=No"]
    return misc if after == " " else [*misc, f"SpacesAfter={_escaped(after)}"]


def spaces_of(misc: dict[str, str]) -> tuple[str, str]:
    """Return the white space before and behind a word."""
    after = "" if misc.get("SpaceAfter") == "No" else _plain(misc.get("SpacesAfter", " "))
    return _plain(misc.get("SpacesBefore", "")), after


def _escaped(spaces: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in spaces)


def _plain(spaces: str) -> str:
    return re.sub(r"\\.", lambda match: _SIGNS.get(match[0], match[0]), spaces)
