"""A quotes file in, the files of a report out."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from stance.io.atomic import replacing
from stance.report.document import write_document
from stance.report.findings import Report
from stance.report.language import Language
from stance.report.page import Pages
from stance.report.sheets import write_tables
from stance.report.table import write_csv
from stance.report.tables import report_tables
from stance.report.words import Words

PAGE, WORKBOOK, DOCUMENT = "index.html", "report.xlsx", "report.json"
_SPEAKER_PAGES = "speakers"
_OURS = re.compile(r"([0-9a-f]{10}|unattributed)(-\d+)?\.html")


class Format(StrEnum):
    """What a report is written as."""

    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


def write_report(report: Report, output: Path, language: Language, formats: Collection[Format]) -> list[Path]:
    """Write a report into a folder and return its files, apart from the speakers' pages.

    Raises StanceError where the folder cannot be written.
    """
    return [path for one in Format if one in formats for path in _WRITERS[one](report, output, language)]


def _write_pages(report: Report, output: Path, language: Language) -> list[Path]:
    """Write the pages; a speaker's page of an earlier report goes if there is none in this one."""
    pages, words = Pages(report, language), Words(language)
    written = set()
    for speaker in report.with_page:
        for number, pieces in enumerate(pages.speaker(speaker), start=1):
            written.add(path := output / words.address(speaker, number))
            _write_text(path, pieces)
    _write_text(output / PAGE, pages.index())
    for path in (output / _SPEAKER_PAGES).glob("*.html"):
        if path not in written and _OURS.fullmatch(path.name):
            path.unlink()
    return [output / PAGE]


def _write_text(path: Path, pieces: Iterator[str]) -> None:
    with replacing(path) as part, part.open("w", encoding="utf-8") as file:
        file.writelines(pieces)


def _write_workbook(report: Report, output: Path, language: Language) -> list[Path]:
    write_tables(output / WORKBOOK, report_tables(report), language)
    return [output / WORKBOOK]


def _write_csv(report: Report, output: Path, _language: Language) -> list[Path]:
    paths = []
    for table in report_tables(report):
        paths.append(path := output / f"{table.name}.csv")
        with replacing(path) as part:
            write_csv(part, table)
    return paths


def _write_json(report: Report, output: Path, _language: Language) -> list[Path]:
    with replacing(output / DOCUMENT) as part:
        write_document(part, report)
    return [output / DOCUMENT]


_WRITERS: Mapping[Format, Callable[[Report, Path, Language], Iterable[Path]]] = {
    Format.HTML: _write_pages,
    Format.XLSX: _write_workbook,
    Format.CSV: _write_csv,
    Format.JSON: _write_json,
}
