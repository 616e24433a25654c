"""brat's standoff: for each article the text (.txt) and its annotations (.ann), in one folder with brat's settings.

brat counts code points, and knows no annotation across line breaks: a quote over several lines is one annotation in
several fragments. The columns that it has no place for stand in a note on the quote.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from stance.errors import StanceError
from stance.interop.annotated import Annotated, OnReject
from stance.interop.documents import files_of, id_of_stem, nameable, new_folder
from stance.interop.graph import Link, Node, graph_of, markups_of
from stance.interop.markup import Markup, Part, markup_of, restored
from stance.interop.rows import one_line, parsed, quote_row
from stance.io.atomic import replacing
from stance.io.quote_columns import to_quote
from stance.schema import Article, Form, Quote, Span, Stance

# All at which brat, which reads its files with Python, ends a line.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SETTINGS = {
    "annotation.conf": """[entities]
Quote
Cue
Speaker
Target
[relations]
has_cue\tArg1:Quote, Arg2:Cue
has_speaker\tArg1:Quote, Arg2:Speaker
has_target\tArg1:Quote, Arg2:Target
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
[events]
[attributes]
Stance\tArg:Quote, Value:cooperative|hostile|neutral
Form\tArg:Quote, Value:direct|indirect|mixed|headline
""",
    "visual.conf": """[labels]
[options]
Text\tdirection:rtl
[drawing]
Quote\tbgColor:#f4a261
Cue\tbgColor:#2a9d5c
Speaker\tbgColor:#8fc1f5
Target\tbgColor:#c9a6db
""",
}


def write(articles: Iterable[Annotated], path: Path, on_reject: OnReject) -> None:
    """Write a folder: two files for each article, and brat's settings."""
    new_folder(path)
    for stem, annotated in nameable(articles, on_reject):
        lines = _lines(annotated)
        for suffix, content in ((".txt", annotated.article.text), (".ann", "".join(lines))):
            with replacing(path / f"{stem}{suffix}") as part:
                part.write_text(content, encoding="utf-8", newline="")
    for name, settings in _SETTINGS.items():
        (path / name).write_text(settings, encoding="utf-8")


def _lines(annotated: Annotated) -> Iterator[str]:
    article, quotes = annotated
    nodes, links = graph_of(markup_of(quote, article.text) for quote in quotes)
    for node in nodes:
        yield _text_bound(node, article.text)
    in_order = [node for node in nodes if node.markup]
    for node in in_order:
        yield from _attributes(node)
    for number, link in enumerate(links, start=1):
        yield _relation(number, link)
    for node, quote in zip(in_order, quotes, strict=True):
        yield _note(node, quote)


def _text_bound(node: Node, text: str) -> str:
    fragments = [Span(*match.span()) for match in _LINE.finditer(text, *node.span)]
    offsets = ";".join(f"{start} {end}" for start, end in fragments)
    return f"T{node.number}\t{node.part.capitalize()} {offsets}\t{' '.join(f.of(text) for f in fragments)}\n"


def _attributes(node: Node) -> Iterator[str]:
    values = [("Stance", node.markup.stance), ("Form", node.markup.form)] if node.markup else []
    for at, (name, value) in enumerate(values):
        if value:
            yield f"A{2 * node.number + at}\t{name} T{node.number} {value}\n"


def _relation(number: int, link: Link) -> str:
    return f"R{number}\thas_{link.kind} Arg1:T{link.quote} Arg2:T{link.part}\t\n"


def _note(node: Node, quote: Quote) -> str:
    return f"#{node.number}\tAnnotatorNotes T{node.number}\t{one_line(quote_row(quote))}\n"


def read(path: Path) -> Iterator[Annotated]:
    """Read a folder of .txt and .ann files, or one .ann file."""
    for file in files_of(path, ".ann"):
        try:
            text = file.with_suffix(".txt").read_bytes().decode()
            lines = file.read_bytes().decode().split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise StanceError(f"{file}: the annotations or their text cannot be read ({error}).") from error
        yield _annotated(Article(id_of_stem(file.stem), text), lines, file)


def _annotated(article: Article, lines: Iterable[str], file: Path) -> Annotated:
    parts: dict[str, tuple[Part, Span]] = {}
    quotes: dict[str, Markup] = {}
    links: list[tuple[str, str]] = []
    rows: list[Quote] = []
    for number, line in enumerate(lines, start=1):
        identifier, _, rest = line.partition("\t")
        head, _, tail = rest.partition("\t")
        try:
            if identifier[:1] == "T":
                part, span = _read_text_bound(head)
                parts[identifier] = part, span
                if part is Part.QUOTE:
                    quotes[identifier] = Markup(span)
            elif identifier[:1] in {"A", "M"}:
                _read_attribute(head, quotes)
            elif identifier[:1] == "R":
                _, first, second = head.split()
                links.append((first.partition(":")[2], second.partition(":")[2]))
            elif head.startswith("AnnotatorNotes T") and tail.startswith("{"):
                rows.append(to_quote(parsed(tail, f"{file}, line {number}"), f"{file}, line {number}"))
        except ValueError as error:
            raise StanceError(f"{file}, line {number}: this is not an annotation of this project ({error}).") from error
    return restored(article, markups_of(quotes, parts, links), rows)


def _read_text_bound(head: str) -> tuple[Part, Span]:
    name, _, offsets = head.partition(" ")
    numbers = [int(offset) for fragment in offsets.split(";") for offset in fragment.split()]
    return Part(name.lower()), Span(min(numbers), max(numbers))


def _read_attribute(head: str, quotes: dict[str, Markup]) -> None:
    name, owner, value = head.split()
    if owner in quotes and name == "Stance":
        quotes[owner] = replace(quotes[owner], stance=Stance(value))
    elif owner in quotes and name == "Form":
        quotes[owner] = replace(quotes[owner], form=Form(value))
