"""Articles with quotes for the tests of the formats: by hand, and drawn by hypothesis with whatever text may hold."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from stance.interop.annotated import Annotated
from stance.schema import Article, Form, Quote, Span, SpeakerKind, Stance

TEXT = (
    "المحادثات تبدأ غدا 😀\n\n"
    "اتهم النائب سامر الحلواني واشنطن بانتهاك\u00a0الاتفاق.\n"
    "وأضاف: \u200f«صبرنا نفد،\nولن ننتظر للأبد»\u200e."
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def quote(
    words: str, cue: str | None = None, mention: str | None = None, article: Article | None = None, **columns: Any
) -> Quote:
    """Return a quote of these words, which stand in the article, as its cue and its speaker's mention do."""
    article = article or Article("خبر/1", TEXT)
    start, end = span(words, article.text)
    for name, stretch in (("cue", cue), ("speaker_mention", mention)):
        if stretch:
            at = span(stretch, article.text)
            columns |= {name: stretch, f"{name}_start": at.start, f"{name}_end": at.end}
    quote_id = f"{article.id}:{start}-{end}"
    known: dict[str, Any] = {"date": article.date, "outlet": article.outlet, "url": article.url, "title": article.title}
    base = Quote(article.id, quote_id, words, start, end, Form.INDIRECT, cluster_id=quote_id, **known)
    return replace(base, **columns)


def example() -> Annotated:
    """Return an article of several lines with all that is hard: astral signs, bidi marks, a no-break space."""
    article = Article("خبر/1", TEXT, date="2024-05-06", outlet="صحيفة النهر", url="https://example.org/1?a=b|c")
    speaker = {"speaker": "سامر الحلواني", "speaker_kind": SpeakerKind.PERSON, "speaker_id": "own:7"}
    first = quote(
        "بانتهاك\u00a0الاتفاق",
        "اتهم",
        "النائب سامر الحلواني",
        article,
        **speaker,
        stance=Stance.HOSTILE,
        p_cooperative=0.1,
        p_hostile=0.7,
        p_neutral=0.2,
        target="الولايات المتحدة",
        target_id="iso:US",
        rule="verb",
    )
    second = quote("صبرنا نفد،\nولن ننتظر للأبد", "وأضاف", None, article, **speaker, form=Form.DIRECT)
    return Annotated(article, [first, second])


_SIGNS = st.sampled_from("ابتثكلمو😀𐎀 \u00a0\u200f\u200e\u2067\u2069\n\t.،:|\\[]_*;->«»\"'\r\u2028\u0085\u064e&<x1-")
_TEXTS = st.text(_SIGNS, min_size=12, max_size=60).filter(lambda text: text[0].strip() and text[-1].strip())
_NAMES = st.text(_SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)


@st.composite
def annotated(draw: st.DrawFn, *, apart: bool = False) -> Annotated:
    """Draw an article and quotes that begin and end with something visible; where `apart`, no two overlap."""
    text = draw(_TEXTS)
    article = Article(draw(_NAMES), text, outlet=draw(st.none() | _NAMES), date=draw(st.none() | st.just("2024-01-02")))
    visible = [at for at, sign in enumerate(text) if sign.strip()]
    number = draw(st.integers(0, min(3, len(visible) // 6)))
    ends = sorted(draw(st.lists(st.sampled_from(visible), min_size=6 * number, max_size=6 * number, unique=apart)))
    quotes = []
    for at in range(number):
        own = ends[6 * at : 6 * at + 6] if apart else [draw(st.sampled_from(visible)) for _ in range(6)]
        pairs = [Span(min(pair), max(pair) + 1) for pair in zip(own[::2], own[1::2], strict=True)]
        quotes.append(_quote(draw, article, *pairs))
    unique = {one.quote_id: one for one in quotes}
    return Annotated(article, sorted(unique.values(), key=lambda one: (one.quote_start, one.quote_end)))


def _quote(draw: st.DrawFn, article: Article, cue: Span, mention: Span, content: Span) -> Quote:
    has_cue, has_mention = draw(st.booleans()), draw(st.booleans())
    quote_id = f"{article.id}:{content.start}-{content.end}"
    return Quote(
        article_id=article.id,
        quote_id=quote_id,
        quote=content.of(article.text),
        quote_start=content.start,
        quote_end=content.end,
        form=draw(st.sampled_from(Form)),
        cue=cue.of(article.text) if has_cue else None,
        cue_start=cue.start if has_cue else None,
        cue_end=cue.end if has_cue else None,
        speaker=draw(_NAMES) if has_mention else draw(st.none() | _NAMES),
        speaker_kind=draw(st.none() | st.sampled_from(SpeakerKind)),
        speaker_mention=mention.of(article.text) if has_mention else None,
        speaker_mention_start=mention.start if has_mention else None,
        speaker_mention_end=mention.end if has_mention else None,
        via=draw(st.none() | _NAMES),
        stance=draw(st.none() | st.sampled_from(Stance)),
        p_hostile=draw(st.none() | st.floats(0, 1)),
        target=draw(st.none() | _NAMES),
        cluster_id=quote_id,
        date=article.date,
        outlet=article.outlet,
    )
