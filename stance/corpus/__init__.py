"""Labelled quotes: the annotated corpus with its stored splits, labels over public corpora, tables of the user's."""

from stance.corpus.assembly import Corpus, assemble
from stance.corpus.corrections import with_corrections
from stance.corpus.reading import CORPUS_DIR, read_corpus
from stance.corpus.records import LabelledQuote, Source, Split
from stance.corpus.standoff import read_standoff
from stance.corpus.table import TableColumns, read_table

__all__ = [
    "CORPUS_DIR",
    "Corpus",
    "LabelledQuote",
    "Source",
    "Split",
    "TableColumns",
    "assemble",
    "read_corpus",
    "read_standoff",
    "read_table",
    "with_corrections",
]
