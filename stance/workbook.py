"""Excel workbooks whose every cell is what it says: tables to be read from right to left, filled in, and read again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from stance.errors import StanceError
from stance.io.atomic import replacing

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_CELL = 32_767  # characters, by Excel's rules
_MOST_ROWS = 1_048_576
_FILLED_IN = "FFF4E5C3"
_HEAD = "FFE7E4DC"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width in characters, how its numbers are shown, whether it is to be filled in, and with what."""

    name: str
    width: int = 14
    fill_in: bool = False
    choices: Sequence[str] = ()
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns, and rows with a value for each of them."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def write_sheets(path: Path, sheets: Iterable[Sheet], rtl: bool) -> None:
    """Write tables, each with its header fixed and with filters; rows are not held in memory.

    Text stays text, whatever sign it begins with.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for table in sheets:
        sheet = book.create_sheet(table.name)
        sheet.sheet_view.rightToLeft = rtl
        sheet.freeze_panes = "B2"
        for at, column in enumerate(table.columns, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = column.width
        sheet.append([_heading(sheet, column) for column in table.columns])
        # A row is written when it is appended, so that its cells, whose styles take long to make, serve the next one.
        texts, numbers = ([_styled(sheet, column, kind) for column in table.columns] for kind in (str, float))
        written = 1
        for row in islice(table.rows, _MOST_ROWS - 1):
            written += 1
            pairs = zip(row, texts, numbers, strict=True)
            sheet.append([_filled(text if isinstance(value, str) else number, value) for value, text, number in pairs])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{written}"
    with replacing(path) as part, part.open("wb") as file:
        book.save(file)


def _heading(sheet: Any, column: Column) -> "Cell":
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = _filled(_styled(sheet, column, str), column.name)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _styled(sheet: Any, column: Column, kind: type) -> "Cell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    _style(cell, column)
    if kind is str:
        cell.quotePrefix = True
    elif column.number:
        cell.number_format = column.number
    return cell


def write_workbook(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    guide: tuple[str, Sequence[str]],
    rtl: bool,
) -> None:
    """Write a sheet of rows, its header fixed and with filters, and a sheet of lines that explain it.

    Text stays text, whatever sign it begins with.
    """
    from openpyxl import Workbook

    if path.suffix.lower() != ".xlsx":
        raise StanceError(f"{path}: a workbook is written. Give it a name in .xlsx.")
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("quotes")
    _head(sheet, columns)
    last = 1
    for last, row in enumerate(rows, start=2):
        for at, column in enumerate(columns, start=1):
            _put(sheet.cell(last, at), row.get(column.name), column)
    sheet.auto_filter.ref = sheet.dimensions
    _offer_choices(sheet, columns, last)
    title, lines = guide
    about = book.create_sheet(title)
    about.column_dimensions["A"].width = 110
    for number, line in enumerate(lines, start=1):
        _put(about.cell(number, 1), line, Column("guide"))
    for one in (sheet, about):
        one.sheet_view.rightToLeft = rtl
    with replacing(path) as part, part.open("wb") as file:
        book.save(file)


def _head(sheet: "Worksheet", columns: Sequence[Column]) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(columns, start=1):
        cell = sheet.cell(1, at, column.name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_FILLED_IN if column.fill_in else _HEAD)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = "A2"


def _put(cell: "Cell", value: Any, column: Column) -> None:
    _style(cell, column)
    if isinstance(value, str):
        cell.quotePrefix = True
    _filled(cell, value)


def _style(cell: "Cell", column: Column) -> None:
    from openpyxl.styles import Alignment, PatternFill

    cell.alignment = Alignment(wrap_text=column.width > 30 or column.name == "guide", vertical="top")
    if column.fill_in:
        cell.fill = PatternFill("solid", fgColor=_FILLED_IN)


def _filled(cell: "Cell", value: Any) -> "Cell":
    """Return a cell with a value; `quotePrefix` keeps a text that begins with = a text also when it is edited."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL]
        cell.data_type = "s"  # rather than a formula
    else:
        cell.value = value
    return cell


def _offer_choices(sheet: "Worksheet", columns: Sequence[Column], last: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for at, column in enumerate(columns, start=1):
        if column.choices:
            letter = get_column_letter(at)
            offered = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            offered.add(f"{letter}2:{letter}{max(last, 2) + 500}")  # and for rows that people add below
            sheet.add_data_validation(offered)


def read_workbook(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of the first sheet by the names in its first row, each with its number; empty cells are None."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    faults = InvalidFileException, BadZipFile, OSError, ValueError, KeyError

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except faults as error:
        raise StanceError(f"{path} cannot be read as an Excel workbook ({error}).") from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        names = [str(name) for name in next(rows, ()) if name is not None]
        for number, cells in enumerate(rows, start=2):
            yield number, {name: None if cell == "" else cell for name, cell in zip(names, cells, strict=False)}
    finally:
        book.close()
