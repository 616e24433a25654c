"""What a word of a statement signals: its class in the stance lexicon, whatever its inflection.

`conjugation.py` unfolds verbs in the third person, as reporters use them. Inside quotes people speak of themselves and
to others, nouns are as frequent as verbs, and everything carries clitics: unfolding it all would make a million forms.
So stems are listed here, each with the affixes that it may take, and a word is taken apart when it is first met.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from stance.lexicon.memo import Memo
from stance.lexicon.stance import Entry, entries, homographs
from stance.text import fold

# What a stem can be: a past («رفض»), a past before a consonant («قدم»نا, «دعو»نا, «رد»«د»نا) or only before any ending
# («دع»ت), a present without its person («رفض» of «نرفض»), a noun or adjective, such a one of a verb's row.
_PAST, _BEFORE_CONSONANT, _BEFORE_ENDING, _PRESENT, _NOMINAL, _DERIVED = 1, 2, 4, 8, 16, 32
_ANY_NOMINAL = _NOMINAL | _DERIVED
_WEAK = "اوي"
_SHORTEST_DERIVED = 3  # letters of a stem that has lost one: «نه» of «نوه» would be found everywhere

_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "كم", "ك", "نا", "ني")
_OURS = ("نا", "ني")


class Signal(NamedTuple):
    """What a word signals; `first_person` where it speaks of the speaker («نرفض»، «رفضنا»، «شعبنا»)."""

    lemma: str
    pos: str
    group: str
    polarity: int
    first_person: bool


class _Affix(NamedTuple):
    stems: int
    first_person: bool = False


def signal_of(word: str) -> Signal | None:
    """Return what a folded word signals, None where it is no form of a listed word.

    >>> signal_of("سنرفض").group, signal_of("سنرفض").first_person
    ('reject', True)
    >>> signal_of("والمساعدات").group
    'aid'
    """
    return _SIGNALS[word]


def _signal(word: str) -> Signal | None:
    if word in _homographs():
        return None
    particle = _particles().get(word)
    return Signal(particle.lemma, "particle", particle.group, particle.polarity, False) if particle else _parse(word)


def _parse(word: str) -> Signal | None:
    """Return the reading that takes the least off the word; of equal ones the one that is listed first."""
    readings = ((cost, entry, first_person) for cost, entry, first_person in _readings(word))
    best = min(readings, key=lambda reading: reading[0], default=None)
    if best is None:
        return None
    _, (entry, pos), first_person = best
    return Signal(fold(entry.lemma), pos, entry.group, entry.polarity, first_person)


def _readings(word: str) -> Iterator[tuple[float, tuple[Entry, str], bool]]:
    stems, prefixes, suffixes = _stems(), _prefixes(), _suffixes()
    for begin in range(min(5, len(word) - 1)):
        for before in prefixes.get(word[:begin], ()):
            for end in range(max(begin + 2, len(word) - 5), len(word) + 1):
                after = suffixes.get(word[end:], ())
                for (kind, entry, pos), affix in product(stems.get(word[begin:end], ()) if after else (), after):
                    if kind & before.stems & affix.stems:
                        cost = _cost(kind, begin, end - begin, len(word) - end)
                        yield cost, (entry, pos), before.first_person or affix.first_person


def _cost(kind: int, before: int, stem: int, after: int) -> float:
    """Return what a reading takes off; the person of a present is part of the verb, two letters may be anything."""
    return (
        before
        + after
        + 0.5 * (kind == _BEFORE_CONSONANT)
        + 0.1 * (kind == _DERIVED)
        + 1.5 * (stem == 2 and before + after > 0)
        - (0.6 + 0.5 * (before > 1)) * (kind == _PRESENT)
    )


@cache
def _homographs() -> frozenset[str]:
    return frozenset(map(fold, homographs()))


@cache
def _particles() -> dict[str, Entry]:
    particles = (entry for entry in entries() if entry.pos == "particle")
    return {fold(word): entry for entry in particles for word in (entry.lemma, *entry.other)}


@cache
def _stems() -> dict[str, list[tuple[int, Entry, str]]]:
    table: dict[str, list[tuple[int, Entry, str]]] = {}
    for entry in entries():
        for stem, kind, pos in _stems_of(entry):
            table.setdefault(stem, []).append((kind, entry, pos))
    return table


def _stems_of(entry: Entry) -> Iterator[tuple[str, int, str]]:
    """Yield the folded stems of an entry, what each can be, and its part of speech."""
    if entry.pos == "verb":
        yield from ((stem, kind, "verb") for stem, kind in _past(fold(entry.lemma)))
        yield from ((stem, _PRESENT, "verb") for stem in _present(fold(entry.present)))
        participle = fold(entry.participle) or "م" + fold(entry.present)[1:]
        for base, pos in ((fold(entry.verbal_noun), "noun"), (participle, "adjective")):
            if base != "-":
                yield from ((stem, _DERIVED, pos) for stem in _nominal(base))
                if base.endswith("ي") and len(base) > _SHORTEST_DERIVED + 1:  # تحدي: تحد
                    yield base[:-1], _DERIVED, pos
    elif entry.pos != "particle":
        for base in map(fold, (entry.lemma, *entry.other)):
            yield from ((stem, _NOMINAL, entry.pos) for stem in _nominal(base))


def _past(past: str) -> Iterator[tuple[str, int]]:
    yield past, _PAST
    if past[-1] in "اي" and len(past) > 2:  # دعا: دعت, دعونا, دعاه
        if len(past) > _SHORTEST_DERIVED:
            yield past[:-1], _BEFORE_ENDING
        yield from ((past[:-1] + glide, _BEFORE_CONSONANT) for glide in "وي")
        yield past[:-1] + "ا", _PAST
    elif len(past) > _SHORTEST_DERIVED and past[-2] == "ا":  # أدان: أدنا
        yield past[:-2] + past[-1], _BEFORE_CONSONANT
    if len(past) == 2 or (len(past) == 4 and past[0] == "ا" and past[2] == "ت"):  # رد: رددنا, احتج: احتججنا
        yield past + past[-1], _BEFORE_CONSONANT


def _present(present: str) -> Iterator[str]:
    body = present[1:]
    yield body
    if len(body) <= _SHORTEST_DERIVED:
        return
    if body[-1] in _WEAK:  # يدعو: يدعون, لم يدع
        yield body[:-1]
    elif body[-2] in _WEAK:  # يدين: لم يدن
        yield body[:-2] + body[-1]


def _nominal(base: str) -> Iterator[str]:
    yield base
    if base.endswith("ه"):
        yield base[:-1] + "ت"
        yield base[:-1] + "ات"
    elif base.endswith("اء"):  # حلفاء: حلفاؤنا, حلفائهم
        yield from (base[:-1] + seat for seat in "ؤئ")


@cache
def _prefixes() -> dict[str, list[_Affix]]:
    table: dict[str, list[_Affix]] = {}
    for conjunction in ("", "و", "ف"):
        add = table.setdefault
        add(conjunction, []).append(_Affix(_PAST | _BEFORE_CONSONANT | _BEFORE_ENDING | _ANY_NOMINAL))
        for particle, person in product(("", "س", "ل"), "يتنا"):
            add(conjunction + particle + person, []).append(_Affix(_PRESENT, person in "نا"))
        for preposition in ("ب", "ل", "ك", "ال", "بال", "لل", "كال"):
            add(conjunction + preposition, []).append(_Affix(_ANY_NOMINAL))
    return table


@cache
def _suffixes() -> dict[str, list[_Affix]]:
    table: dict[str, list[_Affix]] = {}

    def add(suffix: str, stems: int, first_person: bool = False) -> None:
        table.setdefault(suffix, []).append(_Affix(stems, first_person))

    add("", _PAST | _PRESENT | _ANY_NOMINAL)
    for pronoun in _PRONOUNS:
        ours = pronoun in _OURS
        add(pronoun, _PAST | _PRESENT | _ANY_NOMINAL, ours)
        add("ت" + pronoun, _PAST | _BEFORE_ENDING, ours)
        add("نا" + pronoun, _PAST | _BEFORE_CONSONANT, True)
        add("و" + pronoun, _PAST | _PRESENT, ours)
        add("ون" + pronoun, _PRESENT, ours)
        add("ات" + pronoun, _ANY_NOMINAL, ours)
    for suffix in ("ت", "وا", "ا", "تا"):
        add(suffix, _PAST | _BEFORE_ENDING)
    add("نا", _PAST | _BEFORE_CONSONANT, True)
    add("تم", _PAST | _BEFORE_CONSONANT)
    for suffix in ("ون", "وا", "ين", "ان", "ا", "ن"):
        add(suffix, _PRESENT)
    for suffix in ("ات", "ون", "ين", "ان", "ا", "يه", "ه", "و", "تين", "تان"):
        add(suffix, _ANY_NOMINAL)
    return table


_SIGNALS = Memo(_signal)
