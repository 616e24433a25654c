"""What is done with a chunk of articles, in whatever process it lands."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from stance.engine.model_reference import ModelReference
from stance.engine.time_limit import OutOfTimeError, time_limit
from stance.io import Reject
from stance.pipeline import extract_quotes
from stance.schema import Article, Quote

if TYPE_CHECKING:
    from stance.model import StanceModel

log = logging.getLogger(__name__)
Extract: TypeAlias = Callable[[Article], list[Quote]]
Result: TypeAlias = list[Quote] | Reject
Task: TypeAlias = Callable[[list[Article]], list[Result]]  # what a worker does with a chunk: one result an article


@dataclass(frozen=True, slots=True)
class Work:
    """Extract the quotes of articles and label them; it travels with every chunk, so that it names the model only."""

    model: ModelReference
    timeout_s: float
    extract: Extract
    abstain_below: float | None = None

    def __call__(self, chunk: list[Article]) -> list[Result]:
        """Process a chunk with the model of this process, loaded at the first one."""
        _load_lexicons()
        return self.process(self.model.load_once(), chunk)

    def process(self, model: "StanceModel", chunk: list[Article]) -> list[Result]:
        """Extract article by article, then label the quotes of all in one call, which is what the model is quick at."""
        found = [self._extracted(article) for article in chunk]
        try:
            return self._labelled(model, found)
        except Exception:  # one odd quote must not cost all the others
            log.debug("labelling article by article", exc_info=True)
            return [self._labelled_alone(model, article, result) for article, result in zip(chunk, found, strict=True)]

    def _extracted(self, article: Article) -> Result:
        try:
            with time_limit(self.timeout_s):
                return self.extract(article)
        except OutOfTimeError:
            return Reject(f"the extraction took longer than {self.timeout_s:g} s", article_id=article.id)
        except Exception as error:  # one odd article must not cost all the others
            return _failed("extraction", article, error)

    def _labelled(self, model: "StanceModel", found: list[Result]) -> list[Result]:
        quotes = [quote for result in found if not isinstance(result, Reject) for quote in result]
        labelled = iter(model.label(quotes, abstain_below=self.abstain_below))
        return [result if isinstance(result, Reject) else list(islice(labelled, len(result))) for result in found]

    def _labelled_alone(self, model: "StanceModel", article: Article, result: Result) -> Result:
        try:
            return self._labelled(model, [result])[0]
        except Exception as error:
            return _failed("model", article, error)


@cache
def _load_lexicons() -> None:
    """Let the pipeline load what it does at its first article, which would count against that article's time."""
    extract_quotes(Article(id="first", text="قال الوزير إن الطريق مفتوح."))


def _failed(stage: str, article: Article, error: Exception) -> Reject:
    log.debug("article %s", article.id, exc_info=True)
    return Reject(f"the {stage} failed on it ({type(error).__name__}: {error})", article_id=article.id)
