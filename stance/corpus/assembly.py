"""All labelled quotes that can be had, and from what they were made."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from stance.corpus.reading import ARTICLES, CORPUS_DIR, ISOLATED, read_corpus
from stance.corpus.records import LabelledQuote, Split
from stance.corpus.standoff import LABELS, SOURCES, count_labels, read_standoff


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled quotes, the SHA-256 of each file they come from, and how many labels lack their text."""

    quotes: list[LabelledQuote]
    digests: dict[str, str]
    without_text: int

    def of(self, split: Split) -> list[LabelledQuote]:
        """Return the quotes of one split."""
        return [quote for quote in self.quotes if quote.split is split]

    def counts(self, split: Split) -> dict[str, dict[str, int]]:
        """Return how many quotes of a split there are, by source and by stance."""
        quotes = self.of(split)
        return {
            "source": dict(sorted(Counter(quote.source.value for quote in quotes).items())),
            "stance": dict(sorted(Counter(quote.stance.value for quote in quotes).items())),
        }


def assemble(folder: Path = CORPUS_DIR, texts: Path | None = None) -> Corpus:
    """Read the authored part and, where the `texts` of the public corpora are given, the labels over them."""
    quotes, names = read_corpus(folder), [ARTICLES, ISOLATED]
    if texts is None:
        return Corpus(quotes, _digests(folder, names), count_labels(folder))
    standoff, without_text = read_standoff(texts, folder)
    # The sources hold each text's own SHA-256, so that their digest stands for the texts too.
    return Corpus([*quotes, *standoff], _digests(folder, [*names, LABELS, SOURCES]), without_text)


def _digests(folder: Path, names: list[str]) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
