"""The target of every statement of an article: the party with the most points, if it has more than no party has."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from stance.extraction.document import Document
from stance.extraction.statements import Statement
from stance.lexicon.words import read_yaml
from stance.speakers import Speaker
from stance.targets import mentions, parties, posture, signs
from stance.targets.attention import Attention
from stance.targets.memory import Memory
from stance.targets.own_side import Sides
from stance.targets.parties import Party
from stance.targets.scene import Scene, Sign, signals


class Target(NamedTuple):
    """Toward whom a quote is directed: the canonical name, and the actor's id where the lexicon knows it."""

    name: str
    id: str | None


class Weighed(NamedTuple):
    """What speaks for no party and for each as the target of one statement, and who is chosen."""

    none: list[Sign]
    parties: dict[Party, list[Sign]]
    chosen: Party | None


def resolve(
    document: Document, statements: Sequence[Statement], speakers: Sequence[Speaker | None]
) -> list[Target | None]:
    """Return the target of each statement, None where it takes no side or names nobody; statements in text order."""
    chosen = (weighed.chosen for weighed in weigh(document, statements, speakers))
    return [Target(party.name, party.id) if party else None for party in chosen]


def weigh(document: Document, statements: Sequence[Statement], speakers: Sequence[Speaker | None]) -> Iterator[Weighed]:
    """Yield what speaks for each party as the target of each statement, the choices before it among it."""
    found = mentions.read(document, statements, speakers)
    sides, memory = Sides(document, found), Memory()
    owns = [sides.of(statement, speaker) for statement, speaker in zip(statements, speakers, strict=True)]
    attention = Attention(found, statements, speakers, owns)
    for statement, speaker, own in zip(statements, speakers, owns, strict=True):
        signalled = signals(document, range(statement.begin, statement.end or statement.begin))
        scene = Scene(
            document, found, statement, speaker, own, memory, signalled, attention.of(speaker), attention.to(own)
        )
        weighed = _weigh(scene)
        memory.note(speaker, own, weighed.chosen)
        yield weighed


def _weigh(scene: Scene) -> Weighed:
    named = signs.of_named(scene)
    none, candidates = [*posture.signs(scene, named)], signs.of_all(scene, named)
    best, most = None, _sum("none", none)
    for party, found in candidates.items():
        points = _sum("party", found)
        if points > most:
            best, most = party, points
    return Weighed(none, candidates, best)


def _sum(table: str, found: Iterable[Sign]) -> float:
    points, total = _points(table), 0.0
    for sign, strength in found:
        if sign in points:
            total += points[sign] * strength
    return total


@cache
def _points(table: str) -> dict[str, float]:
    """Return what each sign is worth."""
    points: dict[str, dict[str, float]] = read_yaml(parties.LEXICON)["points"]
    return points[table]
