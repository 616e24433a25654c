"""Speakers: from the mention of a source to one canonical name inside an article."""

from stance.speakers.offices import Candidate, candidates
from stance.speakers.resolution import resolve
from stance.speakers.speaker import Speaker

__all__ = ["Candidate", "Speaker", "candidates", "resolve"]
