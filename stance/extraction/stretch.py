"""The stretch of tokens that a noun phrase is read from."""

from collections.abc import Collection

from stance.extraction.document import Document
from stance.lexicon.words import kind_of


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
        self.words, self.kinds = document.words, document.kinds
        if clitic:
            self.words, self.kinds = self.words.copy(), self.kinds.copy()
            self.words[start] = without_clitic(self.words[start], clitic)
            self.kinds[start] = kind_of(self.words[start])

    def kind(self, at: int) -> int:
        """Return the classes of a token, none beyond the limit."""
        return self.kinds[at] if at < self.limit else 0


def without_clitic(word: str, clitic: int) -> str:
    """Return a word without the letters of a conjunction or preposition, «ل» before «ال» included.

    >>> without_clitic("للوزاره", 1), without_clitic("لبوتين", 1)
    ('الوزاره', 'بوتين')
    """
    rest = word[clitic:]
    return "ا" + rest if rest.startswith("ل") and word.startswith("لل") else rest
