"""Articles that go wrong in ways that only a worker process shows; their ids say how."""

import os
import sys
import time

from stance.engine import Result
from stance.io import Reject
from stance.pipeline import extract_quotes
from stance.schema import Article, Quote


def extract(article: Article) -> list[Quote]:
    """Extract quotes as the pipeline does, but fail as the article's id has it."""
    if article.id.startswith("raises"):
        raise IndexError("list index out of range")
    if article.id.startswith("dawdles"):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            pass
    if article.id.startswith("kills"):
        os._exit(1)
    return extract_quotes(article)


def count_letters(chunk: list[Article]) -> list[Result]:
    """Stand in for the work of an engine, which loads a model first: a Reject for each article, with its length."""
    for article in chunk:
        if article.id.startswith("kills"):
            os._exit(1)
    return [Reject(f"{len(article.text)} letters", article_id=article.id) for article in chunk]


def load_scikit_learn(chunk: list[Article]) -> list[Result]:
    """Load what a model needs; a Reject for each article says whether pandas came with it."""
    import sklearn.pipeline  # noqa: F401

    return [Reject(f"pandas: {sys.modules.get('pandas') is not None}", article_id=article.id) for article in chunk]
