"""Speakers: from the mention of a source to one canonical name inside an article."""

from stance.speakers.resolution import resolve
from stance.speakers.speaker import Speaker

__all__ = ["Speaker", "resolve"]
