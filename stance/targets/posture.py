"""What says for or against a statement's taking no side, so that it is directed at nobody."""

from collections import Counter
from collections.abc import Iterator

from stance.schema import SpeakerKind
from stance.targets.scene import Scene, Sign

_MOST_HOSTILE, _MOST_PLAIN = 3, 5
_KINDS = (SpeakerKind.UNNAMED, SpeakerKind.MEDIA)


def signs(scene: Scene, *, names_party: bool) -> Iterator[Sign]:
    """Yield each sign by its name in the lexicon, and how strong it is."""
    yield "any", 1
    yield "party named", names_party
    yield f"cue {scene.cue_class}", 1
    yield f"opener {scene.statement.opener}", 1
    yield from _of_speaker(scene)
    yield from _of_words(scene)
    yield "last quote undirected", scene.memory.spoke_of_nobody(scene.speaker)


def _of_speaker(scene: Scene) -> Iterator[Sign]:
    if scene.speaker and scene.speaker.kind in _KINDS:
        yield f"speaker {scene.speaker.kind}", 1
    if scene.speaker and scene.speaker.plural:
        yield "speaker plural", 1


def _of_words(scene: Scene) -> Iterator[Sign]:
    signals = scene.signals.values()
    polarities = Counter(signal.polarity for signal in signals)
    yield "hostile word", min(polarities[-1], _MOST_HOSTILE)
    yield "plain word", min(polarities[0], _MOST_PLAIN)
    yield "first person", any(signal.first_person for signal in signals)
    yield "number", any(scene.document.words[token][0].isdigit() for token in scene.content)
    yield from ((f"word {group}", 1) for group in {signal.group for signal in signals})
