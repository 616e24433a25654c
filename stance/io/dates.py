"""Dates as users' files have them, to ISO days."""

from datetime import datetime

_WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def iso_date(value: str) -> str | None:
    """Return the day of an ISO 8601 date or time, in the time zone that it was given in; None if it is neither.

    >>> iso_date("2021-03-04T23:15:00Z"), iso_date("٢٠٢١-٠٣-٠٤"), iso_date("4/3/2021")
    ('2021-03-04', '2021-03-04', None)
    """
    try:
        return datetime.fromisoformat(value.strip().translate(_WESTERN_DIGITS)).date().isoformat()
    except ValueError:
        return None
