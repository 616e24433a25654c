"""The table of speakers on a terminal."""

import textwrap
from collections.abc import Sequence
from itertools import accumulate

from rich import box
from rich.table import Table
from rich.text import Text

from stance.report.charts import ORDER
from stance.report.language import Language, number, percent
from stance.summarize import Share, SpeakerSummary

_LRM, _RLM, _NBSP = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}", "\N{NO-BREAK SPACE}"
_MOST_ROWS, _TARGETS = 25, 2
_AROUND = 10  # lines of a screen for the title, heads and rules, and for what is said below the table
_PADDING = 2  # columns behind each cell
_NARROWEST, _WIDEST = 12, 40
_WRAPPED = 0, 5  # names, targets


def speaker_table(
    speakers: Sequence[SpeakerSummary], language: Language, width: int, height: int | None = None
) -> Table:
    """Lay out the first speakers, `width` columns wide; in a right-to-left language the name stands rightmost.

    Where a `height` is given, there are no more than fit on a screen of so many lines.
    """
    rtl = language.direction == "rtl"
    heads = [language.text(key) for key in ("table.speaker", "table.count")]
    heads += [language.text(f"stance.{stance}") for stance in ORDER]
    lines = [[*heads, language.text("table.targets")]]
    lines += [_cells(summary, language) for summary in speakers[:_MOST_ROWS]]
    free = _width_for_words(lines, width)
    head, *body = [
        [_fenced(cell, free if at in _WRAPPED else 0, rtl) for at, cell in enumerate(line)] for line in lines
    ]
    body = body[: _fitting(body, height)]
    table = Table(
        box=box.SIMPLE_HEAD,
        collapse_padding=True,
        pad_edge=False,
        header_style="bold",
        title=_fenced(language.text("table.terminal"), 0, rtl),
        caption=_rest(len(speakers) - len(body), language, rtl),
    )
    for title in reversed(head) if rtl else head:
        table.add_column(title, justify="right" if rtl else "left", no_wrap=True)
    for cells in body:
        table.add_row(*(reversed(cells) if rtl else cells))
    return table


def _width_for_words(lines: Sequence[Sequence[str]], width: int) -> int:
    """Return how wide names and targets may be, each, which share what the figures leave."""
    columns = list(zip(*lines, strict=True))
    figures = sum(max(map(len, column)) for at, column in enumerate(columns) if at not in _WRAPPED)
    return min(_WIDEST, max(_NARROWEST, (width - figures - _PADDING * len(columns)) // len(_WRAPPED)))


def _fitting(body: Sequence[Sequence[Text]], height: int | None) -> int:
    """Return how many rows fit, one at least."""
    if height is None:
        return len(body)
    heights = accumulate(max(cell.plain.count("\n") + 1 for cell in row) for row in body)
    return max(1, sum(reached <= height - _AROUND for reached in heights))


def _cells(summary: SpeakerSummary, language: Language) -> list[str]:
    targets = language.text("separator").join(f"{name}{_NBSP}({count})" for name, count in summary.targets[:_TARGETS])
    return [
        summary.speaker or language.text("unattributed"),
        number(summary.quotes),
        *(_share(summary.shares[stance]) for stance in ORDER),
        targets or language.text("no_targets"),
    ]


def _share(share: Share) -> str:
    if share.value is None:
        return ""
    return f"{percent(share.value)} ({100 * share.low:.0f}–{100 * share.high:.0f})"


def _rest(left_out: int, language: Language, rtl: bool) -> Text | None:
    return _fenced(language.text("terminal_rest", n=number(left_out)), 0, rtl) if left_out > 0 else None


def _fenced(text: str, width: int, rtl: bool) -> Text:
    """Wrap a cell and fence each of its lines with marks, so that letters of one cell never reorder another.

    Terminals apply the bidirectional algorithm, if at all, to whole screen lines; few of them know isolates. Control
    characters, which could steer the terminal, become spaces.
    """
    clean = "".join(char if char.isprintable() or char == _NBSP else " " for char in text)
    lines = textwrap.wrap(clean, width) if width else [clean]
    fence = _RLM if rtl and any("\u0590" <= char <= "\u08ff" for char in clean) else ""
    return Text("\n".join(f"{_LRM}{fence}{line}{fence}{_LRM}" for line in lines))
