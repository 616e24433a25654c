"""Cues: the words of a text that report speech, looked up in the lexicon."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from stance.extraction.document import Document
from stance.lexicon import conjugation
from stance.lexicon.conjugation import Shape
from stance.lexicon.words import FUNCTION, Kind, kind_of, read_yaml
from stance.text import fold

_NOT_PREPOSITIONS = frozenset(("that", "say", "np", "past:np", "np:act", "np:thanks"))
_WITH_CLAUSE = frozenset(("that", "obj:that", "الي", "علي", "ب", "من"))
_CONJUNCTIONS = ("و", "ف")


@dataclass(frozen=True, slots=True)
class Lemma:
    """A reporting verb: its class and the complements that it takes.

    `marked` says that only a written shadda tells the verb from an everyday word, `medium` that only an outlet reports
    with it; `governed` are the prepositions among
    the complements; `has_object` and `has_noun` say that an object, or a bare noun phrase at all, may be among them,
    `needs_object` that an object must, `has_clause` that a clause may, behind a preposition too.
    """

    name: str
    group: str
    takes: tuple[str, ...]
    marked: bool
    medium: bool
    governed: frozenset[str]
    has_object: bool
    needs_object: bool
    has_noun: bool
    has_clause: bool


@dataclass(frozen=True, slots=True)
class CueForm:
    """One inflected form of a lemma.

    `conjunction` says that «و» or «ف» is written on it, `ambiguous` that the same letters are an everyday noun or
    particle too («رفض»، «بين»), so that only its surroundings make it a verb.
    """

    lemma: Lemma
    shape: Shape
    conjunction: bool
    ambiguous: bool

    @property
    def governed(self) -> frozenset[str]:
        """The prepositions that may open the content."""
        return self.lemma.governed

    def takes(self, complement: str) -> bool:
        """Whether the form takes a complement of this kind."""
        if complement == "np" and "past:np" in self.lemma.takes:
            return not self.shape.present
        return complement in self.lemma.takes


@cache
def cue_forms() -> dict[str, CueForm]:
    """Return every form of every cue by its normalized spelling; of two readings the plainer one stays."""
    table: dict[str, CueForm] = {}
    for group, lemmas in read_yaml("cues.yaml").items():
        for name, entry in lemmas.items():
            lemma = _lemma(name, group, entry)
            for written, shape in _inflect(name, entry):
                if shape.object and not _takes_object(lemma, shape):
                    continue
                word = fold(written)
                for conjunction in ("", *_CONJUNCTIONS):
                    form = conjunction + word
                    everyday = kind_of(form) & ~Kind.DEFINITE or kind_of(word) & FUNCTION  # «التمس» has no article
                    found = CueForm(lemma, shape, bool(conjunction), bool(everyday))
                    known = table.get(form)
                    if known is None or _plainness(found) < _plainness(known):
                        table[form] = found
    return table


def find_cues(document: Document) -> None:
    """Put the cues of an article that stand outside quotation marks into `document.cues`."""
    forms = cue_forms()
    tokens = document.all_of(forms.keys() & document.places.keys())
    document.cues = [(i, forms[document.words[i]]) for i in tokens if i not in document.enclosing]


def _takes_object(lemma: Lemma, shape: Shape) -> bool:
    with_noun = any(complement.endswith("np") for complement in lemma.takes)
    return lemma.has_object or (shape.use == "verb" and with_noun)


def _lemma(name: str, group: str, entry: dict[str, Any]) -> Lemma:
    takes = tuple(fold(complement) for complement in entry["takes"])
    has_object = any(complement.startswith("obj") for complement in takes)
    return Lemma(
        fold(name),
        group,
        takes,
        entry.get("marked", False),
        entry.get("medium", False),
        frozenset(complement.removeprefix("obj:") for complement in takes) - _NOT_PREPOSITIONS,
        has_object,
        needs_object=bool(takes) and all(complement.startswith("obj") for complement in takes),
        has_noun=has_object or any(complement.endswith("np") or complement.startswith("np:") for complement in takes),
        has_clause=not _WITH_CLAUSE.isdisjoint(takes),
    )


def _plainness(form: CueForm) -> tuple[bool, bool, bool]:
    return (form.conjunction, form.shape.use != "verb", form.shape.object)


def _inflect(past: str, entry: dict[str, Any]) -> Iterator[tuple[str, Shape]]:
    present = entry["present"]
    participle = fold(entry.get("participle", "م" + present[1:]))
    forms = [conjugation.past(past)]
    if present != "-":
        forms.append(conjugation.present(present))
    if participle != "-":
        forms.append(conjugation.participles(participle))
    if "noun" in entry:
        forms.append(conjugation.verbal_nouns(fold(entry["noun"])))
    if "passive" in entry:
        forms.append(iter([(fold(entry["passive"]), Shape("verb", "m", False))]))
    return chain.from_iterable(forms)
