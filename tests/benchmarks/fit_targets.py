"""Fit the points of `stance/lexicon/targets.yaml` to annotated articles: `python tests/benchmarks/fit_targets.py`.

A conditional logit over the parties of an article and none: whoever is chosen by the points as they are leaves his mark
on the quotes behind, so a second run may move the points a little more. Prints what each sign came out at, beside what
the lexicon has; those that it says are set by hand stay a matter of judgement.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from stance import extract_quotes
from stance.evaluate.gold import GoldArticle, read_gold
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
PENALTY, RAREST = 4.0, 6

Array = NDArray[np.float64]
Key = tuple[str, str]


class Choice(NamedTuple):
    """The signs of every answer to a quote, none first, and which answers are right."""

    answers: list[list[tuple[Key, float]]]
    right: list[bool]


def choices(gold: GoldArticle) -> Iterator[Choice]:
    """Yield the choice that each quote of an article is; one that takes a side toward nobody named tells nothing."""
    document = lost_marks.restore(read(gold.article))
    statements = find_statements(document)
    weighed = list(weigh(document, statements, resolve(document, statements)))
    by_span = {}
    for statement, found in zip(statements, weighed, strict=True):
        if content := spans.content(document, statement):
            by_span[content[0]] = found
    for match in align(gold, extract_quotes(gold.article)).matches:
        found = by_span[Span(match.predicted.quote_start, match.predicted.quote_end)]
        if match.gold.targets or match.gold.stance is Stance.NEUTRAL:
            yield _choice(found, match.gold.targets)


def _choice(weighed: Weighed, targets: tuple[str, ...]) -> Choice:
    answers = [[(("none", sign), float(strength)) for sign, strength in weighed.none]]
    right = [not targets]
    for party, signs in weighed.parties.items():
        answers.append([(("party", sign), float(strength)) for sign, strength in signs])
        right.append(any(same_target(party.name, target) for target in targets))
    return Choice(answers, right)


def fit(data: list[Choice]) -> dict[Key, float]:
    """Return the log odds of each sign; quotes whose target is no party of the article are left out."""
    data = [choice for choice in data if any(choice.right)]
    answers = [answer for choice in data for answer in choice.answers]
    counts = Counter(key for answer in answers for key, strength in answer if strength)
    column = {key: at for at, key in enumerate(sorted(key for key, count in counts.items() if count >= RAREST))}
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
        return float(-np.log(hit).sum() + PENALTY / 2 * weights @ weights), slope + PENALTY * weights

    fitted = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B").x
    return dict(zip(column, fitted.tolist(), strict=True))


def main() -> None:
    """Print every sign with its fitted points and those of the lexicon."""
    data = [choice for split in SPLITS for gold in read_gold(CORPUS, split) for choice in choices(gold)]
    points = read_yaml(parties.LEXICON)["points"]
    for (table, sign), odds in sorted(fit(data).items(), key=lambda item: (item[0][0], -item[1])):
        sys.stdout.write(f"{table:6}{sign:32}{round(10 * odds):5}{points[table].get(sign, 0):5}\n")


if __name__ == "__main__":
    main()
