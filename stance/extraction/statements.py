"""What a construction finds: who is said to speak, where the words begin, and by which rule."""

from dataclasses import dataclass

from stance.extraction.cues import CueForm
from stance.extraction.noun_phrases import NounPhrase


@dataclass(slots=True)
class Statement:
    """A reported statement by its tokens, before its end is known.

    Attributes
    ----------
    rule
        Name of the construction, written into the output for audit.
    cue
        Token range of the cue, None where there is none.
    form
        The inflected cue, for agreement with a subject that is not overt.
    subject
        The noun phrase of the source, None where it is elided.
    begin
        First token of the content.
    opener
        What opens the content: that | say | np | preposition | headline | attribution.
    edge
        First token that no longer belongs to a statement before this one.
    end
        Where the content ends if the construction knows; filled in for all by `spans`.
    via
        The outlet that relays a source's words.
    coordinated
        Whether the clause is joined to what comes before it («وأضاف», «، مشيرا», «كما دعا») and so ends it.
    nested
        Whether the statement stands inside another one's content.
    host
        The statement that says no more than that this one was said, and so was left out.

    """

    rule: str
    cue: tuple[int, int] | None
    form: CueForm | None
    subject: NounPhrase | None
    begin: int
    opener: str
    edge: int
    end: int | None = None
    via: NounPhrase | None = None
    coordinated: bool = True
    nested: bool = False
    host: "Statement | None" = None
