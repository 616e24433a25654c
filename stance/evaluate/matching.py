"""Pair predicted quotes with gold quotes, one to one, the best pair first."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stance.evaluate.gold import GoldArticle, GoldQuote
from stance.evaluate.names import normalize_name, same_speaker
from stance.schema import Quote, Span
from stance.targets import parties

_EDGE = frozenset(" \t\r\n\u00a0.,،؛;:!؟?…\"'“”„«»‹›‘’()[]{}-–—*")
_LEAD = re.compile(r"(?:بأن(?:ه[ام]?)?|أن(?:[هاّ]*|هم)|إن(?:[ها]*|هم)|ان[ها]*|على|عن|[إا]لى|من)\s+")


class TrimmedSpan(NamedTuple):
    """A span without the punctuation at its edges; `bare_start` also leaves out a leading complementizer."""

    start: int
    end: int
    bare_start: int


Overlap = Callable[[TrimmedSpan, TrimmedSpan], float]


def trim(text: str, span: Span) -> TrimmedSpan:
    """Narrow a span to what lies between its edge punctuation.

    >>> trim("«أن الباب مفتوح.»", Span(0, 17))
    TrimmedSpan(start=1, end=15, bare_start=4)
    """
    start, end = max(0, span.start), min(len(text), span.end)
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    lead = _LEAD.match(text, start, end)
    return TrimmedSpan(start, end, lead.end() if lead else start)


def _shared(one: TrimmedSpan, other: TrimmedSpan) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def iou(gold: TrimmedSpan, predicted: TrimmedSpan) -> float:
    """Return the shared characters as a share of all that either span covers."""
    shared = _shared(gold, predicted)
    return shared / (max(gold.end, predicted.end) - min(gold.start, predicted.start)) if shared else 0.0


def coverage(gold: TrimmedSpan, predicted: TrimmedSpan) -> float:
    """Return the shared characters as a share of the gold span: the Gender Gap Tracker's rule."""
    shared = _shared(gold, predicted)
    return shared / (gold.end - gold.start) if shared else 0.0


def is_exact(gold: TrimmedSpan, predicted: TrimmedSpan) -> bool:
    """Tell whether the spans are equal, a leading complementizer or preposition forgiven."""
    return gold.end == predicted.end and (gold.start == predicted.start or gold.bare_start == predicted.bare_start)


@dataclass(frozen=True, slots=True)
class Match:
    """A gold quote that counts and the prediction paired with it; `gold_span` is the accepted span that fits best."""

    gold: GoldQuote
    predicted: Quote
    gold_span: TrimmedSpan
    predicted_span: TrimmedSpan
    exact: bool
    speaker: bool

    @property
    def stance(self) -> bool:
        """Tell whether the stance is right."""
        return self.gold.stance == self.predicted.stance

    @property
    def target(self) -> str:
        """Tell what became of the target: right, wrong, missing, spurious, or none where there is none."""
        gold, predicted = self.gold.targets, self.predicted.target
        if not predicted:
            return "missing" if gold else "none"
        if not gold:
            return "spurious"
        return "right" if any(same_target(name, predicted) for name in gold) else "wrong"


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of an article's gold quotes and predictions; those paired with an optional quote are left out."""

    gold: GoldArticle
    matches: tuple[Match, ...]
    missed: tuple[GoldQuote, ...]
    spurious: tuple[Quote, ...]


def align(gold: GoldArticle, quotes: Sequence[Quote], overlap: Overlap = iou, threshold: float = 0.5) -> Alignment:
    """Pair an article's predictions with its gold quotes where the `overlap` reaches the `threshold`."""
    text = gold.article.text
    gold_spans = [[trim(text, span) for span in quote.spans] for quote in gold.quotes]
    spans = [trim(text, Span(quote.quote_start, quote.quote_end)) for quote in quotes]

    def candidates() -> Iterator[_Candidate]:
        for g, accepted in enumerate(gold_spans):
            for p, span in enumerate(spans):
                best = max(overlap(one, span) for one in accepted)
                if best >= threshold:
                    right = _is_right_speaker(gold.quotes[g], quotes[p])
                    yield _Candidate(not gold.quotes[g].optional, best, right, g, p)

    pairs = _one_to_one(candidates())
    taken = set(pairs.values())
    return Alignment(
        gold,
        matches=tuple(
            _match(gold.quotes[g], quotes[p], gold_spans[g], spans[p])
            for g, p in sorted(pairs.items())
            if not gold.quotes[g].optional
        ),
        missed=tuple(quote for g, quote in enumerate(gold.quotes) if not quote.optional and g not in pairs),
        spurious=tuple(quote for p, quote in enumerate(quotes) if p not in taken),
    )


def match_cues(gold: GoldArticle, quotes: Sequence[Quote]) -> tuple[int, int, int]:
    """Pair cues that share a character, each cue once; return how many are matched, predicted and gold."""
    core = {quote.cue for quote in gold.core if quote.cue}
    cues = [*core, *({quote.cue for quote in gold.quotes if quote.cue} - core)]
    predicted = sorted({Span(q.cue_start, q.cue_end) for q in quotes if q.cue_start is not None and q.cue_end})
    pairs = _one_to_one(
        _Candidate(cue in core, shared, False, g, p)
        for g, cue in enumerate(cues)
        for p, span in enumerate(predicted)
        if (shared := min(cue.end, span.end) - max(cue.start, span.start)) > 0
    )
    matched = sum(cues[g] in core for g in pairs)
    return matched, len(predicted) - (len(pairs) - matched), len(core)


class _Candidate(NamedTuple):
    core: bool
    overlap: float
    speaker: bool
    gold: int
    predicted: int


def _one_to_one(candidates: Iterable[_Candidate]) -> dict[int, int]:
    """Map gold to predicted: core quotes before optional ones, then by overlap, right speaker, place in the text."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for one in sorted(candidates, key=lambda c: (-c.core, -c.overlap, -c.speaker, c.gold, c.predicted)):
        if one.gold not in pairs and one.predicted not in taken:
            pairs[one.gold] = one.predicted
            taken.add(one.predicted)
    return pairs


def _match(gold: GoldQuote, predicted: Quote, accepted: Sequence[TrimmedSpan], span: TrimmedSpan) -> Match:
    return Match(
        gold,
        predicted,
        gold_span=max(accepted, key=lambda one: (is_exact(one, span), iou(one, span))),
        predicted_span=span,
        exact=any(is_exact(one, span) for one in accepted),
        speaker=_is_right_speaker(gold, predicted),
    )


def same_target(one: str, other: str) -> bool:
    """Tell whether two names mean one target: spelled alike, or names of one actor of the lexicon.

    >>> same_target("إسرائيل", "اسرائيل"), same_target("الحوثيون", "جماعة الحوثي"), same_target("قطر", "مصر")
    (True, True, False)
    """
    known, other_known = parties.named(one), parties.named(other)
    return normalize_name(one) == normalize_name(other) or (known is not None and known == other_known)


def _is_right_speaker(gold: GoldQuote, predicted: Quote) -> bool:
    return any(same_speaker(name, predicted.speaker or "") for name in gold.speakers)
