"""What speaks for a party as the target of a statement: where it is named, how, and what the article is about."""

from collections.abc import Iterator, Mapping

from stance.targets import objects, parties
from stance.targets.mentions import Mention
from stance.targets.parties import Party
from stance.targets.scene import Scene, Sign

_NEAR = 10  # tokens before the content, over which nearness halves
_ORDER = ("first in quote", "second in quote")
_FORMS = ("nisba", "people", "capital", "title", "place")
_ASIDE = ("title", "place")
_WITH, _TO = "مع", "الي"


def of_all(scene: Scene, named: Mapping[Party, list[Sign]]) -> dict[Party, list[Sign]]:
    """Return all signs of every party that the statement may be directed at, given those of the `named` ones."""
    signs = dict(named)
    main = _main_party(scene)
    total = sum(weight for name, weight in scene.mentions.weight.items() if name not in scene.own)
    for party in _others(scene):
        signs.setdefault(party, list(_as_unnamed(scene, party)))
    return {
        party: [*found, *_in_article(scene, party, total), ("main", party == main)] for party, found in signs.items()
    }


def of_named(scene: Scene) -> dict[Party, list[Sign]]:
    """Return what tells that parties stand with the cue or in the content, by the names of the signs in the lexicon."""
    signs: dict[Party, list[Sign]] = {}
    for mention in objects.of(scene.document, scene.mentions, scene.statement):
        if mention.party.name not in scene.own:
            signs.setdefault(mention.party, []).extend(_as_object(scene, mention))
    quoted = scene.others(scene.content.start, scene.content.stop)
    for mention in reversed({mention.party: mention for mention in reversed(quoted)}.values()):
        signs.setdefault(mention.party, []).extend(_as_content(scene, mention))
    in_order = dict.fromkeys(m.party for m in quoted if m.form not in _ASIDE)
    for party, order in zip(in_order, _ORDER, strict=False):
        signs[party].append((order, 1))
    return signs


def _as_object(scene: Scene, mention: Mention) -> Iterator[Sign]:
    """Yield the signs of a party between cue and content: «اتهم ⟦واشنطن⟧ بـ…»."""
    yield f"object {mention.party.kind}", 1
    yield "object of polar cue", scene.cue_class in parties.word_set("polar")


def _as_content(scene: Scene, first: Mention) -> Iterator[Sign]:
    """Yield the signs of a party that the content names, by the first place where it does."""
    yield f"quote {first.party.kind}", 1
    if first.form in _FORMS:
        yield f"quote {first.form}", 1
    yield "opens quote", first.start <= scene.content.start + 1
    before = scene.document.words[first.start - 1]
    yield "quote with", before == _WITH
    yield "quote to", before == _TO
    beside = (scene.signals.get(at) for at in (first.start - 1, first.start - 2, first.end, first.end + 1))
    yield "quote beside friendly word", any(signal.polarity > 0 for signal in beside if signal)


def _as_unnamed(scene: Scene, party: Party) -> Iterator[Sign]:
    """Yield the signs of a party that only the rest of the article names."""
    yield f"elsewhere {party.kind}", 1
    yield "later", scene.mentions.latest(party.name, scene.statement.begin) is None


def _in_article(scene: Scene, party: Party, total: float) -> Iterator[Sign]:
    """Yield the signs that do not depend on the statement's own words; `total` is the weight of all other parties."""
    mentions, memory = scene.mentions, scene.memory
    share = mentions.weight[party.name] / total if total else 0
    yield "share", share
    yield "body share", share if party.kind == "body" else 0
    if party.name in mentions.headline:
        yield "headline", 1
    latest = mentions.latest(party.name, scene.statement.begin)
    if latest is not None:
        yield "near", _NEAR / (_NEAR + scene.statement.begin - latest)
    if party.name == memory.same(scene.speaker):
        yield "speaker's last target", 1
    if party.name in memory.opponents(scene.speaker):
        yield "last speaker's side", 1


def _others(scene: Scene) -> Iterator[Party]:
    """Yield whom the words may be directed at unnamed: a person only where the speaker goes on about one."""
    before = scene.mentions.parties.get(scene.memory.same(scene.speaker) or "")
    same = [before] if before and before.kind == "person" else []
    yield from (party for party in (*scene.mentions.main, *same) if party.name not in scene.own)


def _main_party(scene: Scene) -> Party | None:
    """Return the state or body, other than the speaker's, that the article names most."""
    weight = scene.mentions.weight
    actors = (party for party in _others(scene) if party.kind in ("state", "body"))
    return max(actors, key=lambda party: weight[party.name], default=None)
