"""What the templates say: texts, names and figures of a report as HTML, each isolated from the direction around it."""

import hashlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from stance.model.judgeable import why_not
from stance.report import charts
from stance.report.language import Language, number, signed_points
from stance.schema import Quote, Stance
from stance.summarize import By, Figures, Period, Share, SpeakerSummary, Summary, speaker_key

_CHARTED = 12


class Words:
    """The templates' vocabulary in one language. What it returns as Markup is escaped."""

    stances = charts.ORDER

    def __init__(self, language: Language) -> None:
        self.language = language

    def text(self, key: str, **values: object) -> Markup:
        """Return an interface text with its {names} filled in."""
        text = escape(self.language.text(key))
        return text.format(**values) if values else text

    def name(self, name: object) -> Markup:
        """Return a name from the data."""
        return Markup(f"<bdi>{escape(name)}</bdi>")

    def names(self, counts: Sequence[tuple[str, int]], limit: int) -> Markup:
        """Return names with how often each occurs, and how many more there are; empty where there is none."""
        listed = [Markup("{}&nbsp;({})").format(self.name(name), self.number(count)) for name, count in counts[:limit]]
        text = Markup(self.language.text("separator")).join(listed)
        more = len(counts) - limit
        return text + " " + self.text("and_more", n=self.number(more)) if more > 0 else text

    def number(self, n: int) -> Markup:
        """Return a number."""
        return Markup(f'<bdi dir="ltr">{number(n)}</bdi>')

    def percent(self, share: float) -> Markup:
        """Return a share in percent."""
        return self.name(self.language.percent(share))

    def points(self, share: float) -> Markup:
        """Return a share between -1 and 1 in signed percentage points."""
        return Markup(f'<bdi dir="ltr">{signed_points(share)}</bdi>')

    def count(self, noun: str, n: int) -> Markup:
        """Return a number with its noun."""
        return self.name(self.language.count(noun, n))

    def between(self, share: Share) -> Markup:
        """Return the interval of a share in words."""
        return self.text("between", low=self.percent(share.low), high=self.percent(share.high))

    def bounds(self, share: Share) -> Markup:
        """Return the interval of a share in short."""
        return Markup(f'<bdi dir="ltr">{100 * share.low:.0f}–{100 * share.high:.0f}</bdi>')

    def day(self, iso: str) -> Markup:
        """Return a date."""
        return Markup('<time datetime="{}">{}</time>').format(iso, self.name(self.language.day(iso)))

    def dates(self, summary: Summary) -> Markup:
        """Return from when to when a group was quoted; empty where no quote has a date."""
        first, last = summary.first_date, summary.last_date
        if not first or not last:
            return Markup()
        return self.day(first) if first == last else self.text("period", first=self.day(first), last=self.day(last))

    def speaker(self, speaker: "SpeakerSummary | Quote") -> str:
        """Return a speaker's name, or what stands for the missing one."""
        return speaker.speaker or self.language.text("unattributed")

    def shares(self, figures: Figures) -> str:
        """Return a group's shares in a line, as the text alternative of its bar."""
        shares = ((stance, figures.shares[stance].value) for stance in self.stances)
        named = [
            f"{self.language.text(f'stance.{stance}')} {self.language.percent(share)}"
            for stance, share in shares
            if share
        ]
        return self.language.text("separator").join(named)

    def counts(self, figures: Figures) -> str:
        """Return a group's counts in a line, as the text alternative of a chart's row."""
        counts = ((stance, figures.shares[stance].count) for stance in self.stances)
        named = [f"{self.language.text(f'stance.{stance}')} {number(count)}" for stance, count in counts]
        return self.language.text("separator").join(named)

    def stacked(self, figures: Figures) -> list[tuple[Stance, charts.Stretch]]:
        """Return the pieces of a group's stance bar; none where no quote has a stance."""
        return charts.stacked(figures, self.language.direction)

    def interval(self, share: Share) -> tuple[charts.Stretch, charts.Stretch]:
        """Return where the interval of a share lies, and the share itself."""
        value = share.value or 0.0
        direction = self.language.direction
        return charts.stretch(share.low, share.high, direction), charts.stretch(value, value, direction)

    def balances(self, speakers: Sequence[SpeakerSummary]) -> list[charts.Balance]:
        """Return the rows of the overview chart."""
        named = [speaker for speaker in speakers if speaker.speaker]
        return charts.balances(named[:_CHARTED], self.language.direction)

    def columns(self, periods: Sequence[Period], by: By) -> list[charts.Column]:
        """Return the columns of a timeline."""
        return charts.columns(periods, by, self.language.direction)

    def shade(self, figures: Figures) -> str:
        """Return the class of a cell of the map."""
        return charts.shade(figures)

    def probabilities(self, quote: Quote) -> list[tuple[Stance, float]]:
        """Return the model's probability of each stance; none where it has not read the quote."""
        if quote.p_cooperative is None or quote.p_neutral is None or quote.p_hostile is None:
            return []
        return list(zip(self.stances, (quote.p_cooperative, quote.p_neutral, quote.p_hostile), strict=True))

    def unestimated(self, quote: Quote) -> Markup:
        """Return why a quote has no probabilities, or no stance in spite of them; empty where it has both."""
        if quote.p_hostile is not None:
            return Markup() if quote.stance else self.text("unestimated.undecided")
        if quote.stance is None:
            return self.text("unestimated.unread")
        reason = why_not(quote) if quote.stance is Stance.NEUTRAL else None
        return self.text(f"unestimated.{reason.name.lower() if reason else 'given'}")

    def address(self, speaker: "SpeakerSummary | Quote", number: int = 1) -> str:
        """Return the file of a speaker's page of this number: the same in every report."""
        key = speaker_key(speaker)
        name = hashlib.blake2s(key.encode(), digest_size=5).hexdigest() if key else "unattributed"
        return f"speakers/{name}{f'-{number}' if number > 1 else ''}.html"

    def link(self, url: str | None) -> str | None:
        """Return a URL if it is one that a page may lead to, else None."""
        try:
            parts = urlsplit(url or "")
        except ValueError:
            return None
        return url if parts.scheme in {"http", "https"} and parts.netloc else None
