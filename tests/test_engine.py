import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import poison
import pytest
from conftest import Neutral

from stance import engine
from stance.engine.chunks import in_chunks
from stance.engine.dask_cluster import dask_pool
from stance.engine.local import local_pool
from stance.engine.model_reference import ModelReference
from stance.engine.supervision import Supervisor
from stance.engine.time_limit import OutOfTimeError, time_limit
from stance.errors import StanceError
from stance.io import Reject
from stance.pipeline import extract_quotes
from stance.schema import Article, Quote, Stance

TEXT = "قال المتحدث سامر الحلواني إن الجسر رقم {} مفتوح. وأضافت الوزيرة منى الحداد أن العمل انتهى."
ARTICLES = [Article(str(number), TEXT.format(number)) for number in range(10)]
FAILED = "the extraction failed on it (IndexError: list index out of range)"
LATE = "the extraction took longer than 0.3 s"
DIED = "the worker process died on it"


def run(articles: list[Article], chunk_size: int = 3, **how: Any) -> list[engine.Result]:
    return list(engine.run(articles, chunk_size=chunk_size, **how))


def rejects(results: list[engine.Result]) -> dict[int, Reject]:
    return {number: result for number, result in enumerate(results) if isinstance(result, Reject)}


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a Dask scheduler and two worker processes as people do, and return its address."""
    pytest.importorskip("distributed")
    place = tmp_path_factory.mktemp("dask")
    tests = Path(__file__).parent
    # A worker's first death is told of at once, so that tests of that are quick.
    environment = os.environ | {"PYTHONPATH": str(tests), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    common = ["--scheduler-file", "scheduler.json", "--host", "127.0.0.1", "--no-dashboard"]
    with ExitStack() as stack:
        for words in (["scheduler", "--port", "0"], ["worker", "--nworkers", "2", "--nthreads", "1"]):
            command = [sys.executable, "-m", "dask", *words, *common]
            process = stack.enter_context(
                subprocess.Popen(command, cwd=place, env=environment, stderr=subprocess.DEVNULL)
            )
            stack.callback(process.terminate)
            while not (place / "scheduler.json").exists():
                time.sleep(0.05)
        yield json.loads((place / "scheduler.json").read_text())["address"]


@pytest.mark.usefixtures("neutral_model")
@pytest.mark.parametrize("chunk_size", [1, 3, 100])
def test_each_article_gives_its_quotes_labelled_in_order(chunk_size: int) -> None:
    expected = [extract_quotes(article) for article in ARTICLES]
    assert all(expected)
    results = run(ARTICLES, chunk_size)
    filled = {"stance": Stance.NEUTRAL, "p_cooperative": 0.25, "p_hostile": 0.25, "p_neutral": 0.5}
    assert [[asdict(quote) for quote in result] for result in results if not isinstance(result, Reject)] == [
        [asdict(quote) | filled for quote in quotes] for quotes in expected
    ]


@pytest.mark.usefixtures("neutral_model")
def test_an_article_that_fails_or_dawdles_costs_only_itself() -> None:
    bad = {4: replace(ARTICLES[4], id="raises"), 7: replace(ARTICLES[7], id="dawdles")}
    articles = [bad.get(number, article) for number, article in enumerate(ARTICLES)]
    results = run(articles, extract=poison.extract, per_article_timeout_s=0.3)
    assert rejects(results) == {4: Reject(FAILED, article_id="raises"), 7: Reject(LATE, article_id="dawdles")}
    assert [len(result) for result in results if not isinstance(result, Reject)] == [2] * 8


def test_a_quote_that_the_model_fails_on_costs_only_its_article(neutral_model: Neutral, monkeypatch: Any) -> None:
    label = neutral_model.label

    def touchy(quotes: list[Quote], abstain_below: float | None = None) -> list[Quote]:
        if any("رقم 4" in quote.quote for quote in quotes):
            raise ValueError("4")
        return label(quotes, abstain_below)

    monkeypatch.setattr(neutral_model, "label", touchy)
    results = run(ARTICLES)
    assert rejects(results) == {4: Reject("the model failed on it (ValueError: 4)", article_id="4")}
    assert all(quote.stance for result in results if not isinstance(result, Reject) for quote in result)


@pytest.mark.parametrize("backend", ["local", "dask"])
def test_workers_that_die_are_replaced_and_only_what_kills_them_is_left_out(
    backend: str, request: pytest.FixtureRequest
) -> None:
    bad = {5: "kills one", 16: "kills another"}
    articles = [Article(bad.get(number, str(number)), "ن" * number) for number in range(30)]
    pool = local_pool(2, 9) if backend == "local" else dask_pool(request.getfixturevalue("cluster"), 2, 9)
    with pool as workers:
        results = list(Supervisor(workers, poison.count_letters).results(in_chunks(articles, 3)))
    assert results == [
        Reject(DIED if number in bad else f"{number} letters", article_id=article.id)
        for number, article in enumerate(articles)
    ]


def test_all_engines_give_the_same(cluster: str) -> None:
    bad = {4: "raises", 7: "dawdles"}
    articles = [Article(bad.get(number, str(number)), TEXT.format(number)) for number in range(40)]
    how: dict[str, Any] = {"extract": poison.extract, "per_article_timeout_s": 0.3}
    here = run(articles, backend="serial", **how)
    assert {number: reject.reason for number, reject in rejects(here).items()} == {4: FAILED, 7: LATE}
    assert run(articles, backend="local", n_jobs=2, **how) == here
    assert run(articles, backend="dask", address=cluster, **how) == here


@pytest.mark.usefixtures("neutral_model")
def test_articles_are_read_as_they_are_needed() -> None:
    taken = []

    def stream() -> Iterator[Article]:
        for article in ARTICLES:
            taken.append(article.id)
            yield article

    results = engine.run(stream(), chunk_size=2)
    next(results)
    assert taken == ["0", "1"]


def test_what_is_under_way_is_bounded() -> None:
    taken = 0

    def stream() -> Iterator[Article]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield Article(str(number), "نص")

    with local_pool(1, 9) as workers:
        results = Supervisor(workers, poison.count_letters).results(in_chunks(stream(), 2))
        next(results)
        time.sleep(0.2)
        assert taken < 50


def test_long_articles_travel_in_small_chunks() -> None:
    chunks = list(in_chunks([Article(str(n), "ن" * 90_000) for n in range(7)], 16))
    assert [len(chunk) for chunk in chunks] == [3, 3, 1]
    assert [article.id for chunk in chunks for article in chunk] == [str(n) for n in range(7)]


@pytest.mark.parametrize("in_thread", [False, True])
def test_time_runs_out_in_any_thread_and_only_then(in_thread: bool) -> None:
    outcomes: list[str] = []

    def work() -> None:
        with time_limit(60):
            outcomes.append("in time")
        try:
            with time_limit(0.05):
                while True:
                    pass
        except OutOfTimeError:
            outcomes.append("too late")

    if in_thread:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    else:
        work()
    assert outcomes == ["in time", "too late"]


def test_a_worker_refuses_another_model() -> None:
    here = ModelReference.of(None)
    with pytest.raises(StanceError, match="not the same for all processes"):
        replace(here, sha256="0" * 64).load()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"model_path": "no-such-model"}, "no-such-model"),
        ({"backend": "local", "model_path": "no-such-model"}, "no-such-model"),
        ({"backend": "spark"}, "serial, local, dask"),
        ({"chunk_size": 0}, "chunk_size"),
        ({"per_article_timeout_s": 0}, "per_article_timeout_s"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_begun(how: dict[str, Any], said: str) -> None:
    with pytest.raises(StanceError, match=said):
        engine.run(ARTICLES, **how)


def test_a_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stance.engine.dask_cluster._SECONDS_FOR_AN_ANSWER", 0.2)
    with pytest.raises(StanceError, match=r"tcp://127\.0\.0\.1:9"):
        run(ARTICLES, backend="dask", address="tcp://127.0.0.1:9")


def test_without_dask_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(StanceError, match=r"pip install 'stance\[dask\]'"):
        run(ARTICLES, backend="dask")
