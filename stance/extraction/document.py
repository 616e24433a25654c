"""An article as the grammar sees it: tokens, paragraphs, sentences and quotation marks."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, TypeVar

from stance.extraction import pairing
from stance.lexicon.names import given_names
from stance.lexicon.words import FUNCTION, Kind, kinds_of
from stance.schema import Article, Span
from stance.text import MARK, Normalized, normalize

if TYPE_CHECKING:
    from stance.extraction.cues import CueForm
    from stance.extraction.people import Person


class Phrase(Protocol):
    """What a noun phrase tells about its place."""

    @property
    def start(self) -> int:
        """First token."""

    @property
    def end(self) -> int:
        """Token behind the last."""

    @property
    def clitic(self) -> int:
        """Letters of the first token that are not the phrase's."""


_TOKEN = re.compile(r"""(\d+(?:[.,:/٫]\d+)+|\w+|"+|''+|\(\(|\)\)|\n|[^\w\s])""")
# What the letters of a name may say besides, where its hamza is not looked at.
_HIDING = Kind.DEFINITE | FUNCTION
_OF_NAMES = Kind.GIVEN_NAME | Kind.FEMININE_NAME | Kind.SURNAME | Kind.NAME_PARTICLE
_HAMZAS = frozenset("أإآ")
_TERMINATORS = frozenset(".!?؟…\n")
_MARKS = frozenset((MARK, MARK * 2, MARK * 3, "'", "''", "'''", "((", "))"))
# Initials of foreign names that have more than one letter in Arabic; a single letter is one too: «د. فلان».
_LONGEST_LETTER = 3
_ABBREVIATIONS = frozenset(("دبليو", "جيه", "إتش", "ايه"))
_CLITICS = ("", *"ولبف")
_Item = TypeVar("_Item")


def _token(cue: "tuple[int, CueForm]") -> int:
    return cue[0]


@dataclass(slots=True)
class Document:
    """The tokens of an article in normalized spelling, with their places and the structure above them.

    `kinds` are the word classes of the tokens, `starts` and `ends` their offsets into the normalized text; `places` is
    the index of the words: the tokens where each stands, in order.

    `marks` are the quotation marks, a single one only where it is paired; `partner` maps one that is paired to its
    other end, `enclosing` a token inside marks to the mark that opens. `openers` are the marks that open, `unclosed`
    those among them without an end. `sentence[i]` is the number of the sentence that token `i` stands in, `sentences`
    the half-open token ranges; the same for paragraphs. No sentence ends inside marks.

    `cues` are the forms of reporting verbs outside quotation marks, `people` every place where somebody is named.
    `names` holds the words that are part of somebody's full name anywhere in the article, so that they are known as
    names where they stand alone, `last_names` those that end one, `name_pairs` which of them follow each
    other; `longer_names` remembers who is meant by a short name.
    `writes_dotless_ya` says that the writer tells «على» from the name «علي», `writes_hamza` «فإن» from «فان».
    """

    article: Article
    normalized: Normalized
    words: list[str]
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    places: dict[str, list[int]]
    marks: set[int] = field(default_factory=set)
    partner: dict[int, int] = field(default_factory=dict)
    openers: set[int] = field(default_factory=set)
    unclosed: set[int] = field(default_factory=set)
    enclosing: dict[int, int] = field(default_factory=dict)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    cues: "list[tuple[int, CueForm]]" = field(default_factory=list)
    people: "list[Person]" = field(default_factory=list)
    last_names: set[str] = field(default_factory=set)
    name_pairs: set[tuple[str, str]] = field(default_factory=set)
    longer_names: "dict[tuple[str, ...], list[Person]]" = field(default_factory=dict)
    writes_hamza: bool = True
    writes_dotless_ya: bool = False

    def span(self, start: int, end: int) -> Span:
        """Return where the tokens from `start` up to `end` stand in the raw text."""
        return self.normalized.raw_span(self.starts[start], self.ends[end - 1])

    def raw(self, start: int, end: int) -> str:
        """Return the raw text of the tokens from `start` up to `end`."""
        return self.span(start, end).of(self.normalized.raw)

    def phrase_span(self, phrase: "Phrase") -> Span:
        """Return where a noun phrase stands in the raw text, without a conjunction or preposition written on it."""
        start, end = self.span(phrase.start, phrase.end)
        return Span(start + phrase.clitic, end)

    def is_mark(self, token: int) -> bool:
        """Whether the token is a quotation mark; a single one only where it is paired."""
        return token in self.marks

    def cues_between(self, start: int, end: int) -> "list[tuple[int, CueForm]]":
        """Return the cues from one token up to another."""
        return self.cues[bisect_left(self.cues, start, key=_token) : bisect_left(self.cues, end, key=_token)]

    def all_of(self, words: Iterable[str]) -> list[int]:
        """Return the tokens where any of the words stands, in order."""
        return sorted(token for word in words for token in self.places.get(word, ()))

    def all_with_clitics(self, words: Iterable[str]) -> list[int]:
        """Return the tokens of the words where a conjunction or preposition may be written on them too, in order."""
        return self.all_of(clitic + word for word in words for clitic in _CLITICS)

    def opens(self, token: int) -> bool:
        """Whether the token is a quotation mark that opens, closed or not."""
        return token in self.openers

    def next_paragraph(self, token: int) -> int:
        """Return the first token of the next paragraph, the number of tokens where there is none."""
        at = token + 1
        while at < len(self.words) and self.words[at] == "\n":
            at += 1
        return at

    def is_tight(self, token: int) -> bool:
        """Whether a token touches both its neighbours, as a hyphen in a name does."""
        return self.ends[token - 1] == self.starts[token] and self.ends[token] == self.starts[token + 1]

    def closes(self, token: int) -> bool:
        """Whether the token is a quotation mark that closes."""
        return -1 < self.partner.get(token, -1) < token


