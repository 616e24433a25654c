import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import poison
import pytest
from conftest import Command, Neutral

from stance import engine
from stance.engine.chunks import in_chunks
from stance.engine.dask_cluster import dask_pool
from stance.engine.local import LocalPool, local_pool
from stance.engine.model_reference import ModelReference
from stance.engine.supervision import Supervisor
from stance.engine.time_limit import OutOfTimeError, time_limit
from stance.errors import StanceError
from stance.io import Reject
from stance.pipeline import extract_quotes
from stance.predict import main
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
    pool = local_pool(2) if backend == "local" else dask_pool(request.getfixturevalue("cluster"), 2)
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


def test_files_are_the_same_to_the_byte_whichever_engine_wrote_them(
    cluster: str, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    days = [f"2024-0{1 + number % 3}-11" for number in range(40)]
    texts = ["" if number == 7 else TEXT.format(number) for number in range(40)]  # one cannot be read
    rows = [{"id": str(at), "text": text, "date": days[at], "outlet": "النهر"} for at, text in enumerate(texts)]
    Path("news.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    engines = ["serial"], ["local", "engine.n_jobs=2"], ["dask", f"engine.address={cluster}"]
    outputs = (
        ["quotes.jsonl", "merge_speakers=true", "repeats=true"],
        ["shards/", "shard_size=16", "partition_by=month"],
    )
    for name, *how in engines:
        for output, *more in outputs:
            words = [f"output={name}/{output}", f"engine={name}", "engine.chunk_size=3", *how, *more]
            assert command(main, "input=news.jsonl", *words).status == 3
    serial, local, dask = (
        {str(path.relative_to(name)): path.read_bytes() for path in Path(name).rglob("*") if path.is_file()}
        for name, *_ in engines
    )
    assert len([name for name in serial if name.endswith(".parquet")]) == 3 * 3
    assert len(serial["quotes.jsonl"].splitlines()) == 2 * 39
    assert local == serial
    assert dask == serial


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

    with local_pool(1) as workers:
        results = Supervisor(workers, poison.count_letters).results(in_chunks(stream(), 2))
        next(results)
        time.sleep(0.2)
        assert taken < 50


def test_no_more_processes_than_are_meant_and_none_without_a_chunk() -> None:
    cores = engine.running.processes(-1)
    assert cores >= 1
    assert [engine.running.processes(n_jobs) for n_jobs in (3, -2, -1000)] == [3, max(1, cores - 1), 1]
    started: list[int] = []

    @contextmanager
    def pool(width: int) -> Iterator[LocalPool]:
        started.append(width)
        with local_pool(1) as workers:
            yield workers

    for articles, most in ((5, 2), (2, 8), (0, 8)):
        chunks = in_chunks([Article(str(number), "نص") for number in range(articles)], 1)
        results = list(engine.running._run_in_workers(chunks, poison.count_letters, pool, most))
        assert len(results) == articles
    assert started == [2, 2]


def test_workers_of_this_machine_do_without_pandas() -> None:
    with local_pool(1) as workers:
        [result] = workers.submit(poison.load_scikit_learn, [Article("1", "نص")]).result()
    assert result == Reject("pandas: False", article_id="1")


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
