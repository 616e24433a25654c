"""A stream of articles cut into what travels together."""

from collections.abc import Iterable, Iterator

from stance.schema import Article

_MOST_CHARACTERS = 200_000  # so that long articles do not pile up in memory on their way


def in_chunks(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Yield lists of at most `size` articles, fewer where they are long.

    >>> [len(chunk) for chunk in in_chunks([Article(str(n), "نص") for n in range(5)], 2)]
    [2, 2, 1]
    """
    chunk: list[Article] = []
    characters = 0
    for article in articles:
        chunk.append(article)
        characters += len(article.text)
        if len(chunk) == size or characters > _MOST_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk
