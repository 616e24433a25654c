"""A quotes file in, the files of a report out."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from stance.errors import StanceError
from stance.io import read_quotes
from stance.io.atomic import replacing
from stance.report.evidence import latest
from stance.report.language import Language
from stance.report.page import Report, Source, render
from stance.report.table import write_speakers
from stance.schema import Quote
from stance.speakers.aliases import Alias, under_aliases
from stance.speakers.merging import SpeakerNames, renamed
from stance.summarize import speaker_key, summarize

PAGE, TABLE = "index.html", "speakers.csv"


def build_report(
    quotes: Path,
    output: Path,
    source: Source,
    language: Language,
    *,
    aliases: Mapping[str, Alias] | None = None,
    sections: int = 200,
    quotes_per_section: int = 100,
    rows: int = 2000,
) -> Report:
    """Write `index.html` and `speakers.csv` into a folder and return what they show.

    The first `sections` speakers and the unattributed quotes have a section with their latest quotes each. The file is
    read three times (for one name for each speaker, for the figures, for the quotes), so that no more quotes are held
    than the page shows. Raises StanceError where the file is no quotes file or the folder cannot be written.
    """
    if min(sections, quotes_per_section, rows) < 0:
        raise StanceError("sections, quotes_per_section and rows are counts: 0 or more.")
    read = _with_one_name_each(quotes, aliases or {})
    tables = summarize(read())
    shown = {speaker_key(s) for at, s in enumerate(tables.speakers) if at < sections or s.speaker is None}
    report = Report(tables, latest(read(), shown, quotes_per_section), source, rows)
    with replacing(output / TABLE) as part:
        write_speakers(part, tables.speakers)
    with replacing(output / PAGE) as part, part.open("w", encoding="utf-8") as file:
        file.writelines(render(report, language))
    return report


def _with_one_name_each(quotes: Path, aliases: Mapping[str, Alias]) -> Callable[[], Iterator[Quote]]:
    """Read a file once for the names in it; return what reads it again, each speaker under one name."""
    names = SpeakerNames(aliases)
    deque(names.noting(under_aliases(read_quotes(quotes), aliases)), maxlen=0)
    canonical = names.canonical()
    return lambda: renamed(under_aliases(read_quotes(quotes), aliases), canonical)
