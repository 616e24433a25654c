"""The table of speakers on a terminal."""

import textwrap
from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from stance.report.charts import ORDER
from stance.report.language import Language, number, percent
from stance.summarize import Share, SpeakerSummary

_LRM, _RLM, _NBSP = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}", "\N{NO-BREAK SPACE}"
# What the numbers' columns and all padding take; names and targets share the rest.
_FIXED = 56
_NARROWEST = 12


def speaker_table(speakers: Sequence[SpeakerSummary], language: Language, width: int, rows: int = 25) -> Table:
    """Lay out the first speakers, `width` columns wide; in a right-to-left language the name stands rightmost."""
    rtl = language.direction == "rtl"
    free = max(_NARROWEST, (width - _FIXED) // 2)
    heads = [language.text(key) for key in ("table.speaker", "table.count")]
    heads += [language.text(f"stance.{stance}") for stance in ORDER]
    lines = [[*heads, language.text("table.targets")]]
    lines += [_cells(summary, language) for summary in speakers[:rows]]
    head, *body = [[_fenced(cell, free if at in (0, 5) else 0, rtl) for at, cell in enumerate(line)] for line in lines]
    table = Table(
        box=box.SIMPLE_HEAD,
        collapse_padding=True,
        pad_edge=False,
        header_style="bold",
        title=_fenced(language.text("table.terminal"), 0, rtl),
        caption=_rest(len(speakers) - rows, language, rtl),
    )
    for title in reversed(head) if rtl else head:
        table.add_column(title, justify="right" if rtl else "left", no_wrap=True)
    for cells in body:
        table.add_row(*(reversed(cells) if rtl else cells))
    return table


def _cells(summary: SpeakerSummary, language: Language) -> list[str]:
    targets = language.text("separator").join(f"{name}{_NBSP}({count})" for name, count in summary.targets[:3])
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
