"""The stretch of tokens that a noun phrase is read from."""

from collections.abc import Collection, Sequence
from typing import TypeVar, overload

from stance.extraction.document import Document
from stance.lexicon.words import kind_of

_Item = TypeVar("_Item")


class Stretch:
    """Tokens of a document from `start` up to `limit`, and how a phrase in them is to be read.

    Attributes
    ----------
    words, kinds
        The document's, but for the first word, whose clitic is taken off.
    bare
        Another noun phrase may follow without a sign, so the phrase ends at the first word that need not belong to it.
    governed
        Prepositions that open the content and so end the phrase, «ب» and «ل» also where they are written on a word.

    """

    __slots__ = ("bare", "document", "governed", "kinds", "limit", "start", "words")

    def __init__(
        self, document: Document, start: int, limit: int, *, bare: bool, clitic: int, governed: Collection[str]
    ) -> None:
        self.document, self.start, self.limit = document, start, limit
        self.bare, self.governed = bare, governed
        self.words: Sequence[str] = document.words
        self.kinds: Sequence[int] = document.kinds
        if clitic:
            word = without_clitic(document.words[start], clitic)
            self.words = _Changed(document.words, start, word)
            self.kinds = _Changed(document.kinds, start, kind_of(word))

    def kind(self, at: int) -> int:
        """Return the classes of a token, none beyond the limit."""
        return self.kinds[at] if at < self.limit else 0


class _Changed(Sequence[_Item]):
    """A list but for one item; a copy would cost what the whole article is long."""

    __slots__ = ("_item", "_items", "_place")

    def __init__(self, items: list[_Item], place: int, item: _Item) -> None:
        self._items, self._place, self._item = items, place, item

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> _Item: ...

    @overload
    def __getitem__(self, at: slice) -> list[_Item]: ...

    def __getitem__(self, at: int | slice) -> _Item | list[_Item]:
        if isinstance(at, int):
            return self._item if at == self._place else self._items[at]
        part, places = self._items[at], range(len(self._items))[at]
        if self._place in places:
            part[places.index(self._place)] = self._item
        return part


def without_clitic(word: str, clitic: int) -> str:
    """Return a word without the letters of a conjunction or preposition, «ل» before «ال» included.

    >>> without_clitic("للوزاره", 1), without_clitic("لبوتين", 1)
    ('الوزاره', 'بوتين')
    """
    rest = word[clitic:]
    return "ا" + rest if rest.startswith("ل") and word.startswith("لل") else rest
