"""Who said what, about whom, and how, in Arabic news.

The names here are the public interface; what they need is imported at their first use, so that importing is free.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from stance.errors import StanceError
from stance.schema import Article, Form, Quote, Span, SpeakerKind, Stance

if TYPE_CHECKING:
    from stance.io import read_articles, read_quotes, write_quotes
    from stance.model import load_model
    from stance.pipeline import analyze, extract_quotes
    from stance.summarize import summarize_speakers

__all__ = [
    "Article",
    "Form",
    "Quote",
    "Span",
    "SpeakerKind",
    "Stance",
    "StanceError",
    "analyze",
    "extract_quotes",
    "load_model",
    "read_articles",
    "read_quotes",
    "summarize_speakers",
    "write_quotes",
]

_HOMES = {
    "analyze": "stance.pipeline",
    "extract_quotes": "stance.pipeline",
    "load_model": "stance.model",
    "read_articles": "stance.io",
    "read_quotes": "stance.io",
    "summarize_speakers": "stance.summarize",
    "write_quotes": "stance.io",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'stance' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
