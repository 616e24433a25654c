"""Cues: the words of a text that report speech, looked up in the lexicon."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from stance.extraction.document import Document
from stance.lexicon import conjugation
from stance.lexicon.conjugation import Shape
from stance.lexicon.words import FUNCTION, kind_of, read_yaml
from stance.text import fold

_NOT_PREPOSITIONS = frozenset(("that", "say", "np", "past:np"))
_CONJUNCTIONS = ("و", "ف")


@dataclass(frozen=True, slots=True)
class Lemma:
    """A reporting verb: its class and the complements that it takes.

    `marked` says that only a written shadda tells the verb from an everyday word; `governed` are the prepositions among
    the complements.
    """

    name: str
    group: str
    takes: tuple[str, ...]
    marked: bool
    governed: frozenset[str]


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
            takes = tuple(fold(complement) for complement in entry["takes"])
            governed = frozenset(c.removeprefix("obj:") for c in takes) - _NOT_PREPOSITIONS
            lemma = Lemma(fold(name), group, takes, entry.get("marked", False), governed)
            for written, shape in _inflect(name, entry):
                if shape.object and not _takes_object(lemma, shape):
                    continue
                word = fold(written)
                for conjunction in ("", *_CONJUNCTIONS):
                    form = conjunction + word
                    found = CueForm(lemma, shape, bool(conjunction), bool(kind_of(form) or kind_of(word) & FUNCTION))
                    known = table.get(form)
                    if known is None or _plainness(found) < _plainness(known):
                        table[form] = found
    return table


def find_cues(document: Document) -> None:
    """Put the cues of an article that stand outside quotation marks into `document.cues`."""
    forms, enclosing = cue_forms(), document.enclosing
    document.cues = [(i, forms[w]) for i, w in enumerate(document.words) if w in forms and i not in enclosing]


def _takes_object(lemma: Lemma, shape: Shape) -> bool:
    addressed = any(complement.startswith("obj") for complement in lemma.takes)
    return addressed or (shape.use == "verb" and any(complement.endswith("np") for complement in lemma.takes))


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
