"""The header of our WebAnno TSV files, and how the format escapes its signs."""

import re

FEATURES = ("part", "stance", "form", "speaker_name", "target_name")
_LAYER = "webanno.custom.Statement"
HEADER = (
    "#FORMAT=WebAnno TSV 3.3\n"
    f"#T_SP={_LAYER}|{'|'.join(FEATURES)}\n"
    f"#T_RL=webanno.custom.StatementPart|part|BT_{_LAYER}\n"
    "\n"
)
_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n\r*]")
_ESCAPED = re.compile(r"\\(->|.)")
_NAMES = {"\t": "t", "\n": "n", "\r": "r"}
_SIGNS = {name: sign for sign, name in _NAMES.items()}


def escaped(text: str) -> str:
    r"""Return a text or value with the format's reserved signs escaped.

    >>> escaped("a_b|c"), plain(escaped("a_b|c"))
    ('a\\_b\\|c', 'a_b|c')
    """
    return _RESERVED.sub(lambda match: "\\" + _NAMES.get(match[0], match[0]), text)


def plain(text: str) -> str:
    """Return what was escaped."""
    return _ESCAPED.sub(lambda match: _SIGNS.get(match[1], match[1]), text)


def parted(cell: str, sign: str = "|") -> list[str]:
    r"""Part a cell at a sign that is not escaped.

    >>> parted(r"a\|b[1]|c[2]")
    ['a\\|b[1]', 'c[2]']
    """
    return re.findall(rf"(?:\\.|[^{re.escape(sign)}\\])+", cell)
