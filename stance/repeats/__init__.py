"""Statements that are reported again: by other outlets, or twice in a text."""

from stance.repeats.passes import Repeats

__all__ = ["Repeats"]
