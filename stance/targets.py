"""Targets: toward whom a quote is directed."""

from stance.extraction.document import Document
from stance.extraction.statements import Statement
from stance.extraction.stretch import without_clitic
from stance.lexicon.memo import Memo
from stance.lexicon.states import first_words, state_of
from stance.lexicon.words import Kind, kind_of
from stance.speakers import Speaker

_CLITICS = ("و", "ل", "ب", "ف", "ك")


def find(document: Document, statement: Statement, speaker: Speaker | None) -> str | None:
    """Return the state that a statement is about, the speaker's own left out; None where it names no other.

    The addressee between cue and content comes first («اتهم ⟦واشنطن⟧ بـ…»), then what the content names.
    """
    own = _own_states(document, statement, speaker)
    places = [*_between(statement), *range(statement.begin, statement.end or statement.begin)]
    for at in places:
        named = _STATE_WORDS[document.words[at]]
        state = _state_at(document, at, *named) if named else None
        if state and state not in own:
            return state
    return None


def _between(statement: Statement) -> range:
    if statement.cue is None or statement.begin <= statement.cue[1]:
        return range(0)
    begin = statement.cue[1]
    if statement.subject and statement.subject.end <= statement.begin:
        begin = max(begin, statement.subject.end)
    return range(begin, statement.begin)


def _own_states(document: Document, statement: Statement, speaker: Speaker | None) -> set[str]:
    own = {speaker.name} if speaker else set()
    if statement.subject:
        subject = range(statement.subject.start, statement.subject.end)
        own.update(filter(None, (state_of(document.words[i]) for i in subject)))
    return own


def _state_at(document: Document, at: int, word: str, state: str | None) -> str | None:
    pair = f"{word} {document.words[at + 1]}" if at + 1 < len(document.words) else word
    return state_of(pair) or state


def _state_word(word: str) -> tuple[str, str | None] | None:
    """Return a word without its clitic and the state that it names alone, None where no state's name begins with it."""
    if word[0] in _CLITICS and state_of(word) is None:
        word = without_clitic(word, 1)
    state = state_of(word) if kind_of(word) & Kind.PLACE else None
    return (word, state) if state or word in first_words() else None


_STATE_WORDS = Memo(_state_word)
