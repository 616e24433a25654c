"""What newsrooms, scrapers and converters do to a text: marks turned, changed, lost or spaced, spelling, unseen signs.

A corruption is a function of a text and a source of chance that says what to edit; `corrupt` carries the edits out on
an annotated article and moves the offsets of its quotes along.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate, chain
from random import Random
from typing import NamedTuple

from stance.evaluate.gold import GoldArticle
from stance.schema import Span

SOME = 0.2  # of the places, where not all are struck

_MARKS = '«»"“”„‹›'
_MARK = re.compile(rf"(?P<opens>[{_MARKS}](?=[{_MARKS}…]*\w))|[{_MARKS}]")
_PAIR = re.compile(rf"(?P<opens>[{_MARKS}])(?=\w)[^\n]*?(?P<closes>[{_MARKS}])(?![{_MARKS}…]*\w)")
_OUTER_SPACE = re.compile(rf" (?=[{_MARKS}]\w)|(?<=[{_MARKS}]) (?=\w)")
_LETTER = re.compile("[ء-غف-ي](?![\u064b-\u0652])")
_BETWEEN_JOINED = re.compile("(?<=[ئبتثجحخسشصضطظعغفقكمنهي])(?=[آ-غف-ي])")
_LINES, _SPACE, _WORD, _NUMBER = map(re.compile, (r"\n", " ", r"\w+", r"\d+"))

_TURNED = str.maketrans("«»“”‹›", "»«”“›‹")
_RLM, _LRM, _RLE, _PDF, _RLI, _PDI = "\u200f\u200e\u202b\u202c\u2067\u2069"
_TATWEEL, _SHADDA, _VOWELS = "\u0640", "\u0651", "\u064e\u064f\u0650\u0652"


class Edit(NamedTuple):
    """The characters from `start` up to `end` become `new`."""

    start: int
    end: int
    new: str


Corruption = Callable[[str, Random], Iterable[Edit]]


def rewrite(text: str, edits: Iterable[Edit]) -> tuple[str, Callable[[Span], Span]]:
    """Return the edited text, and a function that moves a span: what is put in at its edges stays outside.

    >>> text, move = rewrite("قال «نعم»", [Edit(4, 5, "(( "), Edit(8, 8, " ")])
    >>> text, move(Span(5, 8)).of(text)
    ('قال (( نعم »', 'نعم')
    """
    characters, inserted = list(text), [""] * (len(text) + 1)
    for start, end, new in edits:
        if start == end:
            inserted[start] += new
        else:
            characters[start:end] = [new] + [""] * (end - start - 1)
    pieces = list(zip(inserted, [*characters, ""], strict=True))
    ends = [0, *accumulate(len(before) + len(character) for before, character in pieces)]

    def move(span: Span) -> Span:
        return Span(ends[span.start] + len(inserted[span.start]), ends[span.end])

    return "".join(chain.from_iterable(pieces)), move


def corrupt(corruption: Corruption, gold: GoldArticle, seed: int = 0) -> GoldArticle:
    """Return the article with its text corrupted and the quotes where they now stand."""
    text, move = rewrite(gold.article.text, corruption(gold.article.text, Random(f"{seed} {gold.article.id}")))
    quotes = (
        replace(quote, spans=tuple(map(move, quote.spans)), cue=quote.cue and move(quote.cue)) for quote in gold.quotes
    )
    return GoldArticle(replace(gold.article, text=text), tuple(quotes))


def _each(pattern: re.Pattern[str], new: Callable[[re.Match[str], Random], str], share: float = 1) -> Corruption:
    """Change every match, or a share of them by chance."""

    def edits(text: str, chance: Random) -> Iterator[Edit]:
        for match in pattern.finditer(text):
            if chance.random() < share:
                yield Edit(*match.span(), new(match, chance))

    return edits


def _marked(opening: str, closing: str) -> Corruption:
    """Put one kind of mark in the place of all; «*» in it stands for the mark that was there."""

    def new(mark: re.Match[str], _: Random) -> str:
        return (opening if mark["opens"] else closing).replace("*", mark[0])

    return _each(_MARK, new)


def _spelt(letters: str, others: str, share: float = 1) -> Corruption:
    """Write letters for others: one for each, or one for all."""
    table = dict(zip(letters, others if len(others) > 1 else others * len(letters), strict=True))
    return _each(re.compile(f"[{letters}]"), lambda match, _: table[match[0]], share)


def _ending_in(letter: str, other: str) -> Corruption:
    return _each(re.compile(rf"{letter}\b"), lambda *_: other)


def _around(pattern: re.Pattern[str], before: str, after: str, share: float = 1) -> Corruption:
    def edits(text: str, chance: Random) -> Iterator[Edit]:
        for match in pattern.finditer(text):
            if chance.random() < share:
                yield Edit(match.start(), match.start(), before)
                yield Edit(match.end(), match.end(), after)

    return edits


def _lost(*ends: str) -> Corruption:
    """Lose one mark of some pairs, the one that opens or the one that closes."""

    def edits(text: str, chance: Random) -> Iterator[Edit]:
        for pair in _PAIR.finditer(text):
            if chance.random() < SOME:
                yield Edit(*pair.span(chance.choice(ends)), "")

    return edits


def _mixed(mark: re.Match[str], chance: Random) -> str:
    return chance.choice('«"“' if mark["opens"] else '»"”')


def _spaced_by_chance(mark: re.Match[str], chance: Random) -> str:
    return chance.choice(("", " ")) + mark[0] + chance.choice(("", " "))


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Return the presentation forms of letters, and of lam with alef, by letters and place in the word."""
    forms = {}
    for character in map(chr, range(0xFE80, 0xFEFD)):
        place, *letters = unicodedata.decomposition(character).split()
        forms["".join(chr(int(letter, 16)) for letter in letters), place] = character
    return forms


