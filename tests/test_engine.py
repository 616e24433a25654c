from collections.abc import Iterator
from dataclasses import asdict

import pytest

from stance import engine
from stance.errors import StanceError
from stance.io import Reject
from stance.pipeline import extract_quotes
from stance.schema import Article, Quote, Stance

ARTICLES = [
    Article(
        str(number), f"قال المتحدث سامر الحلواني إن الجسر رقم {number} مفتوح. وأضافت الوزيرة منى الحداد أن العمل انتهى."
    )
    for number in range(10)
]


def run(articles: list[Article], n_jobs: int = 1, chunk_size: int = 3) -> list[engine.Result]:
    return list(engine.run(articles, model_path=None, n_jobs=n_jobs, chunk_size=chunk_size))


@pytest.mark.usefixtures("neutral_model")
@pytest.mark.parametrize("chunk_size", [1, 3, 100])
def test_each_article_gives_its_quotes_labelled_in_order(chunk_size: int) -> None:
    expected = [extract_quotes(article) for article in ARTICLES]
    assert all(expected)
    results = run(ARTICLES, chunk_size=chunk_size)
    filled = {"stance": Stance.NEUTRAL, "p_cooperative": 0.25, "p_hostile": 0.25, "p_neutral": 0.5}
    assert [[asdict(quote) for quote in result] for result in results if not isinstance(result, Reject)] == [
        [asdict(quote) | filled for quote in quotes] for quotes in expected
    ]


@pytest.mark.usefixtures("neutral_model")
def test_an_article_that_fails_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(article: Article) -> list[Quote]:
        if article.id == "4":
            raise IndexError("list index out of range")
        return extract_quotes(article)

    monkeypatch.setattr("stance.pipeline.extract_quotes", extract)
    results = run(ARTICLES)
    rejects = {number: result for number, result in enumerate(results) if isinstance(result, Reject)}
    assert rejects == {4: Reject("the extraction failed on it (IndexError: list index out of range)", article_id="4")}
    assert len(results) == len(ARTICLES)


@pytest.mark.usefixtures("neutral_model")
def test_articles_are_read_as_they_are_needed() -> None:
    taken = []

    def stream() -> Iterator[Article]:
        for article in ARTICLES:
            taken.append(article.id)
            yield article

    results = engine.run(stream(), model_path=None, n_jobs=1, chunk_size=2)
    next(results)
    assert taken == ["0", "1", "2", "3"]


def test_without_a_model_nothing_is_begun() -> None:
    with pytest.raises(StanceError, match="no-such-model"):
        engine.run(ARTICLES, model_path="no-such-model", n_jobs=2, chunk_size=1)
