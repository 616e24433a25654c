"""Remarks that may come a million times and are logged once."""

import logging
from collections import Counter

log = logging.getLogger(__name__)


class Notes:
    """Remarks made while reading, each with how often it came and where it came first."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, remark: str, place: str) -> None:
        """Note `remark` at `place`."""
        self._times[remark] += 1
        self._first.setdefault(remark, place)

    def log(self) -> None:
        """Log every remark once, as a warning."""
        for remark, times in self._times.items():
            log.warning("%s: %s%s", self._first[remark], remark, f" (and {times - 1} more)" if times > 1 else "")
