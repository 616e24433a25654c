"""From a quote to named features: scikit-learn's vectorizers count what these analyzers find.

An analyzer yields each feature together with the words that it stems from, so that a decision of a linear model can
be handed back to the words. It is a plain picklable value: a few integers, nothing learned.
"""

from stance.features.cue import Cue
from stance.features.ngrams import CharacterNgrams, Occurrence, WordNgrams
from stance.features.quotes import HasQuote, QuoteLike, quote_cue, quote_text
from stance.features.signals import Signals
from stance.features.stems import Stems
from stance.features.words import normalize_word, normalized_words, word_spans

__all__ = [
    "CharacterNgrams",
    "Cue",
    "HasQuote",
    "Occurrence",
    "QuoteLike",
    "Signals",
    "Stems",
    "WordNgrams",
    "normalize_word",
    "normalized_words",
    "quote_cue",
    "quote_text",
    "word_spans",
]