def read(article: Article) -> Document:
    """Tokenize an article and find its structure."""
    normalized = normalize(article.text)
    pieces = _TOKEN.split(normalized.text)  # what is between the tokens, and the tokens, in turn
    offsets = list(accumulate(map(len, pieces)))
    return _structure(article, normalized, pieces[1::2], offsets[:-1:2], offsets[1::2])


def with_marks(document: Document, places: Iterable[tuple[int, int]]) -> Document:
    """Return the document with quotation marks of no width put in, each before a token and at an offset."""
    added = sorted(places)
    words = _with(document.words, [(token, MARK) for token, _ in added])
    starts, ends = _with(document.starts, added), _with(document.ends, added)
    return _structure(document.article, document.normalized, words, starts, ends)


def _with(items: list[_Item], added: Iterable[tuple[int, _Item]]) -> list[_Item]:
    """Return a list with more items, each put in before the one of a number."""
    together, last = list[_Item](), 0
    for at, item in added:
        together += items[last:at]
        together.append(item)
        last = at
    return together + items[last:]


def _structure(
    article: Article, normalized: Normalized, words: list[str], starts: list[int], ends: list[int]
) -> Document:
    kinds = kinds_of(words)
    dotless, hamza = "على" in article.text, "أن" in article.text or "إن" in article.text
    document = Document(
        article, normalized, words, kinds, starts, ends, _index(words), writes_hamza=hamza, writes_dotless_ya=dotless
    )
    _tell_names_from_nouns(document)
    _find_paragraphs(document)
    marks, stops = document.all_of(_MARKS), document.all_of(_TERMINATORS)
    pairing.pair_marks(document, [_between(marks, start, end) for start, end in document.paragraphs])
    for start, end in document.paragraphs:
        _find_sentences(document, start, end, _between(stops, start, end))
    document.marks.update(i for i in marks if words[i] != "'" or i in document.partner)
    _number_sentences(document)
    return document


def _index(words: list[str]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        places[word].append(i)
    return places


def _between(tokens: list[int], start: int, end: int) -> list[int]:
    return tokens[bisect_left(tokens, start) : bisect_left(tokens, end)]


def _tell_names_from_nouns(document: Document) -> None:
    """Know names by the hamza that the words no longer show: «ألكسندر», «إلهام», «آلان» are no noun and no adverb."""
    raw, place = document.normalized.raw, document.normalized.raw_offset
    for i, kind in enumerate(document.kinds):
        hamza = kind & Kind.GIVEN_NAME and kind & _HIDING and raw[place(document.starts[i])] in _HAMZAS
        if hamza and document.raw(i, i + 1) in given_names():
            document.kinds[i] = kind & _OF_NAMES


def _find_paragraphs(document: Document) -> None:
    start = 0
    for end in (*document.places.get("\n", ()), len(document.words)):
        if end > start:
            document.paragraphs.append((start, end))
        start = end + 1


def _find_sentences(document: Document, start: int, end: int, stops: Sequence[int]) -> None:
    begin = start
    for i in stops:
        if i not in document.enclosing and not _abbreviates(document, i):
            after_mark = i + 1 < end and document.closes(i + 1)
            if i == begin and document.sentences and i > start:  # a second stop belongs to the sentence before it
                document.sentences[-1] = (document.sentences[-1][0], i + 1)
                begin = i + 1
            elif not after_mark:
                document.sentences.append((begin, i + 1))
                begin = i + 1
    if begin < end:
        document.sentences.append((begin, end))


def _abbreviates(document: Document, stop: int) -> bool:
    """Whether a full stop belongs to an initial or to letters («د. فلان», «بي.إف.إم»)."""
    before = document.words[stop - 1] if stop else ""
    after = document.words[stop + 1] if stop + 1 < len(document.words) else ""
    short = before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha())
    if document.words[stop] != "." or document.ends[max(stop - 1, 0)] != document.starts[stop]:
        return False
    letters = before.isalpha() and after.isalpha() and max(len(before), len(after)) <= _LONGEST_LETTER
    return short or (letters and document.is_tight(stop))


def _number_sentences(document: Document) -> None:
    document.sentence = [-1] * len(document.words)
    for number, (start, end) in enumerate(document.sentences):
        document.sentence[start:end] = [number] * (end - start)
