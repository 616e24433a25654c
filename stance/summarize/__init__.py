"""Quotes in, numbers out: who spoke how often, in which stance, about whom, where and when."""

from stance.summarize.breakdown import Breakdown, Group, breakdowns
from stance.summarize.intervals import FEW_ARTICLES, wilson
from stance.summarize.periods import By, Period, chosen_span, timelines
from stance.summarize.rows import SHOWN, QuoteRows, opened
from stance.summarize.selection import Selection
from stance.summarize.shares import Figures, Share
from stance.summarize.speakers import (
    SpeakerSummary,
    Summary,
    Tables,
    speaker_key,
    summarize,
    summarize_speakers,
    tables,
)

__all__ = [
    "FEW_ARTICLES",
    "SHOWN",
    "Breakdown",
    "By",
    "Figures",
    "Group",
    "Period",
    "QuoteRows",
    "Selection",
    "Share",
    "SpeakerSummary",
    "Summary",
    "Tables",
    "breakdowns",
    "chosen_span",
    "opened",
    "speaker_key",
    "summarize",
    "summarize_speakers",
    "tables",
    "timelines",
    "wilson",
]
