"""What says for or against a statement's taking no side, so that it is directed at nobody."""

from collections import Counter
from collections.abc import Collection, Iterator

from stance.schema import SpeakerKind
from stance.targets.parties import Party
from stance.targets.scene import Scene, Sign

_MOST_HOSTILE, _MOST_PLAIN, _MOST_PEOPLE = 3, 5, 3
_KINDS = (SpeakerKind.UNNAMED, SpeakerKind.MEDIA, SpeakerKind.INSTITUTION)
_QUESTION_MARKS = ("؟", "?")


def signs(scene: Scene, named: Collection[Party]) -> Iterator[Sign]:
    """Yield each sign by its name in the lexicon, and how strong it is, given the parties that the statement names."""
    yield "any", 1
    yield "party named", bool(named)
    yield "person", min(sum(party.kind == "person" for party in named), _MOST_PEOPLE)
    yield f"cue {scene.cue_class}", 1
    yield f"opener {scene.statement.opener}", 1
    yield from _of_speaker(scene)
    yield from _of_words(scene)
    yield from _of_groups(scene, names_party=bool(named))


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
    yield "hostile adjective", any(signal.pos == "adjective" and signal.polarity < 0 for signal in signals)
    words = scene.document.words[scene.content.start : scene.content.stop]
    yield "question", any(mark in words for mark in _QUESTION_MARKS)
    yield "number", any(word[0].isdigit() for word in words)


def _of_groups(scene: Scene, *, names_party: bool) -> Iterator[Sign]:
    """Yield the classes of the words, of the one that opens the content, and of all where no party is named."""
    groups = {signal.group for signal in scene.signals.values()}
    yield from ((f"word {group}", 1) for group in groups)
    if scene.content.start in scene.signals:
        yield f"opens {scene.signals[scene.content.start].group}", 1
    if not names_party:
        yield from ((f"unnamed {group}", 1) for group in groups)
