"""Count, article by article, all that the figures are made of.

A tally maps names such as `quote.matched` or `direct.gold` to numbers of quotes. Tallies of articles add up, so a
figure over any set of articles, drawn again and again or not, comes from the sum of their tallies.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from stance.evaluate.gold import GoldArticle
from stance.evaluate.matching import Alignment, align, coverage, match_cues
from stance.evaluate.names import is_mentioned
from stance.schema import Quote, Stance

Tally = Counter[str]
# The Gender Gap Tracker matches loosely and strictly: by the share of the gold span that a prediction covers.
COVERAGES = {"coverage_30": 0.3, "coverage_80": 0.8}


def tally(alignment: Alignment, quotes: Sequence[Quote], given: Sequence[Quote] = ()) -> Tally:
    """Count one article.

    Parameters
    ----------
    alignment
        Gold and `quotes`, paired by intersection over union.
    quotes
        The article's predictions.
    given
        The gold quotes as the model labelled them, in the order of `GoldArticle.core`; none where no model was asked.
    """
    gold = alignment.gold
    counts: Tally = Counter()
    _count_quotes(counts, alignment)
    _count_matches(counts, alignment)
    _count_stances(counts, "stance", [(match.gold.stance, match.predicted.stance) for match in alignment.matches])
    if given:
        pairs = [(quote.stance, row.stance) for quote, row in zip(gold.core, given, strict=True)]
        _count_stances(counts, "given", pairs)
    counts["cue.matched"], counts["cue.predicted"], counts["cue.gold"] = match_cues(gold, quotes)
    _count_coverage(counts, gold, quotes)
    return counts


def _count_quotes(counts: Tally, alignment: Alignment) -> None:
    matched = [match.predicted for match in alignment.matches]
    counts["quote.gold"] = len(alignment.matches) + len(alignment.missed)
    counts["quote.predicted"] = len(matched) + len(alignment.spurious)
    counts.update(f"{quote.form}.gold" for quote in alignment.gold.core)
    counts.update(f"{quote.form}.predicted" for quote in (*matched, *alignment.spurious))
    counts.update(f"{quote.form}.predicted_matched" for quote in matched)


def _count_matches(counts: Tally, alignment: Alignment) -> None:
    for match in alignment.matches:
        outcomes = {
            "matched": True,
            "exact": match.exact,
            "speaker": match.speaker,
            "stance": match.stance,
            "triple": match.speaker and match.stance,
            # A name of the article, but not the one who spoke: the typical fault of attribution by nearness.
            "mention": not match.speaker and is_mentioned(match.predicted.speaker or "", alignment.gold.article.text),
        }
        counts[f"target.{match.target}"] += 1
        for name, holds in outcomes.items():
            counts[f"quote.{name}"] += holds
            counts[f"{match.gold.form}.{name}"] += holds


def _count_stances(counts: Tally, name: str, pairs: Iterable[tuple[Stance, Stance | None]]) -> None:
    for gold, predicted in pairs:
        counts[f"{name}.pairs"] += 1
        counts[f"{name}.right"] += gold == predicted
        counts[f"{name}.{gold}.gold"] += 1
        counts[f"{name}.{gold}.right"] += gold == predicted
        if predicted is not None:
            counts[f"{name}.{predicted}.predicted"] += 1


def _count_coverage(counts: Tally, gold: GoldArticle, quotes: Sequence[Quote]) -> None:
    for name, threshold in COVERAGES.items():
        covered = align(gold, quotes, overlap=coverage, threshold=threshold)
        counts[f"{name}.matched"] = len(covered.matches)
        counts[f"{name}.predicted"] = len(covered.matches) + len(covered.spurious)
