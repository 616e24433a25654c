"""The quotation marks of an article paired: inside paragraphs, and over the line breaks of a long quotation."""

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from stance.extraction.marks import Mark, pair
from stance.text import MARK

if TYPE_CHECKING:
    from stance.extraction.document import Document

_MOST_LINES = 4  # that words in marks may run over


def pair_marks(document: "Document", paragraphs: Sequence[Sequence[int]]) -> None:
    """Fill in what the document knows of its marks, given their tokens by paragraph."""
    for tokens in paragraphs:
        _pair_in_paragraph(document, tokens)
    _pair_over_paragraphs(document, list(chain.from_iterable(paragraphs)))


def _pair_in_paragraph(document: "Document", tokens: Sequence[int]) -> None:
    marks = [_mark(document, i) for i in tokens if _stands_free(document, i)]
    if not marks:
        return
    pairs, unclosed = pair(marks)
    document.unclosed.update(token for token in unclosed if document.words[token] != "'")
    document.openers.update(document.unclosed)
    for opener, closer in pairs:
        _join_marks(document, opener, closer)


def _pair_over_paragraphs(document: "Document", marks: Sequence[int]) -> None:
    """Pair a mark behind a colon that its paragraph leaves open with the next one, if that closes what is not open."""
    for opener, closer in pairwise(marks):
        lone = closer not in document.partner and closer not in document.unclosed and document.words[closer] != "'"
        near = lone and opener in document.unclosed and document.words[opener:closer].count("\n") <= _MOST_LINES
        ends = not "".join(document.words[closer + 1 : closer + 2]).isalnum()
        if near and ends and document.words[opener - 1] == ":":
            document.unclosed.discard(opener)
            _join_marks(document, opener, closer)


def _join_marks(document: "Document", opener: int, closer: int) -> None:
    document.openers.add(opener)
    document.partner[opener] = closer
    document.partner[closer] = opener
    document.enclosing.update(dict.fromkeys(range(opener + 1, closer), opener))


def _stands_free(document: "Document", token: int) -> bool:
    """Whether a mark is no apostrophe or inch sign between two letters of a Latin word."""
    return document.words[token] != "'" or not (
        document.normalized.text[document.starts[token] - 1].isalnum()
        and document.normalized.text[document.ends[token] : document.ends[token] + 1].isalnum()
    )


def _mark(document: "Document", token: int) -> Mark:
    text = document.normalized.text
    start, end = document.starts[token], document.ends[token]
    touching = token > 0 and document.ends[token - 1] == start
    return Mark(
        token,
        document.normalized.raw[document.normalized.raw_offset(start)] if end > start else MARK,
        text[start - 1] if start else " ",
        text[end] if end < len(text) else " ",
        document.words[token - 1] if touching else "",
    )
