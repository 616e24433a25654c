"""What the quotes of a batch tell about somebody besides the name: states, titles and gender."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from stance.extraction.cues import cue_forms
from stance.lexicon import actors, officeholders
from stance.lexicon.states import state_of
from stance.lexicon.words import Kind, closed_class, kind_of
from stance.schema import Quote
from stance.text import fold

_WORD = re.compile(r"[^\W_]+")
_CLEAR = 0.7  # of the verbs that tell a gender


@dataclass(slots=True)
class Evidence:
    """Who bears a name: how many quotes, of which states, under which titles, and how often as man (m) or woman (f)."""

    quotes: int = 0
    states: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)

    def note(self, quote: Quote) -> None:
        """Add what one quote tells."""
        self.quotes += 1
        gender = _gender(fold(quote.cue or ""))
        if gender:
            self.genders[gender] += 1
        name = _words(quote.speaker or "")
        self._note_words(word for word in _words(quote.speaker_mention or "") if word not in name)

    def note_offices(self, person: str) -> None:
        """Add the offices that a person has held by the lexicon, which need not know the user's ids."""
        for *title, affiliation in officeholders.titles(person) if person in _officeholders() else ():
            self._note_words((*title, fold(affiliation)))

    def _note_words(self, words: Iterable[str]) -> None:
        for word in words:
            state, title = state_of(word), word.removeprefix("ال").removesuffix("ه")
            if state:
                self.states.add(state)
            elif kind_of(word) & Kind.PERSON_HEAD and title not in closed_class("vague_heads"):
                self.titles.add(title)

    def add(self, other: "Evidence") -> None:
        """Add what is known of the same person under another name."""
        self.quotes += other.quotes
        self.states |= other.states
        self.titles |= other.titles
        self.genders += other.genders

    def contradicts(self, other: "Evidence") -> bool:
        """Whether both cannot be one person: no state or no title in common, or man and woman."""
        genders = {self._gender(), other._gender()} - {None}
        return _apart(self.states, other.states) or _apart(self.titles, other.titles) or len(genders) > 1

    def supports(self, other: "Evidence") -> bool:
        """Whether both share a state or a title."""
        return bool(self.states & other.states or self.titles & other.titles)

    def _gender(self) -> str | None:
        [(gender, count)] = self.genders.most_common(1) or [("", 0)]
        return gender if count and count >= _CLEAR * self.genders.total() else None


@cache
def _officeholders() -> frozenset[str]:
    return frozenset(term.id for term in actors.officeholders())


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _apart(left: set[str], right: set[str]) -> bool:
    return bool(left and right and not left & right)


@lru_cache(maxsize=10_000)
def _gender(cue: str) -> str | None:
    """Return the gender of who does what a folded verb says; None where it does not tell."""
    form = cue_forms().get(cue)
    return form.shape.gender if form and form.shape.use == "verb" and not form.shape.plural else None
