"""The statements that a report shows: the latest of each speaker, and the ones that say it most clearly."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from stance.schema import Quote, Stance
from stance.summarize import SHOWN, QuoteRows, speaker_key

_LISTED = 20  # repeats of one statement
_OF_ONE_SPEAKER = 2  # among the clearest
_POOL = 50  # times as many quotes as statements are chosen


@dataclass(slots=True)
class Statement:
    """The first report of a statement, and the next ones; `reports` counts them all."""

    quote: Quote
    reports: int = 1
    repeats: list[Quote] = field(default_factory=list)


@dataclass(slots=True)
class Shown:
    """What is shown of a speaker's statements, the latest first, and how many there are."""

    statements: list[Statement] = field(default_factory=list)
    total: int = 0


Evidence = dict[str | None, Shown]

_STATEMENTS = f"SELECT count(DISTINCT hash(statement)) FROM quotes WHERE {SHOWN} GROUP BY speaker_key"
# By speaker, the first report of each statement; of these the latest, undated ones last, equals as they were read.
_LATEST = f"""
CREATE OR REPLACE TEMP TABLE latest AS
SELECT * FROM (
    SELECT *,
        row_number() OVER (PARTITION BY speaker_key ORDER BY day DESC NULLS LAST, first_row) AS place,
        count(*) OVER (PARTITION BY speaker_key) AS total
    FROM (
        SELECT speaker_key, statement, count(*) AS reports, min(day) AS day,
            arg_min(row, (coalesce(day, DATE '9999-12-31'), row)) AS first_row
        FROM quotes WHERE {SHOWN} GROUP BY speaker_key, statement
    )
) WHERE place <= $limit
"""
_FIRST_REPORTS = """
SELECT {quote}, first_row, reports, total FROM quotes JOIN latest ON quotes.row = first_row ORDER BY place
"""
_REPEATS = """
SELECT {quote}, first_row FROM quotes JOIN latest ON quotes.statement = latest.statement
    AND quotes.speaker_key IS NOT DISTINCT FROM latest.speaker_key
WHERE reports > 1 AND quotes.row <> first_row
QUALIFY row_number() OVER (PARTITION BY first_row ORDER BY quotes.day NULLS LAST, quotes.row) <= $listed
ORDER BY quotes.day NULLS LAST, quotes.row
"""
_CLEAREST = """
SELECT {quote}, statement FROM quotes WHERE stance = $stance AND speaker_key IS NOT NULL
ORDER BY if($stance = 'hostile', p_hostile, p_cooperative) DESC NULLS LAST, row LIMIT $pool
"""


def latest(rows: QuoteRows, speakers: Collection[str | None], limit: int) -> Evidence:
    """Return each speaker's latest statements, by their first report.

    Where they are more than `limit` together, those who have most of them show fewer, all of these equally many.
    """
    rows.show(speakers)
    counts = [count for (count,) in rows.ask(_STATEMENTS)]
    rows.ask(_LATEST, limit=fair_share(counts, limit))
    evidence: Evidence = {speaker: Shown() for speaker in speakers}
    by_row: dict[int, Statement] = {}
    for quote, (row, reports, total) in rows.quotes(_FIRST_REPORTS):
        shown = evidence[speaker_key(quote)]
        by_row[row] = Statement(quote, reports)
        shown.statements.append(by_row[row])
        shown.total = total
    for quote, (row,) in rows.quotes(_REPEATS, listed=_LISTED):
        by_row[row].repeats.append(quote)
    return evidence


def fair_share(counts: Sequence[int], limit: int) -> int:
    """Return how many each may have at most, so that all together have no more than `limit`.

    >>> fair_share([100, 2, 60], 50), fair_share([3, 4], 50)
    (24, 4)
    """
    left = limit
    for served, count in enumerate(sorted(counts)):
        share = left // (len(counts) - served)
        if count > share:
            return share
        left -= count
    return max(counts, default=0)


def clearest(rows: QuoteRows, stance: Stance, limit: int) -> list[Statement]:
    """Return the statements of whose stance the model is surest, each once, no more than two of one speaker."""
    found: dict[str, Statement] = {}
    speakers: Counter[str | None] = Counter()
    for quote, (statement,) in rows.quotes(_CLEAREST, stance=str(stance), pool=_POOL * limit):
        if statement in found:
            found[statement].reports += 1
            found[statement].repeats.append(quote)
        elif speakers[speaker_key(quote)] < _OF_ONE_SPEAKER and len(found) < limit:
            found[statement] = Statement(quote)
            speakers[speaker_key(quote)] += 1
    return list(found.values())
