"""Of whom each speaker of an article speaks, over all that he says in it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from stance.extraction.statements import Statement
from stance.speakers import Speaker
from stance.targets.mentions import Mentions

_ASIDE = ("title", "place")


class Attention:
    """How much of what a speaker names is each party, his own side left out; the same for each side."""

    def __init__(
        self,
        mentions: Mentions,
        statements: Sequence[Statement],
        speakers: Sequence[Speaker | None],
        sides: Sequence[Collection[str]],
    ) -> None:
        speaks: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._sides: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for statement, speaker, own in zip(statements, speakers, sides, strict=True):
            if speaker:
                named = _named(mentions, statement).difference(own)
                speaks[speaker.name].update(named)
                for side in own:
                    self._sides[side].update(named)
        self._toward: dict[frozenset[str], dict[str, float]] = {}
        self._speakers = {name: _shares(named) for name, named in speaks.items()}

    def of(self, speaker: Speaker | None) -> Mapping[str, float]:
        """Return the share of each party in what a speaker names."""
        return self._speakers.get(speaker.name, {}) if speaker else {}

    def to(self, own: Collection[str]) -> Mapping[str, float]:
        """Return the share of a side in what each other side names."""
        key = frozenset(own)
        if key not in self._toward:
            most = {side: max((named.get(name, 0) for name in key), default=0) for side, named in self._sides.items()}
            self._toward[key] = {side: count / self._sides[side].total() for side, count in most.items() if count}
        return self._toward[key]


def _named(mentions: Mentions, statement: Statement) -> set[str]:
    """Return the parties that a statement names from its cue on, the states of those that belong to one among them."""
    start = min(statement.cue[1], statement.begin) if statement.cue else statement.begin
    named = mentions.within(start, statement.end or statement.begin)
    parties = {mention.party for mention in named if mention.form not in _ASIDE}
    return {name for party in parties for name in (party.name, party.state) if name}


def _shares(named: Counter[str]) -> dict[str, float]:
    total = named.total()
    return {name: count / total for name, count in named.items()}
