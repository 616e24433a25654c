"""The report for other programs: workbook, CSV tables, JSON."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from reports import sample, written

from stance.report import document
from stance.report.accuracy import Accuracy
from stance.report.build import Format
from stance.report.findings import Report, Source
from stance.report.language import load_language
from stance.report.tables import report_tables
from stance.schema import Quote, Stance

SCHEMA = json.loads((Path(document.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))
TYPES: dict[str, type | tuple[type, ...]] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "null": type(None),
    "number": (int, float),
    "object": dict,
    "string": str,
}
FORMULAS = ('=HYPERLINK("x")', "@SUM(A1)", "-1+1", "+1", "\t=1")


def faults(value: Any, schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """Yield where a value breaks a schema, of which the keywords that ours uses are known."""
    known = {"type", "properties", "required", "additionalProperties", "items", "$ref", "enum", "const", "anyOf"}
    assert set(schema) <= known | {"$schema", "$defs", "title", "description", "minimum", "maximum"}
    if "$ref" in schema:
        yield from faults(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], at)
    if "anyOf" in schema and all(list(faults(value, one, at)) for one in schema["anyOf"]):
        yield f"{at}: none of the alternatives"
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{at}: {value!r} is none of the values"
    types = schema.get("type", [])
    kinds = [TYPES[name] for name in ([types] if isinstance(types, str) else types)]
    if kinds and not any(isinstance(value, kind) for kind in kinds):
        yield f"{at}: {value!r} is no {types}"
    if isinstance(value, dict):
        yield from (f"{at}: no {name}" for name in schema.get("required", ()) if name not in value)
        if schema.get("additionalProperties") is False:
            yield from (f"{at}: {name} is unknown" for name in value if name not in schema["properties"])
        for name, part in schema.get("properties", {}).items():
            if name in value:
                yield from faults(value[name], part, f"{at}.{name}")
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), f"{at}[{number}]")


def dangerous() -> list[Quote]:
    return [
        replace(
            sample()[0], quote_id=f"q{at}", speaker=text, target=text, outlet=text, via=text, quote=text, title=text
        )
        for at, text in enumerate(FORMULAS)
    ]


def files_of(folder: Path, quotes: list[Quote], language: str = "ar", **limits: Any) -> Report:
    return written(folder, quotes, language, [Format.CSV, Format.XLSX, Format.JSON], **limits)


@pytest.mark.parametrize("limits", [{}, {"pages": 2}])
def test_the_document_is_as_its_schema_says(tmp_path: Path, limits: dict[str, Any]) -> None:
    rates = dict.fromkeys(Stance, 0.7)
    report = files_of(tmp_path, sample(), source=Source(accuracy=Accuracy(9, 0.7, rates, rates)), **limits)
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert list(faults(found, SCHEMA)) == []
    assert set(found) == set(SCHEMA["properties"])
    first, speaker = found["speakers"][0], report.tables.speakers[0]
    assert (first["speaker"], first["quotes"]) == (speaker.speaker, speaker.quotes)
    assert first["stances"]["hostile"]["low"] == pytest.approx(speaker.shares[Stance.HOSTILE].low, abs=1e-4)
    assert first["statements_total"] == len(first["statements"]) == 11


def test_the_schema_finds_what_breaks_it(tmp_path: Path) -> None:
    files_of(tmp_path, sample())
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    del found["overall"]["quotes"]
    found["by"] = "decade"
    found["speakers"][0]["net"] = "much"
    found["speakers"][0]["rank"] = 1
    assert len(list(faults(found, SCHEMA))) == 4


def test_csv_tables_open_in_excel_and_run_nothing(tmp_path: Path) -> None:
    files_of(tmp_path, dangerous())
    names = {path.stem for path in tmp_path.glob("*.csv")}
    assert names == {"speakers", "targets", "outlets", "via", "periods", "timeline", "statements"}
    for name in names:
        assert (tmp_path / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        texts = [cell for row in rows for column, cell in row.items() if column != "net"]
        assert rows and not [cell for cell in texts if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_one_speaker_s_row(tmp_path: Path) -> None:
    files_of(tmp_path, [sample()[0]])
    [row] = pd.read_csv(tmp_path / "speakers.csv").to_dict("records")
    assert (row["cooperative"], row["cooperative_share"], row["cooperative_low"], row["net"]) == (1, 1.0, 0.2065, 1.0)
    assert (row["targets"], row["first_date"]) == ("مصر (1)", "2024-01-01")


@pytest.mark.parametrize("code", ["ar", "en"])
def test_the_workbook_reads_in_its_direction_and_holds_every_table(tmp_path: Path, code: str) -> None:
    report = files_of(tmp_path, sample(), code)
    language, tables = load_language(code), report_tables(report)
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert book.sheetnames == [language.text(f"sheets.{table.name}") for table in tables]
    for table, sheet in zip(tables, book.worksheets, strict=True):
        assert bool(sheet.sheet_view.rightToLeft) == (code == "ar")
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert len(set(next(sheet.iter_rows(values_only=True)))) == len(table.columns)
        rows = [tuple(cell or None for cell in row) for row in table.rows]
        assert [tuple(cell or None for cell in row) for row in sheet.iter_rows(2, values_only=True)] == rows
    share = next(cell for cell in book.worksheets[0][2] if cell.number_format == "0%")
    assert isinstance(share.value, int | float)


@pytest.mark.parametrize("code", ["ar", "en"])
def test_excel_takes_the_names_of_the_sheets(code: str) -> None:
    names = [str(name) for name in load_language(code).texts["sheets"].values()]
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_text_in_the_workbook_stays_text(tmp_path: Path) -> None:
    files_of(tmp_path, dangerous())
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    cells: list[Any] = [cell for sheet in book.worksheets for row in sheet.iter_rows(2) for cell in row]
    risky = [
        cell for cell in cells if str(cell.value).lstrip().startswith(("=", "+", "-", "@")) and cell.data_type != "n"
    ]
    assert len(risky) > 20
    assert not [cell for cell in risky if cell.data_type != "s" or not cell.quotePrefix]
