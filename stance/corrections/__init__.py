"""Corrections that people have made to quotes, replayed on the quotes of whatever run."""

from stance.corrections.differences import differences, write_corrections
from stance.corrections.reading import checked_quotes, read_rows
from stance.corrections.replay import Corrections, read_corrections

__all__ = ["Corrections", "checked_quotes", "differences", "read_corrections", "read_rows", "write_corrections"]
