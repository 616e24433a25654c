"""The interface texts of a report, its counted nouns, numbers and dates, in one language."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from stance.errors import StanceError

_TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Language:
    """The texts of one language, as `texts/<code>.yaml` holds them."""

    code: str
    texts: dict[str, Any]

    @property
    def direction(self) -> str:
        """Return `rtl` or `ltr`."""
        return str(self.texts["direction"])

    def text(self, key: str, **values: object) -> str:
        """Return the text at a dotted key, with its {names} filled in.

        >>> load_language("ar").text("between", low="30%", high="61%")
        'بين 30% و61%'
        """
        found: Any = self.texts
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def count(self, noun: str, n: int) -> str:
        """Return a number together with the noun that it counts, in the form that the number asks for.

        >>> arabic = load_language("ar")
        >>> [arabic.count("quote", n) for n in (1, 2, 3, 11, 100)]
        ['تصريح واحد', 'تصريحان', '3 تصريحات', '11 تصريحا', '100 تصريح']
        """
        forms = self.texts["counts"][noun]
        category = _PLURALS[self.code](n)
        return str(forms.get(category, forms["other"])).format(n=number(n))

    def percent(self, share: float) -> str:
        """Return a share in whole percents, in words where it is more or less than these can say.

        >>> load_language("ar").percent(0.454), load_language("ar").percent(0.001)
        ('45%', 'أقل من 1%')
        """
        short = percent(share)
        words = {"<": "less_than", ">": "more_than"}
        return self.text(words[short[0]], share=short[1:]) if short[0] in words else short

    def day(self, iso: str) -> str:
        """Return an ISO day in words; what is no day of the calendar is returned as it is.

        >>> load_language("ar").day("2024-03-09T10:00")
        '9 مارس 2024'
        """
        year, _, rest = iso[:10].partition("-")
        month, _, day = rest.partition("-")
        if not (year.isdecimal() and month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
            return iso
        return self.text("day", day=int(day), month=self.texts["months"][int(month) - 1], year=year)

    def period(self, start: date, by: str) -> str:
        """Return what the day, week, month or year that begins on a day is called.

        >>> [load_language("en").period(date(2024, 3, 4), by) for by in ("day", "week", "month", "year")]
        ['4 March 2024', 'week of 4 March 2024', 'March 2024', '2024']
        """
        names = {"day": self.day(start.isoformat()), "month": self.texts["months"][start.month - 1], "year": start.year}
        return self.text(f"periods.{by}", **names)

    def moment(self, start: date, by: str) -> str:
        """Return what a mark on an axis is called where such a period begins: a week by its day."""
        return self.period(start, "day" if by == "week" else by)


def number(n: int) -> str:
    """Return a number with its thousands set apart."""
    return f"{n:,}"


def percent(share: float) -> str:
    """Return a share in whole percents, never rounding something to nothing or nearly all to all.

    >>> percent(0.454), percent(0.001), percent(0.999), percent(1)
    ('45%', '<1%', '>99%', '100%')
    """
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


@cache
def load_language(code: str) -> Language:
    """Read the texts of a language; raise `StanceError` where there are none."""
    known = sorted(path.stem for path in _TEXTS.glob("*.yaml"))
    if code not in known:
        raise StanceError(f"There is no report in language={code}. Choose one of: {', '.join(known)}.")
    return Language(code, yaml.safe_load((_TEXTS / f"{code}.yaml").read_text(encoding="utf-8")))


def arabic_plural(n: int) -> str:
    """Return the CLDR plural category of a counted noun in Arabic.

    >>> [arabic_plural(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)]
    ['zero', 'one', 'two', 'few', 'few', 'many', 'many', 'other', 'other', 'few', 'many']
    """
    if n <= 2:
        return ("zero", "one", "two")[n]
    rest = n % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def english_plural(n: int) -> str:
    """Return the CLDR plural category of a counted noun in English."""
    return "one" if n == 1 else "other"


_PLURALS = {"ar": arabic_plural, "en": english_plural}


def signed_points(share: float) -> str:
    """Return a share between -1 and 1 in signed percentage points.

    >>> signed_points(0.4), signed_points(-0.333), signed_points(0.001)
    ('+40', '−33', '0')
    """
    points = round(100 * share)
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{abs(points)}"
