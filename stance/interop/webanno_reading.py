"""One WebAnno TSV file, back into an article and its quotes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stance.errors import StanceError
from stance.interop.annotated import Annotated
from stance.interop.graph import markups_of
from stance.interop.markup import Markup, Part, restored
from stance.interop.offsets import Utf16
from stance.interop.webanno_lines import FEATURES, HEADER, parted, plain
from stance.schema import Article, Form, Span, Stance

_VALUE = re.compile(r"(.*?)(?:\[(\d+)\])?", re.DOTALL)
_SOURCE = re.compile(r"(\d+-\d+)(?:\.\d+)?(?:\[(\d+)_(\d+)\])?")
_OFFSETS = re.compile(r"(\d+)-(\d+)")
_COLUMNS = 3 + len(FEATURES) + 2


@dataclass(slots=True)
class _Sentence:
    lines: list[str] = field(default_factory=list)
    start: int | None = None  # in code units, where its first word says


@dataclass(slots=True)
class _Stretch:
    """An annotation, word after word."""

    start: int
    end: int
    values: dict[str, str]


@dataclass(slots=True)
class _File:
    sentences: list[_Sentence] = field(default_factory=list)
    stretches: dict[str, _Stretch] = field(default_factory=dict)
    on_word: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    relations: list[tuple[str, str | None, str, str | None]] = field(default_factory=list)


def read_document(path: Path, article_id: str) -> Annotated:
    """Read a file whose layers are those of our header, in whatever order its features stand."""
    try:
        lines = path.read_bytes().decode().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise StanceError(f"{path} cannot be read as text in UTF-8 ({error}).") from error
    order = _feature_order([line.rstrip("\r") for line in lines], path)
    file = _File()
    in_text = False
    for number, raw in enumerate(lines, start=1):
        line = raw.removesuffix("\r")
        if line.startswith("#Text="):
            if not in_text:
                file.sentences.append(_Sentence())
            file.sentences[-1].lines.append(plain(line.removeprefix("#Text=")))
        elif line and not line.startswith("#"):
            _add_word(file, line, order, f"{path}, line {number}")
        in_text = line.startswith("#Text=")
    text = _text(file.sentences)
    return restored(Article(article_id, text), _markups(file, Utf16(text), path))


def _feature_order(lines: Sequence[str], path: Path) -> list[str]:
    wanted = HEADER.split("\n")
    span_layer = [line for line in lines if line.startswith("#T_SP=")]
    relation_layer = [line for line in lines if line.startswith("#T_RL=")]
    features = span_layer[0].split("|")[1:] if span_layer else []
    if len(span_layer) != 1 or sorted(features) != sorted(FEATURES) or relation_layer != [wanted[2]]:
        raise StanceError(
            f"{path}: its layers are {', '.join([*span_layer, *relation_layer]) or 'none'}. "
            f"Export only the layers {wanted[1]} and {wanted[2]}, in the format WebAnno TSV v3."
        )
    return features


def _add_word(file: _File, line: str, order: Sequence[str], place: str) -> None:
    cells = line.split("\t")
    offsets = _OFFSETS.fullmatch(cells[1]) if len(cells) > 1 else None
    if not offsets or len(cells) < _COLUMNS or not file.sentences:
        raise StanceError(f"{place}: this is no line of a word with its {_COLUMNS} columns.")
    word, start, end = cells[0], int(offsets[1]), int(offsets[2])
    if file.sentences[-1].start is None:
        file.sentences[-1].start = start
    for values, key in _annotations(cells[3 : 3 + len(order)], order, word):
        stretch = file.stretches.setdefault(key, _Stretch(start, end, values))
        stretch.start, stretch.end = min(stretch.start, start), max(stretch.end, end)
        file.on_word[word].append(key)
    for source in parted(cells[3 + len(order) + 1]):
        found = _SOURCE.fullmatch(source)
        if found:
            file.relations.append((found[1], found[2], word, found[3]))


def _annotations(cells: Sequence[str], order: Sequence[str], word: str) -> Iterator[tuple[dict[str, str], str]]:
    """Yield what covers a word: its values by feature, and the number, or else the word, that it is known by."""
    if cells[0] == "_":
        return
    for stacked in zip(*(parted(cell) for cell in cells), strict=True):
        found = [_VALUE.fullmatch(value) for value in stacked]
        values = {name: match[1] for name, match in zip(order, found, strict=True) if match and match[1] != "*"}
        number = found[0][2] if found[0] else None
        yield {name: plain(value) for name, value in values.items()}, number or f"word {word}"


def _text(sentences: Sequence[_Sentence]) -> str:
    text, units = "", 0
    for sentence in sentences:
        words = "\n".join(sentence.lines)
        gap = max(0, (sentence.start or 0) - units)
        text += " " * gap + words
        units += gap + len(words.encode("utf-16-le")) // 2
    return text


def _markups(file: _File, units: Utf16, path: Path) -> list[Markup]:
    quotes: dict[str, Markup] = {}
    parts: dict[str, tuple[Part, Span]] = {}
    for key, stretch in file.stretches.items():
        span = units.decode(stretch.start, stretch.end)
        try:
            part = Part(stretch.values.get("part", ""))
            if part is Part.QUOTE:
                quotes[key] = _markup(span, stretch.values)
        except ValueError as error:
            raise StanceError(f"{path}: the annotation at {stretch.start}–{stretch.end}: {error}.") from error
        parts[key] = part, span
    links = [(_key(file, *relation[:2]), _key(file, *relation[2:])) for relation in file.relations]
    return markups_of(quotes, parts, links)


def _key(file: _File, word: str, number: str | None) -> str:
    if number and number != "0":
        return number
    return next(iter(file.on_word[word]), "")


def _markup(span: Span, values: dict[str, str]) -> Markup:
    return Markup(
        quote=span,
        stance=Stance(values["stance"]) if "stance" in values else None,
        form=Form(values["form"]) if "form" in values else None,
        speaker_name=values.get("speaker_name", ""),
        target_name=values.get("target_name", ""),
    )