def _shape(text: str, _: Random) -> Iterator[Edit]:
    """Write every letter as it looks in its place, as converters from PDF do."""
    forms = _forms()
    for match in re.finditer("ل[اأإآ]|[ء-غف-ي]", text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        joined_before = (before, "<initial>") in forms and (match[0], "<final>") in forms
        joined_behind = (match[0], "<initial>") in forms and (behind, "<final>") in forms
        place = ("<isolated>", "<final>", "<initial>", "<medial>")[joined_before + 2 * joined_behind]
        yield Edit(*match.span(), forms[match[0], place])


CORRUPTIONS: dict[str, Corruption] = {
    "marks turned round": _each(_MARK, lambda mark, _: mark[0].translate(_TURNED)),
    "all marks »«": _marked("»", "«"),
    "all marks ”“": _marked("”", "“"),
    'all marks ""': _marked('"', '"'),
    "all marks “”": _marked("“", "”"),
    "all marks „“": _marked("„", "“"),
    "all marks «»": _marked("«", "»"),
    "all marks ‹›": _marked("‹", "›"),
    "all marks ””": _marked("”", "”"),
    "all marks ''": _marked("'", "'"),
    "all marks doubled apostrophes": _marked("''", "''"),
    "all marks (())": _marked("((", "))"),
    "pairs of mixed marks": _each(_MARK, _mixed),
    "opening marks lost": _lost("opens"),
    "closing marks lost": _lost("closes"),
    "either mark lost": _lost("opens", "closes"),
    "spaces inside marks": _marked("* ", " *"),
    "spaces on both sides of marks": _marked(" * ", " * "),
    "spaces about marks by chance": _each(_MARK, _spaced_by_chance),
    "spaces outside marks lost": _each(_OUTER_SPACE, lambda *_: ""),
    "spaces outside marks lost by chance": _each(_OUTER_SPACE, lambda *_: "", share=0.5),
    "right-to-left marks about marks": _around(_MARK, _RLM, _RLM),
    "left-to-right marks about numbers": _around(_NUMBER, _LRM, _LRM),
    "embedding about quotes": _around(_PAIR, _RLE, _PDF),
    "isolates about words": _around(_WORD, _RLI, _PDI, SOME),
    "directional marks about words": _around(_WORD, _RLM, _LRM, SOME),
    "tatweel": _each(_BETWEEN_JOINED, lambda *_: _TATWEEL, SOME),
    "some vowel signs": _each(_LETTER, lambda letter, chance: letter[0] + chance.choice(_VOWELS), SOME),
    "all vowel signs": _each(_LETTER, lambda letter, chance: letter[0] + chance.choice(_VOWELS)),
    "shadda": _each(_LETTER, lambda letter, _: letter[0] + _SHADDA, SOME / 2),
    "hamza lost": _spelt("أإآ", "ا"),
    "hamza lost here and there": _spelt("أإآ", "ا", SOME),
    "ya for dotless ya": _spelt("ى", "ي"),
    "dotless ya for ya": _ending_in("ي", "ى"),
    "ha for ta marbuta": _spelt("ة", "ه"),
    "ta marbuta for ha": _ending_in("ه", "ة"),
    "Persian letters": _spelt("يك", "یک"),
    "no-break spaces": _each(_SPACE, lambda *_: "\u00a0"),
    "no-break spaces here and there": _each(_SPACE, lambda *_: "\u00a0", SOME),
    "two spaces": _each(_SPACE, lambda *_: "  ", SOME),
    "line ends of Windows": _each(_LINES, lambda *_: "\r\n"),
    "presentation forms": _shape,
}
