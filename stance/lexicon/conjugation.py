"""Verbs in the forms that news uses, from a lemma's past and present.

Only the consonant skeleton counts: texts carry no vowel signs, so active and passive, indicative and subjunctive fall
together except where the letters differ. A verb's past and present are given as they are written, since only a final
weak letter drops out («نفى: نفت») and a hamza stays («هنأ: هنأت»); participles and nouns are given folded.
"""

from collections.abc import Iterator
from typing import NamedTuple

_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "كم")


class Shape(NamedTuple):
    """What the letters of a form say: how it is used and whom it agrees with."""

    use: str  # verb | participle | noun
    gender: str  # m | f | "" where the form does not tell
    plural: bool
    object: bool = False  # carries an object pronoun
    present: bool = False


def past(lemma: str) -> Iterator[tuple[str, Shape]]:
    """Yield the third-person past forms of a lemma given in the masculine singular.

    The first and second person report nothing: they stand inside quotes.
    """
    weak = lemma[-1] in "ىيا" and len(lemma) > 2
    stem = lemma[:-1] if weak else lemma
    glide = "و" if lemma.endswith("ا") else "ي"
    yield lemma, Shape("verb", "m", False)
    yield stem + "ت", Shape("verb", "f", False)
    yield stem + "وا", Shape("verb", "m", True)
    yield (stem + glide if weak else stem) + "ا", Shape("verb", "m", True)
    yield stem + "تا", Shape("verb", "f", True)
    masculine = stem + "ا" if weak else stem
    for suffix in _OBJECTS:
        yield masculine + suffix, Shape("verb", "m", False, object=True)
        yield stem + "ت" + suffix, Shape("verb", "f", False, object=True)
        yield stem + "و" + suffix, Shape("verb", "m", True, object=True)


def present(form: str) -> Iterator[tuple[str, Shape]]:
    """Yield the third-person present and future forms of a verb given in the masculine singular."""
    body = form[1:]
    stem = body[:-1] if body[-1] in "ويىا" else body
    persons = (
        ("ي" + body, Shape("verb", "m", False, present=True)),
        ("ت" + body, Shape("verb", "f", False, present=True)),
        ("ي" + stem + "ون", Shape("verb", "m", True, present=True)),
        ("ي" + stem + "وا", Shape("verb", "m", True, present=True)),
        ("ي" + body + "ان", Shape("verb", "m", True, present=True)),
        ("ت" + body + "ان", Shape("verb", "f", True, present=True)),
    )
    for word, shape in persons:
        yield word, shape
        yield "س" + word, shape
        yield "ل" + word, shape
    for suffix in _OBJECTS:
        yield "ي" + body + suffix, Shape("verb", "m", False, object=True, present=True)
        yield "ت" + body + suffix, Shape("verb", "f", False, object=True, present=True)
        yield "ي" + stem + "ون" + suffix, Shape("verb", "m", True, object=True, present=True)


def participles(base: str) -> Iterator[tuple[str, Shape]]:
    """Yield the participle as a circumstantial («مضيفا»، «داعية»، «مؤكدين»); the bare nominative is no cue."""
    plural = base[:-1] if base.endswith("ي") else base
    yield base + "ا", Shape("participle", "m", False)
    yield base + "ه", Shape("participle", "f", False)
    yield base + "ين", Shape("participle", "m", True)
    yield plural + "ين", Shape("participle", "m", True)
    yield plural + "ون", Shape("participle", "m", True)
    yield base + "تين", Shape("participle", "f", True)
    for suffix in ("ه", "ها", "هم", "هما"):
        yield base + suffix, Shape("participle", "m", False, object=True)
    for suffix in ("ها", "هم", "هما"):
        yield base + "ت" + suffix, Shape("participle", "f", False, object=True)


def verbal_nouns(base: str) -> Iterator[tuple[str, Shape]]:
    """Yield the verbal noun with a possessor («قوله»، «تأكيدها») or the article («القول»، «بالقول»)."""
    for suffix, gender, plural in (("ه", "m", False), ("ها", "f", False), ("هم", "m", True), ("هما", "m", True)):
        stem = base[:-1] + "ت" if base.endswith("ه") else base
        yield stem + suffix, Shape("noun", gender, plural)
    for clitic in ("", "ب", "ال", "بال", "لل"):
        yield clitic + base, Shape("noun", "", False)
