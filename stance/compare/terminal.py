"""The comparison on a terminal: shares of both sides and their difference, group by group."""

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from stance.compare.comparison import Comparison, Kind
from stance.compare.language import bounds_text, group_name, share_text, signed
from stance.report.charts import ORDER
from stance.report.language import Language, number
from stance.schema import Stance

_LRM, _RLM = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"


def comparison_table(
    tables: Sequence[tuple[Kind, Sequence[Comparison], int]], names: tuple[str, str], language: Language
) -> Table:
    """Lay the groups out, one a row; in a right-to-left language the group stands rightmost."""
    rtl = language.direction == "rtl"
    left, right = language.text("compare.left"), language.text("compare.right")
    heads = [language.text("compare.group"), left, right, *(language.text(f"stance.{stance}") for stance in ORDER)]
    title = f"{left}: {names[0]}{language.text('separator')}{right}: {names[1]}"
    table = Table(box=box.SIMPLE_HEAD, title=_fenced(title, rtl), header_style="bold", pad_edge=False)
    for head in reversed(heads) if rtl else heads:
        table.add_column(_fenced(head, rtl), justify="right" if rtl else "left")
    for kind, group, _ in tables:
        if kind is not Kind.ALL:
            cells = [_fenced(language.text(f"compare.kind.{kind}"), rtl)]
            blanks = [Text()] * (len(heads) - 1)
            table.add_row(*(blanks + cells if rtl else cells + blanks), style="dim")
        for one in group:
            cells = [_fenced(group_name(one, language), rtl), *map(_number, (one.left.quotes, one.right.quotes))]
            cells += [_difference(one, stance, rtl) for stance in ORDER]
            table.add_row(*(reversed(cells) if rtl else cells))
        table.add_section()
    return table


def _number(n: int) -> Text:
    return Text(f"{_LRM}{number(n)}{_LRM}")


def _difference(one: Comparison, stance: Stance, rtl: bool) -> Text:
    pair = [share_text(side.shares[stance]) for side in (one.left, one.right)]
    shares = f"{_LRM}{' | '.join(reversed(pair) if rtl else pair)}{_LRM}"  # what is read first comes first
    difference = one.differences.get(stance)
    if difference is None:
        return Text(shares)
    text = Text(f"{shares}\n")
    value = f"{_LRM}{signed(difference.value)} ({bounds_text(difference)}){_LRM}"
    return text.append(value, style="bold" if difference.clear else "")


def _fenced(words: str, rtl: bool) -> Text:
    """Fence a cell with marks, so that its letters never reorder another's; what could steer the terminal goes."""
    clean = "".join(sign if sign.isprintable() else " " for sign in words)
    fence = _RLM if rtl else ""
    return Text(f"{_LRM}{fence}{clean}{fence}{_LRM}")
