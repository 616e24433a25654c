"""Articles in, quotes out."""

from stance.io.articles import read_articles
from stance.io.quotes import is_quotes_file, read_quotes, write_quotes
from stance.io.rejects import Reject, RejectsFile

__all__ = ["Reject", "RejectsFile", "is_quotes_file", "read_articles", "read_quotes", "write_quotes"]
