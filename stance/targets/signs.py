"""What speaks for a party as the target of a statement: where it is named, how, and what the article is about."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from stance.lexicon.words import Kind
from stance.targets import objects, parties
from stance.targets.parties import Mention, Party
from stance.targets.scene import Scene, Sign

_FARTHEST = 200  # tokens before the content, in two sentences of any length
_NEAR = 10  # tokens before the content, over which nearness halves
_ELSEWHERE = {kind: f"elsewhere {kind}" for kind in ("state", "body", "people", "person", "pair", "noun")}
_ORDER = ("first in quote", "second in quote")
_FORMS = ("nisba", "people", "capital", "title", "place")
_ASIDE = ("title", "place")
_JOINED = ("name", "seat", "capital", "people", "person")
_TITLE = Kind.PERSON_HEAD | Kind.MODIFIER | Kind.NISBA | Kind.DEFINITE
_BEFORE = {"مع": "quote with", "الي": "quote to"}
_COMMA = "،"


def of_all(scene: Scene, named: Mapping[Party, list[Sign]]) -> dict[Party, list[Sign]]:
    """Return all signs of every party that the statement may be directed at, given those of the `named` ones."""
    signs = dict(named)
    others = _others(scene)
    weight = scene.mentions.weight
    main = max((p for p in others if p.kind in ("state", "body")), key=lambda p: weight.get(p.name, 0), default=None)
    for party in others:
        if party not in signs:
            signs[party] = [(_ELSEWHERE[party.kind], 1)]
    if main:
        signs[main].append(("main", 1))
    _add_article(scene, signs)
    return signs


def of_named(scene: Scene) -> dict[Party, list[Sign]]:
    """Return what tells that parties stand with the cue or in the content, by the names of the signs in the lexicon."""
    signs: dict[Party, list[Sign]] = {}
    asked = [m for m in objects.of(scene.document, scene.mentions, scene.statement) if m.party.name not in scene.own]
    for mention in asked:
        signs.setdefault(mention.party, []).extend(_as_object(scene, mention))
    for one, other in pairwise(asked):
        if _are_joined(scene, one, other):
            pair = Party(f"{one.party.name} و {other.party.name}", None, "pair", None)
            signs[pair] = [*signs[one.party], ("object pair", 1)]
    for party in _by_pronoun(scene):
        signs.setdefault(party, []).append(("object pronoun", 1))
    _add_content(scene, signs)
    return signs


def _add_content(scene: Scene, signs: dict[Party, list[Sign]]) -> None:
    """Add the signs of the parties in the content, by the first place where it names each."""
    quoted = scene.others(scene.content.start, scene.content.stop)
    first_places: dict[str, Mention] = {}
    for mention in quoted:
        first_places.setdefault(mention.party.name, mention)
    for mention in first_places.values():
        signs.setdefault(mention.party, []).extend(_as_content(scene, mention))
    in_order = [mention.party for mention in quoted if mention.form not in _ASIDE]
    if in_order:
        first = in_order[0]
        signs[first].append((_ORDER[0], 1))
        second = next((party for party in in_order if party.name != first.name), None)
        if second:
            signs[second].append((_ORDER[1], 1))


def _by_pronoun(scene: Scene) -> Iterator[Party]:
    """Yield whom a pronoun on the cue may mean: whoever the sentence names last, or the last words are directed at."""
    form, cue = scene.statement.form, scene.statement.cue
    if not form or not cue or not form.shape.object or not form.lemma.has_object:
        return
    before = scene.others(scene.document.sentences[scene.document.sentence[cue[0]]][0], cue[0])
    last = before[-1].party if before else scene.memory.last_target
    if last and last.name not in scene.own:
        yield last


def _are_joined(scene: Scene, one: Mention, other: Mention) -> bool:
    """Whether «و» joins two parties: «دعت ⟦روسيا وأوكرانيا⟧ إلى …»."""
    joined = one.end == other.start and scene.document.words[other.start].startswith("و")
    return joined and one.party != other.party and one.form in _JOINED and other.form in _JOINED


def _as_object(scene: Scene, mention: Mention) -> Iterator[Sign]:
    """Yield the signs of a party between cue and content: «اتهم ⟦واشنطن⟧ بـ…»."""
    yield f"object {mention.party.kind}", 1
    if scene.cue_class in parties.word_set("polar"):
        yield "object of polar cue", 1


def _as_content(scene: Scene, first: Mention) -> Iterator[Sign]:
    """Yield the signs of a party that the content names, by the first place where it does."""
    yield f"quote {first.party.kind}", 1
    if first.form in _FORMS:
        yield f"quote {first.form}", 1
    if _opens(scene, first):
        yield "opens quote", 1
    before = scene.document.words[first.start - 1]
    if before in _BEFORE:
        yield _BEFORE[before], 1
    beside = (scene.signals.get(at) for at in (first.start - 1, first.start - 2, first.end, first.end + 1))
    if any(signal.polarity > 0 for signal in beside if signal):
        yield "quote beside friendly word", 1


def _opens(scene: Scene, first: Mention) -> bool:
    """Whether a content begins with a party, or with its title."""
    start, words, kinds = scene.content.start, scene.document.words, scene.document.kinds
    return first.start <= start + 1 or all(
        kinds[at] & _TITLE or words[at] == _COMMA for at in range(start, first.start)
    )


def _add_article(scene: Scene, signs: Mapping[Party, list[Sign]]) -> None:
    """Add to the signs of each party those that do not depend on the statement's own words."""
    mentions, memory, begin = scene.mentions, scene.memory, scene.statement.begin
    total = mentions.total - sum(mentions.weight.get(name, 0) for name in scene.own)
    same, opponents = memory.same(scene.speaker), memory.opponents(scene.speaker)
    for party, found in signs.items():
        name = party.name
        share = mentions.weight.get(name, 0) / total if total > 0 else 0
        found.append(("share", share))
        if party.kind == "body":
            found.append(("body share", share))
        if name in scene.attention:
            found.append(("attention", scene.attention[name]))
        if name in scene.attended:
            found.append(("attends", scene.attended[name]))
        latest = mentions.latest(name, begin)
        if latest is not None:
            found.append(("near", _NEAR / (_NEAR + begin - latest)))
        elif found[0][0] in _ELSEWHERE.values():
            found.append(("later", 1))
        if name in mentions.headline:
            found.append(("headline", 1))
        if party == same:
            found.append(("speaker's last target", 1))
        if name in opponents:
            found.append(("last speaker's side", 1))


def _others(scene: Scene) -> list[Party]:
    """Return whom the words may be directed at unnamed: of people, those whom two sentences name or meant."""
    document, begin = scene.document, scene.statement.begin
    start = max(document.sentences[max(document.sentence[begin] - 1, 0)][0], begin - _FARTHEST)
    people = [mention.party for mention in scene.mentions.within(start, begin) if mention.party.kind == "person"]
    same = scene.memory.same(scene.speaker)
    found = dict.fromkeys((*scene.mentions.main, *([same] if same else ()), *people))
    return [party for party in found if party.name not in scene.own]
