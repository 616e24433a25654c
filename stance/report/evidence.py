"""The quotes that a report shows under each of its speakers."""

import heapq
from collections.abc import Collection, Iterable

from stance.schema import Quote
from stance.summarize import speaker_key

Evidence = dict[str | None, list[Quote]]


def latest(quotes: Iterable[Quote], speakers: Collection[str | None], limit: int) -> Evidence:
    """Return each speaker's latest quotes by date, at most `limit`; undated ones come last, equals as they were read.

    No more than `limit` quotes per speaker are held at any time.
    """
    heaps: dict[str | None, list[tuple[str, int, Quote]]] = {speaker: [] for speaker in speakers}
    for read, quote in enumerate(quotes):
        heap = heaps.get(speaker_key(quote))
        if heap is None:
            continue
        # The second item never ties, so that quotes themselves are never compared.
        entry = (quote.date or "", -read, quote)
        if len(heap) < limit:
            heapq.heappush(heap, entry)
        else:
            heapq.heappushpop(heap, entry)
    return {speaker: [quote for *_, quote in sorted(heap, reverse=True)] for speaker, heap in heaps.items()}
