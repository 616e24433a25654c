"""Damaged texts are read nearly as well as sound ones: over our own corpus, a corruption costs two points at most."""

from functools import cache
from random import Random

import pytest
from corruptions import CORRUPTIONS, Edit, corrupt, rewrite

from stance.corpus.reading import ARTICLES, CORPUS_DIR
from stance.evaluate.gold import GoldArticle, read_gold
from stance.evaluate.matching import align
from stance.pipeline import extract_quotes
from stance.schema import Span
from stance.text import fold

MOST = 0.02


@cache
def corpus() -> list[GoldArticle]:
    """Return every second article, of all splits: enough to measure by, and quick."""
    return read_gold(CORPUS_DIR / ARTICLES)[::2]


def quote_f1(gold: list[GoldArticle]) -> float:
    alignments = [align(one, extract_quotes(one.article)) for one in gold]
    matched = sum(len(one.matches) for one in alignments)
    return 2 * matched / sum(2 * len(one.matches) + len(one.missed) + len(one.spurious) for one in alignments)


@cache
def clean_f1() -> float:
    return quote_f1(corpus())


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_costs_little(name: str) -> None:
    corrupted = [corrupt(CORRUPTIONS[name], one) for one in corpus()]
    assert clean_f1() - quote_f1(corrupted) <= MOST


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_quotes_keep_their_letters_and_articles_change(name: str) -> None:
    sound = corpus()[::5]
    corrupted = [corrupt(CORRUPTIONS[name], one) for one in sound]
    assert sum(a.article.text != b.article.text for a, b in zip(sound, corrupted, strict=True)) > len(sound) / 5
    assert [spans(one) for one in corrupted] == [spans(one) for one in sound]


def spans(gold: GoldArticle) -> list[str]:
    """Return the letters of every quote and cue, in one spelling."""
    text = gold.article.text
    stretches = [span for quote in gold.quotes for span in (*quote.spans, quote.cue) if span]
    return ["".join(filter(str.isalnum, fold(span.of(text)))) for span in stretches]


def test_chance_is_the_same_each_time() -> None:
    one = corpus()[0]
    by_seed = [corrupt(CORRUPTIONS["shadda"], one, seed).article.text for seed in (0, 0, 1)]
    assert by_seed[0] == by_seed[1] != by_seed[2]


@pytest.mark.parametrize(
    ("edits", "text", "inside"),
    [
        ([], "قال نعم.", "نعم"),
        ([Edit(4, 4, "«"), Edit(7, 7, "»")], "قال «نعم».", "نعم"),
        ([Edit(3, 4, ":")], "قال:نعم.", "نعم"),
        ([Edit(3, 4, "")], "قالنعم.", "نعم"),
        ([Edit(5, 6, "عّـ")], "قال نعّـم.", "نعّـم"),
        ([Edit(0, 3, "ذكرت"), Edit(4, 6, "ﻧﻌ")], "ذكرت ﻧﻌم.", "ﻧﻌم"),
    ],
)
def test_spans_move_with_edits(edits: list[Edit], text: str, inside: str) -> None:
    rewritten, move = rewrite("قال نعم.", edits)
    assert (rewritten, move(Span(4, 7)).of(rewritten)) == (text, inside)


@pytest.mark.parametrize(
    ("name", "text", "corrupted"),
    [
        ("marks turned round", "قال «نعم» ثم “لا”.", "قال »نعم« ثم ”لا“."),
        ("all marks “”", 'قال «نعم» ثم "لا".', "قال “نعم” ثم “لا”."),
        ("all marks doubled apostrophes", "وصفه بـ«الشريك».", "وصفه بـ''الشريك''."),
        ("spaces inside marks", 'قال "نعم".', 'قال " نعم ".'),
        ("spaces outside marks lost", "قال: «نعم» ثم مضى.", "قال:«نعم»ثم مضى."),
        ("embedding about quotes", "قال «نعم».", "قال \u202b«نعم»\u202c."),
        ("hamza lost", "أكد إن الآن", "اكد ان الان"),
        ("dotless ya for ya", "الوزير الليبي في", "الوزير الليبى فى"),
        ("ta marbuta for ha", "قوله للوزيرة", "قولة للوزيرة"),
        ("line ends of Windows", "عنوان\n\nنص", "عنوان\r\n\r\nنص"),
        ("presentation forms", "قال لا، سماء", "\ufed7\ufe8e\ufedd \ufefb، \ufeb3\ufee4\ufe8e\ufe80"),
    ],
)
def test_what_a_corruption_does(name: str, text: str, corrupted: str) -> None:
    assert rewrite(text, CORRUPTIONS[name](text, Random(0)))[0] == corrupted


@pytest.mark.parametrize(
    ("name", "corrupted"), [("opening marks lost", "قال نعم»."), ("closing marks lost", "قال «نعم.")]
)
def test_a_lost_mark(name: str, corrupted: str) -> None:
    text = "قال «نعم».\n" * 100
    lines = rewrite(text, CORRUPTIONS[name](text, Random(0)))[0].splitlines()
    assert set(lines) == {"قال «نعم».", corrupted}
    assert 10 <= lines.count(corrupted) <= 30
