"""The records that every module speaks in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    """How the words of a quote stand in the text."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    HEADLINE = "headline"


class Stance(StrEnum):
    """The posture of a quote toward the party that it is about."""

    COOPERATIVE = "cooperative"
    HOSTILE = "hostile"
    NEUTRAL = "neutral"


class SpeakerKind(StrEnum):
    """What sort of source a speaker is."""

    PERSON = "person"
    INSTITUTION = "institution"
    STATE = "state"
    GROUP = "group"
    MEDIA = "media"
    UNNAMED = "unnamed"


class Span(NamedTuple):
    """A half-open stretch of text, counted in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """One news text and what is known about it.

    All offsets count code points of `text`. Where a `title` is given and the text does not begin with it, `text`
    becomes the title, a blank line and the text, and `title_prepended` says so.

    >>> Article(id="1", text="قال الوزير إن الطريق مفتوح.", title="الطريق مفتوح").text.splitlines()[0]
    'الطريق مفتوح'
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    title_prepended: bool = False

    def __post_init__(self) -> None:
        if self.title and not self.text.startswith(self.title):
            object.__setattr__(self, "text", f"{self.title}\n\n{self.text}")
            object.__setattr__(self, "title_prepended", True)


@dataclass(frozen=True, slots=True)
class Quote:
    """One attributed statement: a flat row with the same columns in every file format.

    Offsets are half-open, in code points of the article's `text`: `text[quote_start:quote_end] == quote`, and the same
    for `cue` and `speaker_mention`, which are None together with their offsets where the text has none. `speaker` is
    the canonical name; `quote_id` is the article's id and the quote's offsets. `stance` and the three probabilities
    are None until a model has read the quote.
    """

    article_id: str
    quote_id: str
    quote: str
    quote_start: int
    quote_end: int
    form: Form
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    speaker: str | None = None
    speaker_id: str | None = None
    speaker_kind: SpeakerKind | None = None
    speaker_mention: str | None = None
    speaker_mention_start: int | None = None
    speaker_mention_end: int | None = None
    via: str | None = None
    stance: Stance | None = None
    p_cooperative: float | None = None
    p_hostile: float | None = None
    p_neutral: float | None = None
    target: str | None = None
    target_id: str | None = None
    rule: str | None = None
    cluster_id: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    title_prepended: bool = False
