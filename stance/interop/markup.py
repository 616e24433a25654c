"""What a tool shows of a quote: stretches of the text that belong together, and the few things that can be changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from stance.interop.annotated import Annotated
from stance.interop.mentions import find_target, name_of
from stance.lexicon.states import id_of
from stance.schema import Article, Form, Quote, Span, Stance

_QUOTATION_MARKS = "\"'«»“”„‟‹›"


class Part(StrEnum):
    """What a stretch of text is in a quote."""

    QUOTE = "quote"
    CUE = "cue"
    SPEAKER = "speaker"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Markup:
    """One quote as a tool holds it.

    `speaker_name` and `target_name` are the canonical names: empty where there is none, None where the tool has no
    place for them. So is `form`.
    """

    quote: Span
    cue: Span | None = None
    speaker: Span | None = None
    target: Span | None = None
    stance: Stance | None = None
    form: Form | None = None
    speaker_name: str | None = None
    target_name: str | None = None

    def part(self, part: Part) -> Span | None:
        """Return one of the stretches."""
        span: Span | None = getattr(self, part)
        return span


def markup_of(quote: Quote, text: str) -> Markup:
    """Return what there is to show of a quote; where its target is named is looked up in the text."""
    return Markup(
        quote=Span(quote.quote_start, quote.quote_end),
        cue=span_or_none(quote.cue_start, quote.cue_end),
        speaker=span_or_none(quote.speaker_mention_start, quote.speaker_mention_end),
        target=find_target(quote, text),
        stance=quote.stance,
        form=quote.form,
        speaker_name=quote.speaker or "",
        target_name=quote.target or "",
    )


def span_or_none(start: int | None, end: int | None) -> Span | None:
    """Return the span of two offsets, None where there are none."""
    return None if start is None or end is None else Span(start, end)


def restored(article: Article, markups: Iterable[Markup], rows: Iterable[Quote] = ()) -> Annotated:
    """Make quotes of what a tool hands back.

    `rows` are the quotes that it was given, as far as the format keeps them: one whose words have not been moved keeps
    its columns, and what was changed is changed in it. All others begin anew.
    """
    known: dict[Span, list[Quote]] = defaultdict(list)
    for row in rows:
        known[Span(row.quote_start, row.quote_end)].append(row)
    return Annotated(article, list(_quotes(article, markups, known)))


def _quotes(article: Article, markups: Iterable[Markup], known: dict[Span, list[Quote]]) -> Iterator[Quote]:
    for markup in markups:
        rows = known.get(markup.quote)
        row = rows.pop(0) if rows else _new(article, markup.quote)
        yield _changed(row, markup, article.text)


def _new(article: Article, span: Span) -> Quote:
    quote_id = f"{article.id}:{span.start}-{span.end}"
    text = article.text
    around = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    in_marks = all(mark and mark in _QUOTATION_MARKS for mark in around)
    return Quote(
        article_id=article.id,
        quote_id=quote_id,
        quote=span.of(text),
        quote_start=span.start,
        quote_end=span.end,
        form=Form.DIRECT if in_marks else Form.INDIRECT,
        cluster_id=quote_id,
        date=article.date,
        outlet=article.outlet,
        url=article.url,
        title=article.title,
        title_prepended=article.title_prepended,
    )


def _changed(row: Quote, markup: Markup, text: str) -> Quote:
    before = markup_of(row, text)
    speaker = _name(
        markup.speaker_name, row.speaker, _words(markup, Part.SPEAKER, text), markup.speaker == before.speaker
    )
    target_words = name_of(words) if (words := _words(markup, Part.TARGET, text)) else None
    target = _name(markup.target_name, row.target, target_words, markup.target == before.target)
    same_speaker, same_target = speaker == row.speaker, target == row.target
    cue, mention = markup.cue, markup.speaker
    return replace(
        row,
        form=markup.form or row.form,
        cue=cue.of(text) if cue else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        speaker=speaker,
        speaker_id=row.speaker_id if same_speaker else None,
        speaker_kind=row.speaker_kind if same_speaker else None,
        speaker_mention=mention.of(text) if mention else None,
        speaker_mention_start=mention.start if mention else None,
        speaker_mention_end=mention.end if mention else None,
        stance=markup.stance,
        target=target,
        target_id=row.target_id if same_target else id_of(target or ""),
    )


def _words(markup: Markup, part: Part, text: str) -> str | None:
    span = markup.part(part)
    return span.of(text) if span else None


def _name(given: str | None, before: str | None, words: str | None, same_place: bool) -> str | None:
    """Return the name that was written down, else the one that goes with an unchanged mention, else the mention."""
    if given:
        return given
    if same_place:
        return None if given == "" else before
    return words


def columns_kept(quotes: Iterable[Quote], originals: Iterable[Quote]) -> Iterator[Quote]:
    """Yield quotes with what no annotator sets taken from their originals, where the id and the words are the same."""
    by_id = {quote.quote_id: quote for quote in originals}
    return (_completed(quote, by_id.get(quote.quote_id)) for quote in quotes)


def _completed(quote: Quote, original: Quote | None) -> Quote:
    if original is None or original.quote != quote.quote:
        return quote
    kept = replace(
        quote,
        via=original.via,
        rule=original.rule,
        cluster_id=original.cluster_id,
        p_cooperative=original.p_cooperative,
        p_hostile=original.p_hostile,
        p_neutral=original.p_neutral,
    )
    if kept.speaker == original.speaker:
        kept = replace(kept, speaker_id=original.speaker_id, speaker_kind=original.speaker_kind)
    return replace(kept, target_id=original.target_id) if kept.target == original.target else kept
