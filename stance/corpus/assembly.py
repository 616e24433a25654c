"""All labelled quotes that can be had, and from what they were made."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.corpus.reading import ARTICLES, CORPUS_DIR, ISOLATED, read_corpus
from stance.corpus.records import LabelledQuote, Split
from stance.corpus.standoff import LABELS, SOURCES, count_labels, read_standoff


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled quotes, the SHA-256 of each file they come from, and how many were left out for which reason."""

    quotes: list[LabelledQuote]
    digests: dict[str, str]
    left_out: dict[str, int]

    def of(self, split: Split) -> list[LabelledQuote]:
        """Return the quotes of one split."""
        return [quote for quote in self.quotes if quote.split is split]

    def counts(self, split: Split) -> dict[str, dict[str, int]]:
        """Return how many quotes of a split there are, by source and by label."""
        quotes = self.of(split)
        return {
            "source": _counted(quote.source.value for quote in quotes),
            "stance": _counted(str(quote.label) for quote in quotes),
        }

    def described(self) -> dict[str, Any]:
        """Return what a model's manifest says of the data that it was trained on."""
        return {"files": self.digests, "left_out": self.left_out, "train": self.counts(Split.TRAIN)}


def assemble(folder: Path = CORPUS_DIR, texts: Path | None = None) -> Corpus:
    """Read the authored part and, where the `texts` of the public corpora are given, the labels over them."""
    quotes, files = read_corpus(folder), [folder / ARTICLES, folder / ISOLATED]
    if texts is None:
        return Corpus(quotes, digests(files), _unless_zero("labels without text", count_labels(folder)))
    standoff, without_text = read_standoff(texts, folder)
    # The sources hold each text's own SHA-256, so that their digest stands for the texts too.
    files += [folder / LABELS, folder / SOURCES]
    return Corpus([*quotes, *standoff], digests(files), _unless_zero("labels without text", without_text))


def digests(files: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _unless_zero(reason: str, count: int) -> dict[str, int]:
    return {reason: count} if count else {}


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
