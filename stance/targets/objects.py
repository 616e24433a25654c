"""What stands between a cue and the content as its object or addressee: «اتهم ⟦واشنطن⟧ بـ…», «دعا ⟦النقابات⟧ إلى …»."""

from collections.abc import Iterator

from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.statements import Statement
from stance.lexicon.words import HEAD, Kind, closed_class
from stance.speakers.identity import identify
from stance.targets import parties
from stance.targets.mentions import Mentions
from stance.targets.parties import Mention, Party

_PLURALS = ("ون", "ين")


def of(document: Document, mentions: Mentions, statement: Statement) -> Iterator[Mention]:
    """Yield whoever a noun phrase describes where the cue takes an object, and the parties named behind it."""
    start, end = _between(statement)
    form = statement.form
    takes_object = form and form.lemma.has_object and statement.opener != "say"
    described = _described(document, mentions, start, end) if takes_object and start < end else None
    if described:
        yield described
        start = described.end
    yield from mentions.within(start, end)


def _described(document: Document, mentions: Mentions, start: int, end: int) -> Mention | None:
    phrase = None if mentions.begins(start) else parse(document, start, end)
    if not phrase or not _is_somebody(document, phrase):
        return None
    name = identify(document, phrase, ()).name
    party = mentions.parties.get(name) or parties.named(name) or Party(name, None, "noun", None)
    return Mention(phrase.start, phrase.end, party, "name", phrase.clitic)


def _is_somebody(document: Document, phrase: NounPhrase) -> bool:
    """Whether a phrase describes people or a body, not a thing: «المتمردين», but not «الخطوة»."""
    word = document.words[phrase.start][phrase.clitic :].removeprefix("ال")
    people = phrase.head & (HEAD | Kind.NISBA) or word.endswith(_PLURALS)
    return bool(people) and word not in closed_class("documents")


def _between(statement: Statement) -> tuple[int, int]:
    """Return the tokens between cue and content, the subject left out."""
    start = statement.cue[1] if statement.cue else statement.begin
    subject = statement.subject
    return max(start, subject.end) if subject and start <= subject.start < statement.begin else start, statement.begin
