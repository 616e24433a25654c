import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
@dataclass(frozen=True)
class State:
    id: str; name: str; english: str; capital: str; capital_variants: tuple; variants: tuple; demonyms: tuple; demonym_plurals: tuple
@cache
def states():
    t=(files("stance.lexicon")/"actors"/"states.csv").read_text("utf-8").splitlines()
    sp=lambda x: tuple(v for v in x.split("|") if v)
    return tuple(State(r["id"],r["name"],r["english"],r["capital"],sp(r["capital_variants"]),sp(r["variants"]),sp(r["demonyms"]),sp(r["demonym_plurals"])) for r in csv.DictReader(t))
@dataclass(frozen=True)
class Organization:
    id: str; name: str; english: str; kind: str; variants: tuple; homographs: tuple; state: str
@cache
def organizations():
    t=(files("stance.lexicon")/"actors"/"organizations.csv").read_text("utf-8").splitlines()
    sp=lambda x: tuple(v for v in x.split("|") if v)
    return tuple(Organization(r["id"],r["name"],r["english"],r["kind"],sp(r["variants"]),sp(r["homographs"]),r["state"]) for r in csv.DictReader(t))
