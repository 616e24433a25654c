"""Our CoNLL-U Plus files, read document by document."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stance.errors import StanceError
from stance.interop.annotated import Annotated
from stance.interop.conll_lines import COLUMNS, TAGGED, spaces_of
from stance.interop.graph import markups_of
from stance.interop.markup import Markup, Part, restored
from stance.interop.rows import article_of, parsed, quotes_of
from stance.schema import Span, Stance

_Run = tuple[Part, str, list[str], int, int]  # part, label, numbers of its quotes, start, end


@dataclass(slots=True)
class _Document:
    """An article while its lines come in."""

    place: str
    article: dict[str, object] = field(default_factory=dict)
    rows: list[dict[str, object]] = field(default_factory=list)
    untagged: list[dict[str, object]] = field(default_factory=list)
    text: str = ""
    runs: list[_Run] = field(default_factory=list)
    open: dict[Part, int] = field(default_factory=dict)  # which run the next I belongs to

    def add_word(self, line: str, place: str) -> None:
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise StanceError(f"{place}: {len(cells)} columns instead of {len(COLUMNS)} ({' '.join(COLUMNS)}).")
        misc = dict(entry.partition("=")[::2] for entry in cells[-1].split("|"))
        before, after = spaces_of(misc)
        start = len(self.text) + len(before)
        self.text += f"{before}{cells[1]}{after}"
        for part, tag in zip(TAGGED, cells[2:], strict=False):
            self._add_tag(part, tag, misc.get(part.capitalize(), ""), Span(start, start + len(cells[1])), place)

    def _add_tag(self, part: Part, tag: str, numbers: str, word: Span, place: str) -> None:
        if tag == "O":
            self.open.pop(part, None)
            return
        position, _, label = tag.partition("-")
        if position not in {"B", "I"} or (part is Part.QUOTE and label not in {*Stance, "undecided"}):
            raise StanceError(f"{place}: {tag!r} is no tag of the column {part.upper()}.")
        if position == "I" and part in self.open:
            *run, _ = self.runs[self.open[part]]
            self.runs[self.open[part]] = (*run, word.end)  # type: ignore[assignment]
        else:
            self.open[part] = len(self.runs)
            self.runs.append((part, label, numbers.split(",") if numbers else [], word.start, word.end))

    def annotated(self) -> Annotated:
        quotes: dict[str, Markup] = {}
        parts: dict[str, tuple[Part, Span]] = {}
        links: list[tuple[str, str]] = []
        for at, (part, label, numbers, start, end) in enumerate(self.runs):
            if part is Part.QUOTE:
                stance = Stance(label) if label != "undecided" else None
                quotes[numbers[0] if numbers else f"unnumbered {at}"] = Markup(Span(start, end), stance=stance)
            else:
                parts[f"part {at}"] = part, Span(start, end)
                links += [(number, f"part {at}") for number in numbers]
        article = article_of(self.article, self.text, self.place)
        tagged = restored(article, markups_of(quotes, parts, links), quotes_of(self.rows, self.place)).quotes
        return Annotated(article, [*tagged, *quotes_of(self.untagged, self.place)])


def read(path: Path) -> Iterator[Annotated]:
    """Read a file as `write` makes it; tags count, whatever the comments say of the quotes that they came from."""
    document: _Document | None = None
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, raw in enumerate(lines, start=1):
            line, place = raw.removesuffix("\n"), f"{path}, line {number}"
            if line.startswith("# newdoc"):
                if document:
                    yield document.annotated()
                document = _Document(place)
            elif document is None:
                _check_header(line, place)
            elif line.startswith("# article = "):
                document.article = parsed(line.partition(" = ")[2], place)
            elif line.startswith("# quote "):
                document.rows.append(parsed(line.partition(" = ")[2], place))
            elif line.startswith("# untagged quote = "):
                document.untagged.append(parsed(line.partition(" = ")[2], place))
            elif line and not line.startswith("# "):
                document.add_word(line, place)
    if document:
        yield document.annotated()


def _check_header(line: str, place: str) -> None:
    wanted = f"# global.columns = {' '.join(COLUMNS)}"
    if line != wanted:
        raise StanceError(f"{place}: {line[:80]!r} is not how such a file begins: {wanted}")
