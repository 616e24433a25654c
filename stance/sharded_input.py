"""A stream of articles dealt to shards, and what earlier runs have finished passed over."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from stance.errors import StanceError
from stance.io import Reject
from stance.io.manifest import Manifest
from stance.progress import ArticleProgress
from stance.schema import Article

_WAY_OUT = "Put the input back as it was, choose another output, or delete this one to begin anew."


@dataclass(eq=False, slots=True)
class Shard:
    """Articles that stand one after another in the input, and what was left out among and behind them."""

    number: int
    file: Path
    rejects: list[Reject]
    articles: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, article: Article) -> None:
        """Count an article in."""
        self.articles += 1
        self.digest.update(orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE))


class ShardedInput:
    """Deals articles to shards of `size` articles, or where that is None to one for each file.

    `left` yields the articles whose shards are not finished; `shard_of_next` tells for each of them, in order, where
    it belongs.
    """

    def __init__(self, manifest: Manifest, size: int | None, progress: ArticleProgress) -> None:
        self.rejects: list[Reject] = []  # those before the first article, which its shard takes over
        self.shards = 0
        self._manifest = manifest
        self._size = size
        self._progress = progress
        self._current: Shard | None = None
        self._under_way: deque[Shard] = deque()

    def reject(self, reject: Reject) -> None:
        """Take what could not be read; it goes with the article before it."""
        (self._current.rejects if self._current else self.rejects).append(reject)

    def left(self, articles: Iterable[tuple[Path, Article]]) -> Iterator[Article]:
        """Yield what is to be done; raises StanceError where the articles of a finished shard are not the same."""
        for file, article in articles:
            shard = self._shard_for(file)
            shard.add(article)
            if shard.number not in self._manifest.finished:
                self._under_way.append(shard)
                yield article
        self._check()
        if any(number >= self.shards for number in self._manifest.finished):
            raise StanceError(f"Articles that {self._manifest.folder} was made of are not in the input. {_WAY_OUT}")

    def shard_of_next(self) -> Shard:
        """Return the shard that the next of the articles belongs to."""
        return self._under_way.popleft()

    def _shard_for(self, file: Path) -> Shard:
        shard = self._current
        if shard is None or (shard.articles == self._size if self._size else shard.file != file):
            self._check()
            self._current = shard = Shard(self.shards, file, [] if shard else self.rejects)
            self.shards += 1
        return shard

    def _check(self) -> None:
        """Make sure that a finished shard was made of what has been read for it now."""
        shard = self._current
        finished = self._manifest.finished.get(shard.number) if shard else None
        if shard and finished:
            if finished.input_sha256 != shard.digest.hexdigest():
                raise StanceError(
                    f"The input has changed since {self._manifest.folder} was begun, in or before {shard.file}, among "
                    f"the articles of shard {shard.number}. {_WAY_OUT}"
                )
            counts = {"articles": finished.articles, "quotes": finished.quotes, "rejects": finished.rejects}
            self._progress.advance(**counts, already=True)
