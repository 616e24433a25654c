"""The pipeline in one process: article in, attributed and labelled quotes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from stance import speakers, targets
from stance.extraction import lost_marks, spans
from stance.extraction.document import Document, read
from stance.extraction.finder import find_statements
from stance.extraction.statements import Statement
from stance.schema import Article, Form, Quote
from stance.speakers import Speaker
from stance.targets import Target

if TYPE_CHECKING:
    from stance.model import StanceModel


def extract_quotes(article: Article) -> list[Quote]:
    """Find the quotes of an article, their speakers resolved, their targets found, not yet labelled.

    >>> [quote] = extract_quotes(Article("1", "قالت الوزيرة هند الراوي إن الطريق مفتوح."))
    >>> quote.speaker, quote.quote
    ('هند الراوي', 'الطريق مفتوح')
    """
    document = lost_marks.restore(read(article))
    statements = find_statements(document)
    who = speakers.resolve(document, statements)
    toward = targets.resolve(document, statements, who)
    quotes = (_quote(document, *found) for found in zip(statements, who, toward, strict=True))
    return sorted(filter(None, quotes), key=lambda q: (q.quote_start, q.quote_end))


def analyze(articles: Iterable[Article], model: StanceModel | None = None) -> Iterator[Quote]:
    """Yield every quote of the articles, labelled; the default model is loaded where none is given."""
    if model is None:
        from stance.model import load_model  # scikit-learn is slow to import

        model = load_model()
    for article in articles:
        yield from model.label(extract_quotes(article))


def _quote(document: Document, statement: Statement, speaker: Speaker | None, target: Target | None) -> Quote | None:
    content = spans.content(document, statement)
    if not content:
        return None
    article, (span, form) = document.article, content
    cue = spans.cue(document, statement)
    mention = document.phrase_span(statement.subject) if statement.subject else None
    quote_id = f"{article.id}:{span.start}-{span.end}"
    return Quote(
        article_id=article.id,
        quote_id=quote_id,
        quote=span.of(article.text),
        quote_start=span.start,
        quote_end=span.end,
        form=Form.HEADLINE if statement.opener == "headline" and form is not Form.DIRECT else form,
        cue=cue.of(article.text) if cue else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        speaker=speaker.name if speaker else None,
        speaker_id=speaker.id if speaker else None,
        speaker_kind=speaker.kind if speaker else None,
        speaker_mention=mention.of(article.text) if mention else None,
        speaker_mention_start=mention.start if mention else None,
        speaker_mention_end=mention.end if mention else None,
        via=document.phrase_span(statement.via).of(article.text) if statement.via else None,
        target=target.name if target else None,
        target_id=target.id if target else None,
        rule=statement.rule,
        cluster_id=quote_id,
        date=article.date,
        outlet=article.outlet,
        url=article.url,
        title=article.title,
        title_prepended=article.title_prepended,
    )
