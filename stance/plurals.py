"""Counted nouns in the English of the command lines; their plurals are regular."""


def plural(n: int, noun: str) -> str:
    """Return a noun in the form that goes with a number.

    >>> plural(1, "quote"), plural(0, "quote")
    ('quote', 'quotes')
    """
    return noun if n == 1 else f"{noun}s"


def counted(n: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "quote"), counted(1200, "quote")
    ('1 quote', '1,200 quotes')
    """
    return f"{n:,} {plural(n, noun)}"
