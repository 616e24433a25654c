"""How a source without a name is written: its phrase in the nominative, and what sort of source it is."""

import re
import unicodedata

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.lexicon.words import HEAD, Kind, is_listed, kind_of
from stance.schema import SpeakerKind
from stance.speakers.speaker import Speaker
from stance.text import fold

_GLUED_MARK = re.compile(r"""(?<=\w\w)[«"“]""")  # «معهد«الأفق»»
_BODY = Kind.INSTITUTION_HEAD | Kind.GROUP_HEAD | Kind.MEDIA_HEAD
_ADJECTIVE = Kind.NISBA | Kind.MODIFIER
_KINDS = (
    (Kind.MEDIA_HEAD, SpeakerKind.MEDIA),
    (Kind.GROUP_HEAD, SpeakerKind.GROUP),
    (Kind.UNNAMED_HEAD, SpeakerKind.UNNAMED),
    (Kind.INSTITUTION_HEAD, SpeakerKind.INSTITUTION),
    (Kind.PERSON_HEAD, SpeakerKind.UNNAMED),
    (Kind.NISBA, SpeakerKind.GROUP),
)


def described(document: Document, phrase: NounPhrase) -> Speaker:
    """Return a speaker who is nobody known: the name is the phrase itself."""
    name = describe(document, phrase)
    kind = next((kind for flag, kind in _KINDS if phrase.head & flag), SpeakerKind.INSTITUTION)
    return Speaker(name, kind, people.is_feminine(document, phrase), is_plural(document, phrase))


def describe(document: Document, phrase: NounPhrase) -> str:
    """Return the phrase as it stands, without marks around names and without the accusative of an indefinite."""
    start, end = document.span(phrase.start, _behind_marked_name(document, phrase))
    text = unicodedata.normalize("NFKC", document.article.text[start + phrase.clitic : end])
    if phrase.clitic and document.words[phrase.start].startswith("لل"):
        bare = kind_of(document.words[phrase.start][1:])  # «للجنة» is «ل», «ال», «لجنة»; «للوزارة» has one lam of «ال»
        text = ("ال" if bare else "ا") + text
    text = _GLUED_MARK.sub(" ", text)
    words = text.translate(str.maketrans("_", " ", '«»"“”#')).split()
    nominative = _all_nominative(words)
    same = (i for i, (w, n) in enumerate(zip(words, nominative, strict=True)) if w == n and not w.endswith("ون"))
    declined = next(same, len(words))
    return " ".join(_apart(nominative[:declined] + words[declined:]))


def _behind_marked_name(document: Document, phrase: NounPhrase) -> int:
    """Return the end of a phrase without what describes a name in marks: «إذاعة "الميناء" | المستقلة»."""
    end = phrase.end
    while end > phrase.start and document.kinds[end - 1] & Kind.DEFINITE and not document.kinds[end - 1] & HEAD:
        end -= 1
    return end if end > phrase.start and document.closes(end - 1) else phrase.end


def _apart(words: list[str]) -> list[str]:
    """Return the words with «و» apart before a second body: «وزارة الصحة | و | المنظمة …»."""
    apart = words[:1]
    for word in words[1:]:
        kind = kind_of(fold(word[1:])) if word.startswith("وال") else 0
        apart += ["و", word[1:]] if kind & _BODY else [word]
    return apart


def _nominative(word: str) -> str:
    folded = fold(word)
    if kind_of(folded) & Kind.PLACE:
        return word
    accusative = folded.endswith("ا") and len(folded) > 4 and not is_listed(folded)
    if accusative and kind_of(folded[:-1]) & (HEAD | Kind.NISBA | Kind.MODIFIER):
        return word.rstrip("ً").removesuffix("ا").rstrip("ً")
    if folded.endswith("ين") and is_listed(folded.removeprefix("ال")[:-2] + "ون"):
        return word[:-2] + "ون"
    if folded.endswith("ين") and kind_of(folded[:-2]) & Kind.PERSON_HEAD:
        return word[:-2] + "ان"  # two: «الوزيرين»
    return word


def _all_nominative(words: list[str]) -> list[str]:
    """Return words as the nominative of a noun, of its genitive or adjectives: «مسؤولي الاتحاد», «مسؤولين حاليين»."""
    construct = len(words) > 1 and _is_oblique_plural(fold(words[0]))
    nominative = [word[:-1] + "و" if construct else _nominative(word) for word in words[:1]]
    plural = any(word.endswith("ون") for word in nominative)
    return nominative + [_nominative_of_plural(word) if plural else _nominative(word) for word in words[1:]]


def _is_oblique_plural(word: str) -> bool:
    return word.endswith("ي") and not is_listed(word) and is_listed(word[:-1] + "ون")


def _nominative_of_plural(word: str) -> str:
    """Return a word behind a plural, an adjective of it perhaps: «حاليين», «وسابقين»."""
    folded = fold(word)
    adjective = kind_of(folded) or kind_of(folded.removeprefix("و"))
    return word[:-2] + "ون" if folded.endswith("ين") and adjective & _ADJECTIVE else _nominative(word)


def is_plural(document: Document, phrase: NounPhrase) -> bool:
    """Whether a phrase means several: verbs behind it are in the plural."""
    word = document.words[phrase.start].removeprefix("ال")
    if phrase.head & Kind.PERSON_HEAD and is_listed(word) and not phrase.head & Kind.UNNAMED_HEAD:
        return False  # «الأمين»
    construct = word.endswith("و") and bool(kind_of(word[:-1]) & HEAD)  # «معارضو الوزير»
    construct = construct or _is_oblique_plural(word)
    unnamed = bool(phrase.head & Kind.UNNAMED_HEAD) and not phrase.head & Kind.PERSON_HEAD
    return construct or unnamed or word.endswith(("ون", "ين"))
