"""The pipeline in one process: article in, attributed and labelled quotes out."""

from stance import speakers
from stance.extraction import document as documents
from stance.extraction.finder import find_statements
from stance.extraction.spans import trim
from stance.schema import Article, Quote


def extract_quotes(article: Article) -> list[Quote]:
    """Find the quotes of an article with their speakers."""
    document = documents.read(article)
    statements = find_statements(document)
    quotes = []
    for statement, speaker in zip(statements, speakers.resolve(document, statements), strict=True):
        begin, end, form = trim(document, statement.begin, statement.end)
        if end <= begin:
            continue
        span = document.span(begin, end)
        quotes.append(
            Quote(
                article_id=article.id,
                quote_id=f"{article.id}:{span.start}-{span.end}",
                quote=span.of(article.text),
                quote_start=span.start,
                quote_end=span.end,
                form=form,
                cue=document.raw(*statement.cue) if statement.cue else None,
                speaker=speaker.name if speaker else None,
                speaker_kind=speaker.kind if speaker else None,
                speaker_mention=document.raw(statement.subject.start,statement.subject.end) if statement.subject else None,
                rule=statement.rule,
            )
        )
    return quotes
