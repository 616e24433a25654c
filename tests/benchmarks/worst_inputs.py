"""Texts of any length, the usual kind and the kinds that trip up grammars of quotations."""

from collections.abc import Callable
from itertools import cycle, islice

_SENTENCES = (
    "قالت وزيرة الخارجية هند الراوي إن بلادها ترحب بالحوار مع تركيا، وأضافت أن المحادثات ستبدأ يوم الأحد.",
    "واتهم النائب المعارض سامر الحلواني أنقرة بانتهاك الاتفاق، محذرا من أن «صبرنا نفد».",
    "ووصل الوفد إلى العاصمة مساء أمس في زيارة تستمر ثلاثة أيام، وكان في استقباله عدد من المسؤولين.",
    "«الطريق مفتوح منذ الصباح»، بحسب المتحدث باسم البلدية منير الصباغ.",
)


def _repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _joined(separator: str, length: int) -> str:
    size = sum(map(len, _SENTENCES)) / len(_SENTENCES) + len(separator)
    return separator.join(islice(cycle(_SENTENCES), int(length / size) + 1))


INPUTS: dict[str, Callable[[int], str]] = {
    "news, a sentence a paragraph": lambda length: _joined("\n\n", length),
    "news, one endless paragraph": lambda length: _joined(" ", length),
    "one endless sentence": lambda length: _joined(" ", length).replace(".", " و"),
    "no spaces": lambda length: _joined("", length).replace(" ", ""),
    "no spaces, no marks": lambda length: _repeated("قالتوزيرةالخارجيةإنبلادها", length),
    "opening marks": lambda length: _repeated("«", length),
    "opening marks and words": lambda length: _repeated("قال «نعم ", length),
    "straight marks and words": lambda length: _repeated('قال "نعم ', length),
    "closing marks and words": lambda length: _repeated("نعم» قال ", length),
    "cues": lambda length: _repeated("قال ", length),
    "cues that go on": lambda length: _repeated("وأضاف أن ", length),
    "cues and names": lambda length: _repeated("قال سامر الحلواني إن ", length),
    "titles": lambda length: _repeated("وزير الخارجية ", length),
    "colons": lambda length: _repeated("سامر: ", length),
    "colons alone": lambda length: _repeated(":", length),
    "nested parentheses": lambda length: _repeated("(قال ", length // 2) + _repeated("نعم) ", length // 2),
    "commas": lambda length: _repeated("نعم، ", length),
    "line breaks": lambda length: _repeated("نعم\n", length),
    "vowel signs": lambda length: _repeated("قَالَ سَامِرٌ إِنَّ ", length),
    "bidi controls": lambda length: _repeated("قال\u200f \u202bنعم\u202c ", length),
    "presentation forms": lambda length: _repeated("ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ", length),
    "names": lambda length: _repeated("سامر الحلواني وهند الراوي و", length),
    "digits": lambda length: _repeated("12 ", length),
}
