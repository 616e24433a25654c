"""A quote as a row of symbols: what its words do, states, numbers, and the small words that turn them around."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from stance.lexicon.memo import Memo
from stance.lexicon.stance_words import signal_of
from stance.lexicon.states import state_of

_NEGATION = "negation"
_SCOPE = 3  # words behind a negation that it turns around
_SIGNS = {1: "+", 0: "0", -1: "-"}
_CLITICS = ("", "و", "ل", "ب", "ف", "وب", "ول")


class Symbol(NamedTuple):
    """What one word says: its class as `label`, or that it names a state or a number.

    `polarity` is 1 for cooperation, -1 for conflict, 0 for neither; `sign` says the same, or is the label of a word
    that has no polarity to speak of; `details` are the class with its part of speech, and in the first person.
    """

    label: str
    sign: str
    polarity: int
    details: tuple[str, ...] = ()


def symbols(words: Sequence[str]) -> tuple[list[int], list[Symbol]]:
    """Return the positions of the normalized words that say something, and their symbols.

    A negation turns around the polarity of the words in its scope, and marks their labels.

    >>> positions, found = symbols("لن نقبل تهديدات موسكو".split())
    >>> positions, [symbol.label for symbol in found]
    ([0, 1, 2, 3], ['negation', '¬agree', '¬threaten', 'STATE'])
    """
    readings = list(map(_READINGS.__getitem__, words))
    negated = negated_positions(tuple(words))
    found = [(position, reading) for position, reading in enumerate(readings) if reading]
    return [position for position, _ in found], [reading[position in negated] for position, reading in found]


@lru_cache(2**11)  # stems ask for the same quotes
def negated_positions(words: tuple[str, ...]) -> frozenset[int]:
    """Return the positions of the words that stand in the scope of a negation, itself left out."""
    negations = [position for position, negates in enumerate(map(_NEGATIONS.__getitem__, words)) if negates]
    if not negations:
        return frozenset()
    reached = {position + step for position in negations for step in range(1, _SCOPE + 1)}
    return frozenset(reached.difference(negations))


def _readings(word: str) -> tuple[Symbol, Symbol] | None:
    """Return the symbol of a word as it stands, and in the scope of a negation; None where it says nothing."""
    signal = signal_of(word)
    if signal and signal.pos != "particle":
        _, *said = signal
        return _listed(*said, mark=""), _listed(*said, mark="¬")
    label = signal.group if signal else _unlisted(word)
    return (Symbol(label, label, 0),) * 2 if label else None


@cache  # one symbol for all the words of a class
def _listed(pos: str, group: str, polarity: int, first_person: bool, mark: str) -> Symbol:
    polarity = -polarity if mark else polarity
    details = (f"{pos}:{group}", f"we:{group}") if first_person else (f"{pos}:{group}",)
    return Symbol(mark + group, _SIGNS[polarity], polarity, details)


def _unlisted(word: str) -> str | None:
    if any(_is_state(word, clitic) for clitic in _CLITICS):
        return "STATE"
    return "NUMBER" if word[:1].isdigit() else None


def _is_state(word: str, clitic: str) -> bool:
    """Whether a state's name stands behind a clitic («لروسيا»), perhaps one that swallowed an article («للصين»)."""
    if not word.startswith(clitic) or len(word) - len(clitic) < 3:
        return False
    rest = word[len(clitic) :]
    return bool(state_of(rest) or (clitic and rest[0] == "ل" and state_of("ال" + rest[1:])))


def _is_negation(word: str) -> bool:
    signal = signal_of(word)
    return signal is not None and signal.group == _NEGATION


_READINGS = Memo(_readings)
_NEGATIONS = Memo(_is_negation)
