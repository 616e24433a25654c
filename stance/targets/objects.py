"""What stands between a cue and the content as its object or addressee: «اتهم ⟦واشنطن⟧ بـ…», «دعا ⟦النقابات⟧ إلى …»."""

from collections.abc import Iterator

from stance.extraction.document import Document
from stance.extraction.noun_phrases import parse
from stance.extraction.statements import Statement
from stance.speakers.identity import identify
from stance.targets.mentions import Mention, Mentions
from stance.targets.parties import Party


def of(document: Document, mentions: Mentions, statement: Statement) -> Iterator[Mention]:
    """Yield the parties named there, or else whoever a noun phrase describes where the cue takes an object."""
    start, end = _between(statement)
    named = mentions.within(start, end)
    yield from named
    form = statement.form
    if not named and start < end and form and form.lemma.has_object and statement.opener != "say":
        phrase = parse(document, start, end)
        if phrase:
            name = identify(document, phrase, ()).name
            party = mentions.parties.get(name, Party(name, None, "noun", None))
            yield Mention(phrase.start, phrase.end, party, "name", phrase.clitic)


def _between(statement: Statement) -> tuple[int, int]:
    """Return the tokens between cue and content, the subject left out."""
    start = statement.cue[1] if statement.cue else statement.begin
    subject = statement.subject
    return max(start, subject.end) if subject and start <= subject.start < statement.begin else start, statement.begin
