"""The errors as one self-contained right-to-left page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined

from stance.evaluate.errors import Error, ErrorKind
from stance.evaluate.gold import GoldQuote
from stance.schema import Article, Form, Quote, Span, Stance
from stance.speakers import candidates

KIND_NAMES = {
    ErrorKind.MISSED: "اقتباسات فائتة",
    ErrorKind.SPURIOUS: "اقتباسات زائدة",
    ErrorKind.BOUNDARY: "حدود غير مطابقة",
    ErrorKind.SPEAKER: "متحدث خاطئ",
    ErrorKind.STANCE: "موقف خاطئ",
}
STANCE_NAMES = {Stance.COOPERATIVE: "متعاون", Stance.HOSTILE: "عدائي", Stance.NEUTRAL: "محايد"}
FORM_NAMES = {Form.DIRECT: "مباشر", Form.INDIRECT: "غير مباشر", Form.MIXED: "مختلط", Form.HEADLINE: "عنوان"}
FACTS = ("المتحدث", "الموقف", "تجاه", "الصيغة", "فعل القول")
CANDIDATES = "قد يكون المتحدث"
_COMMONEST = 8


@dataclass(frozen=True, slots=True)
class Section:
    """The errors of one kind, article by article; `commonest` counts their rules, or cues where nothing was found."""

    kind: ErrorKind
    count: int
    commonest: list[tuple[str, int]]
    articles: list[tuple[Article, list[Error]]]


def render(errors: Sequence[Error]) -> str:
    """Return the page; `errors` come sorted by kind and article, as `find_errors` returns them."""
    environment = Environment(
        loader=PackageLoader("stance.evaluate"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("errors.html").render(
        sections=[_section(kind, list(some)) for kind, some in groupby(errors, key=lambda error: error.kind)],
        kind_names=KIND_NAMES,
        pieces=pieces,
        facts=_facts,
    )


def _section(kind: ErrorKind, errors: list[Error]) -> Section:
    causes = Counter(cause for error in errors if (cause := _cause(error)))
    return Section(
        kind,
        len(errors),
        causes.most_common(_COMMONEST),
        [(some[0].article, some) for _, group in groupby(errors, key=lambda e: e.article.id) for some in [list(group)]],
    )


def _cause(error: Error) -> str | None:
    if error.predicted:
        return error.predicted.rule
    return error.gold.cue.of(error.article.text) if error.gold and error.gold.cue else None


def pieces(error: Error) -> list[tuple[str, str]]:
    """Cut the context where a mark begins or ends: (words, names of the marks on them), in the order of the text."""
    marks = _marks(error)
    cuts = {error.context.start, error.context.end}
    cuts |= {offset for _, span in marks for offset in span if error.context.start < offset < error.context.end}
    return [
        (
            error.article.text[start:end],
            " ".join(name for name, span in marks if span.start <= start and end <= span.end),
        )
        for start, end in pairwise(sorted(cuts))
    ]


def _facts(error: Error) -> list[tuple[str, str | None, str | None]]:
    """Return what is known of the quote beside its words: (name, in the gold, as predicted)."""
    in_gold = _gold_facts(error.gold, error.article.text) if error.gold else {}
    predicted = _predicted_facts(error.predicted) if error.predicted else {}
    facts = [(name, in_gold.get(name), predicted.get(name)) for name in (*FACTS, CANDIDATES)]
    return [fact for fact in facts if any(fact[1:])]


def _gold_facts(gold: GoldQuote, text: str) -> dict[str, str | None]:
    cue = gold.cue.of(text) if gold.cue else None
    values = (" | ".join(gold.speakers), STANCE_NAMES[gold.stance], gold.target, FORM_NAMES[gold.form], cue)
    return dict(zip(FACTS, values, strict=True))


def _predicted_facts(quote: Quote) -> dict[str, str | None]:
    stance = STANCE_NAMES[quote.stance] if quote.stance else None
    values = (quote.speaker, stance, quote.target, FORM_NAMES[quote.form], quote.cue)
    possible = " | ".join(f"{one.name} ({one.id})" for one in candidates(quote)) or None
    return {**dict(zip(FACTS, values, strict=True)), CANDIDATES: possible}


def _marks(error: Error) -> list[tuple[str, Span]]:
    marks: list[tuple[str, Span | None]] = []
    if error.gold:
        marks += [("gold", error.gold.span), ("cue", error.gold.cue)]
    if quote := error.predicted:
        marks += [
            ("predicted", Span(quote.quote_start, quote.quote_end)),
            ("predicted-cue", _optional_span(quote.cue_start, quote.cue_end)),
            ("mention", _optional_span(quote.speaker_mention_start, quote.speaker_mention_end)),
        ]
    return [(name, span) for name, span in marks if span]


def _optional_span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
