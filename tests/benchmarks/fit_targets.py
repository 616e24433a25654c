"""Fit the points of `stance/lexicon/targets.yaml` to annotated articles: `python tests/benchmarks/fit_targets.py`.

A conditional logit over the parties of an article and none, drawn to the points as they are, so that signs that are
rare in these articles keep theirs. Whoever is chosen by the points as they are leaves his mark on the quotes behind, so
a second run may move the points a little more. Prints how good the present and the fitted points are, the fitted ones
on articles that they were not fitted to, then what each sign came out at, beside what the lexicon has.

`python tests/benchmarks/fit_targets.py FILE …` fits to further annotated articles too, in the format of the corpus.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from stance import extract_quotes
from stance.evaluate.gold import GoldArticle, GoldQuote, read_gold
from stance.evaluate.matching import align, same_target
from stance.extraction import lost_marks, spans
from stance.extraction.document import read
from stance.extraction.finder import find_statements
from stance.lexicon.words import read_yaml
from stance.schema import Span, Stance
from stance.speakers import resolve
from stance.targets import parties
from stance.targets.resolution import Weighed, weigh

CORPUS = Path(__file__).parents[2] / "data" / "corpus" / "articles.jsonl"
SPLITS = ("train", "dev")
PENALTY, RAREST, FOLDS = 20.0, 6, 5

Array = NDArray[np.float64]
Key = tuple[str, str]


class Choice(NamedTuple):
    """The signs of every answer to a quote, none first, and which answers are right.

    One that takes a side toward nobody named is not `telling`: nothing is fitted to it.
    """

    answers: list[list[tuple[Key, float]]]
    right: list[bool]
    directed: bool
    telling: bool
    fold: int


class Score(NamedTuple):
    """How many targets are right, of those there are and of those given, and how often one is given where none is."""

    accuracy: float
    precision: float
    spurious: float


def choices(gold: GoldArticle) -> Iterator[Choice]:
    """Yield the choice that each quote of an article is."""
    document = lost_marks.restore(read(gold.article))
    statements = find_statements(document)
    weighed = list(weigh(document, statements, resolve(document, statements)))
    by_span = {}
    for statement, found in zip(statements, weighed, strict=True):
        if content := spans.content(document, statement):
            by_span[content[0]] = found
    for match in align(gold, extract_quotes(gold.article)).matches:
        found = by_span[Span(match.predicted.quote_start, match.predicted.quote_end)]
        yield _choice(gold, found, match.gold)


def _choice(gold: GoldArticle, weighed: Weighed, quote: GoldQuote) -> Choice:
    targets = quote.targets
    answers = [[(("none", sign), float(strength)) for sign, strength in weighed.none]]
    right = [not targets]
    for party, signs in weighed.parties.items():
        answers.append([(("party", sign), float(strength)) for sign, strength in signs])
        right.append(any(same_target(party.name, target) for target in targets))
    telling = any(right) and bool(targets or quote.stance is Stance.NEUTRAL)
    return Choice(answers, right, bool(targets), telling, crc32(gold.article.id.encode()) % FOLDS)


def fit(data: Sequence[Choice], known: Mapping[Key, float]) -> dict[Key, float]:
    """Return the log odds of each sign, given those that they are drawn to."""
    data = [choice for choice in data if choice.telling]
    answers = [answer for choice in data for answer in choice.answers]
    counts = Counter(key for answer in answers for key, strength in answer if strength)
    keys = sorted(key for key, count in counts.items() if count >= RAREST or key in known)
    column, drawn_to = {key: at for at, key in enumerate(keys)}, np.array([known.get(key, 0.0) for key in keys])
    cells = [(row, column[k], s) for row, answer in enumerate(answers) for k, s in answer if k in column]
    rows, columns, strengths = zip(*cells, strict=True)
    matrix = csr_matrix((strengths, (rows, columns)), shape=(len(answers), len(column)))
    right = np.concatenate([np.asarray(choice.right, dtype=float) for choice in data])
    sizes = [len(choice.answers) for choice in data]
    starts, quote = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(data)), sizes)

    def loss(weights: Array) -> tuple[float, Array]:
        scores = matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[quote])
        share = odds / np.add.reduceat(odds, starts)[quote]
        hit = np.add.reduceat(share * right, starts)
        slope = matrix.T @ (share - share * right / hit[quote])
        return float(-np.log(hit).sum() + PENALTY / 2 * (weights - drawn_to) @ (weights - drawn_to)), (
            slope + PENALTY * (weights - drawn_to)
        )

    fitted = minimize(loss, drawn_to, jac=True, method="L-BFGS-B").x
    return dict(zip(column, fitted.tolist(), strict=True))


def score(data: Iterable[Choice], points: Callable[[Choice], Mapping[Key, float]]) -> Score:
    """Score the points that a function gives for each choice."""
    outcomes: Counter[tuple[bool, bool, bool]] = Counter()
    for choice in data:
        worth = points(choice)
        sums = [sum(worth.get(key, 0) * strength for key, strength in answer) for answer in choice.answers]
        best = sums.index(max(sums))
        outcomes[choice.directed, best > 0, choice.right[best]] += 1
    right, given = outcomes[True, True, True], outcomes[True, True, True] + outcomes[True, True, False]
    spurious, none = outcomes[False, True, False], outcomes[False, False, True]
    return Score(
        right / (given + outcomes[True, False, False]), right / (given + spurious), spurious / (spurious + none)
    )


def main(paths: Sequence[str]) -> None:
    """Print how good the points are, and every sign with its fitted points and those of the lexicon."""
    articles = [*(gold for split in SPLITS for gold in read_gold(CORPUS, split))]
    articles += [gold for path in paths for gold in read_gold(Path(path))]
    data = [choice for gold in articles for choice in choices(gold)]
    tables = read_yaml(parties.LEXICON)["points"]
    known = {(table, sign): worth / 10 for table in tables for sign, worth in tables[table].items()}
    held_out = [fit([choice for choice in data if choice.fold != fold], known) for fold in range(FOLDS)]
    for name, found in (
        ("as they are", score(data, lambda choice: known)),
        ("fitted, held out", score(data, lambda choice: held_out[choice.fold])),
    ):
        sys.stdout.write(f"{name:20}right {found.accuracy:.3f}  precision {found.precision:.3f}  ")
        sys.stdout.write(f"given where there is none {found.spurious:.3f}\n")
    for key, odds in sorted(fit(data, known).items(), key=lambda item: (item[0][0], -item[1])):
        sys.stdout.write(f"{key[0]:6}{key[1]:32}{round(10 * odds):5}{round(10 * known.get(key, 0)):5}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
