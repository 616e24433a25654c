"""The annotated corpus: labelled quotes with their stored splits, and labels over public corpora."""

from stance.corpus.assembly import Corpus, assemble
from stance.corpus.reading import CORPUS_DIR, read_corpus
from stance.corpus.records import LabelledQuote, Source, Split
from stance.corpus.standoff import read_standoff

__all__ = ["CORPUS_DIR", "Corpus", "LabelledQuote", "Source", "Split", "assemble", "read_corpus", "read_standoff"]
