"""Which names of a batch are one speaker's, each rule surer than what it would cost to be wrong."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import combinations, pairwise

from stance.lexicon.words import Kind, kind_of
from stance.schema import SpeakerKind
from stance.speakers import spelling
from stance.speakers.clusters import Bearer, Clusters

# How long the longer of two words must be to count as one: with a state or title in common, without.
_SUPPORTED, _UNSUPPORTED = 5, 6
_SHORTEST_SURNAME = 4
_AND = "و"


def unite(clusters: Clusters, given: Collection[str]) -> None:
    """Unite the bearers that are one speaker; of `given` names, the kind of source does not matter."""
    _unite_ids(clusters)
    _unite_spellings(clusters, given)
    _unite_variants(clusters)
    _unite_surnames(clusters)


def _unite_ids(clusters: Clusters) -> None:
    for same in _groups((bearer.id, bearer) for members in clusters for bearer in members if bearer.id):
        for left, right in pairwise(same):
            clusters.unite(left, right)


def _unite_spellings(clusters: Clusters, given: Collection[str]) -> None:
    """Unite names that are written alike, where they do not belong to several."""
    keyed = (
        ((spelling.key(b.name), None if b.name in given else b.kind, _is_phrase(b) and b.id), b)
        for members in clusters
        for b in members
    )
    for same in _groups(keyed):
        if len({clusters.id(bearer) for bearer in same} - {None}) < 2:
            for left, right in pairwise(same):
                clusters.unite(left, right)


def _is_phrase(bearer: Bearer) -> bool:
    """Whether somebody is not called by name: «وزير الخارجية الأمريكي» is now the one and now the other."""
    return bearer.kind is SpeakerKind.UNNAMED


def _groups(keyed: Iterable[tuple[Hashable, Bearer]]) -> list[list[Bearer]]:
    groups: dict[Hashable, list[Bearer]] = defaultdict(list)
    for key, bearer in keyed:
        groups[key].append(bearer)
    return [bearers for bearers in groups.values() if len(bearers) > 1]


def _persons(clusters: Clusters) -> Iterator[tuple[tuple[str, ...], Bearer]]:
    """Yield the words of the name of each single person, and the person."""
    for members in clusters:
        for bearer in members:
            words = spelling.words(bearer.name)
            if bearer.kind is SpeakerKind.PERSON and _AND not in words:
                yield words, bearer


def _unite_variants(clusters: Clusters) -> None:
    """Unite full names that differ in the spelling of one foreign word."""
    blanked: dict[tuple[str, ...], list[tuple[str, Bearer]]] = defaultdict(list)
    for words, bearer in _persons(clusters):
        for at, word in enumerate(words if len(words) > 1 else ()):
            blanked[*words[:at], "", *words[at + 1 :], spelling.skeleton(word)].append((word, bearer))
    for alike in blanked.values():
        for (left, one), (right, other) in combinations(alike, 2):
            if (
                left != right
                and clusters.root(one) != clusters.root(other)
                and _same(clusters, one, other, left, right)
            ):
                clusters.unite(one, other)


def _same(clusters: Clusters, one: Bearer, other: Bearer, left: str, right: str) -> bool:
    known, also_known = clusters.evidence(one), clusters.evidence(other)
    letters = _SUPPORTED if known.supports(also_known) else _UNSUPPORTED
    return spelling.is_variant(left, right, letters=letters) and not known.contradicts(also_known)


def _unite_surnames(clusters: Clusters) -> None:
    """Unite a last name that stands alone with the one full name of the batch that ends with it.

    A state or title must be in common, too: a batch seldom names all who bear a family name.
    """
    ending: dict[str, dict[Bearer, Bearer]] = defaultdict(dict)
    alone = []
    for words, bearer in _persons(clusters):
        if len(words) > 1:
            ending[words[-1]][clusters.root(bearer)] = bearer
        elif _is_surname(words[0]) and len(clusters.members(bearer)) == 1:
            alone.append((words[0], bearer))
    for surname, bearer in alone:
        if len(ending[surname]) != 1:
            continue
        [full] = ending[surname].values()
        known, also_known = clusters.evidence(bearer), clusters.evidence(full)
        if known.supports(also_known) and not known.contradicts(also_known):
            clusters.unite(full, bearer)


def _is_surname(word: str) -> bool:
    """Whether a word is nothing but a family name, as far as the lexicon knows."""
    return len(word) >= _SHORTEST_SURNAME and not kind_of(word) & ~(Kind.SURNAME | Kind.DEFINITE)
