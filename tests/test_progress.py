import logging

import pytest

from stance.progress import ArticleProgress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until its one value is changed."""
    now = [1000.0]
    monkeypatch.setattr("stance.progress.time.monotonic", lambda: now[0])
    return now


def test_time_left_comes_of_the_speed_and_of_what_is_expected(clock: list[float]) -> None:
    with ArticleProgress() as progress:
        progress.expect(1000)
        clock[0] += 100  # processes start
        progress.advance(articles=1)
        clock[0] += 10
        progress.advance(articles=189, quotes=900, rejects=10)
        assert str(progress) == "190 articles (19/s), 900 quotes, 10 rejects, 42 s left"


def test_what_an_earlier_run_did_is_counted_but_tells_nothing_of_the_speed(clock: list[float]) -> None:
    with ArticleProgress() as progress:
        progress.expect(3000)
        progress.advance(articles=1000, quotes=5000, already=True)
        clock[0] += 10
        assert str(progress) == "1,000 articles (0/s), 5,000 quotes, 0 rejects"
        progress.advance(articles=1)
        clock[0] += 10
        progress.advance(articles=99, quotes=500)
        assert str(progress) == "1,100 articles (10/s), 5,500 quotes, 0 rejects, 3 min 10 s left"


def test_where_nothing_is_expected_no_time_is_given(clock: list[float]) -> None:
    progress = ArticleProgress()
    progress.advance(articles=1)
    clock[0] += 2
    progress.advance(articles=9, quotes=3)
    assert str(progress) == "10 articles (5/s), 3 quotes, 0 rejects"


def test_without_a_terminal_there_is_a_line_every_so_often(
    clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with ArticleProgress() as progress:
        for _ in range(30):
            clock[0] += 1
            progress.advance(articles=2, quotes=1)
    assert [record.message.split(" ")[0] for record in caplog.records] == ["24", "46"]
