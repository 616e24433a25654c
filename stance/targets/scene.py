"""A statement as its target is looked for: among the parties of its article, with what its words signal."""

from collections.abc import Mapping
from dataclasses import dataclass

from stance.extraction.document import Document
from stance.extraction.statements import Statement
from stance.lexicon.stance_words import Signal, signal_of
from stance.speakers import Speaker
from stance.targets.memory import Memory
from stance.targets.mentions import Mentions
from stance.targets.parties import Mention

Sign = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Scene:
    """A statement and what is known about it.

    `own` are the parties on the speaker's side, `signals` go by token; `attention` tells how much the speaker speaks of
    each party in the whole article, `attended` how much each side speaks of the speaker's.
    """

    document: Document
    mentions: Mentions
    statement: Statement
    speaker: Speaker | None
    own: set[str]
    memory: Memory
    signals: Mapping[int, Signal]
    attention: Mapping[str, float]
    attended: Mapping[str, float]

    @property
    def content(self) -> range:
        """The tokens of the statement's content."""
        return range(self.statement.begin, self.statement.end or self.statement.begin)

    @property
    def cue_class(self) -> str:
        """The class of the cue in the lexicon, "missing" where there is no cue."""
        return self.statement.form.lemma.group if self.statement.form else "missing"

    def others(self, start: int, end: int) -> list[Mention]:
        """Return the mentions between two tokens of parties that are not on the speaker's side."""
        return [mention for mention in self.mentions.within(start, end) if mention.party.name not in self.own]


def signals(document: Document, content: range) -> dict[int, Signal]:
    """Return what the words of a content signal, by their tokens."""
    found = ((token, signal_of(document.words[token])) for token in content)
    return {token: signal for token, signal in found if signal}
