import pickle
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from stance.corpus import CORPUS_DIR, read_corpus
from stance.features import (
    CharacterNgrams,
    Cue,
    QuoteLike,
    Signals,
    Stems,
    WordNgrams,
    normalize_word,
    normalized_words,
    quote_cue,
    quote_text,
    word_spans,
)
from stance.features.cue import cue_class
from stance.features.stems import stem
from stance.features.symbols import symbols
from stance.model import make_pipeline
from stance.schema import Form, Quote

Analyzer = WordNgrams | CharacterNgrams | Cue | Signals | Stems
ARABIC = st.text(st.sampled_from("ابتةجدرسعقلمنهويىأإآءًَّـ \u200f«».،12aB"), max_size=40)
ANALYZERS = [
    WordNgrams(1, 2),
    WordNgrams(2, 3),
    CharacterNgrams(2, 5),
    CharacterNgrams(4, 6),
    Cue(),
    Signals(1, crossed=False),
    Signals(3, crossed=True),
    Stems(0),
    Stems(2),
]
SAYINGS = st.lists(
    st.sampled_from("لن لا نرفض ندعم شعبنا التهديد وللحوار روسيا لتركيا 2024 قرية غير مقبول، xyz في يجب".split()),
    max_size=14,
).map(" ".join)
QUOTE = Quote("a", "a:0-12", "الحوار مستمر", 0, 12, Form.DIRECT, cue="أكد")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("", []),
        ("،«»…!", []),
        ("أُعلنَ الاتِّفاق", ["اعلن", "الاتفاق"]),
        ("مســؤولية", ["مسؤوليه"]),
        ("«لن نتراجع»،قالها", ["لن", "نتراجع", "قالها"]),
        ("إلى مبنى الأمّة", ["الي", "مبني", "الامه"]),
        ("ﻻ شروط", ["لا", "شروط"]),
        ("\u200fسلام\u200e", ["سلام"]),
        ("NATO في 2024", ["nato", "في", "2024"]),
        ("ـ ً", []),
    ],
)
def test_normalized_words(raw: str, words: list[str]) -> None:
    assert list(normalized_words(raw)) == words


@given(st.text())
def test_words_are_where_their_spans_say(text: str) -> None:
    found = word_spans(text)
    assert [word for word, _ in found] == list(normalized_words(text))
    assert all(normalize_word(span.of(text)) == word for word, span in found)
    assert all(left.end <= right.start for (_, left), (_, right) in pairwise(found))


@given(st.text())
def test_normalized_words_survive_being_joined(text: str) -> None:
    words = normalized_words(text)
    assert " ".join(words).split() == list(words)


@pytest.mark.parametrize(
    ("quote", "cue"),
    [
        (QUOTE, "أكد"),
        ({"quote": QUOTE.quote, "cue": "أكد", "form": "direct"}, "أكد"),
        ({"quote": QUOTE.quote, "cue": None}, None),
        ({"quote": QUOTE.quote}, None),
        (QUOTE.quote, None),
    ],
)
def test_a_quote_comes_in_three_shapes(quote: QuoteLike, cue: str | None) -> None:
    assert quote_text(quote) == QUOTE.quote
    assert quote_cue(quote) == cue


@pytest.mark.parametrize(
    ("cue", "features"),
    [
        (None, ["=none"]),
        ("", ["=none"]),
        ("«»", ["=none"]),
        ("نفى", ["=نفي", "lemma=نفي", "class=deny", " نف", "نفي", "في ", " نفي", "نفي "]),
        ("في بيان", ["=في بيان", "class=other", *CharacterNgrams(3, 4)("في بيان")]),
    ],
)
def test_cue_features(cue: str | None, features: list[str]) -> None:
    assert list(Cue()({"quote": "لا جديد", "cue": cue})) == features


@pytest.mark.parametrize(
    ("cue", "group"),
    [
        (None, "none"),
        ("", "none"),
        ("وحذرت", "threaten"),
        ("متهما", "accuse"),
        ("قوله", "assert"),
        ("في بيان", "other"),
    ],
)
def test_cue_classes(cue: str | None, group: str) -> None:
    assert cue_class({"quote": "لا جديد", "cue": cue}) == group


@pytest.mark.parametrize("analyzer", ANALYZERS)
@given(text=st.one_of(ARABIC, SAYINGS), cue=st.one_of(ARABIC, st.sampled_from(["وحذرت", "أكد"])))
def test_occurrences_are_the_features_with_their_words(analyzer: Analyzer, text: str, cue: str) -> None:
    quote = {"quote": text, "cue": cue}
    occurrences = list(analyzer.occurrences(quote))
    assert [feature for feature, _ in occurrences] == list(analyzer(quote))
    places = range(len(normalized_words(text)))
    assert all(position in places for _, positions in occurrences for position in positions)
    assert all(positions or isinstance(analyzer, Cue) or not places for _, positions in occurrences)


@pytest.mark.parametrize("analyzer", [WordNgrams(1, 3), CharacterNgrams(2, 5)])
@given(text=ARABIC)
def test_ngrams_lie_in_their_words(analyzer: Analyzer, text: str) -> None:
    words = normalized_words(text)
    for feature, positions in analyzer.occurrences(text):
        assert feature.strip() in " ".join(words[position] for position in positions)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", []),
        ("الشجرة خضراء", []),
        ("نرفض التهديد", ["reject", "threaten"]),
        ("لن نرفض أي تهديد جديد للحوار", ["negation", "¬reject", "emphasis", "¬threaten", "consult"]),
        ("لا لا نرفض", ["negation", "negation", "¬reject"]),
        ("على روسيا والصين دفع 20 مليونا", ["STATE", "STATE", "threaten", "NUMBER", "report"]),
        ("وللصين", ["STATE"]),
    ],
)
def test_symbols_of_a_quote(text: str, labels: list[str]) -> None:
    positions, found = symbols(normalized_words(text))
    assert [symbol.label for symbol in found] == labels
    assert positions == sorted(set(positions))


def test_a_negation_turns_polarity_around() -> None:
    (_, support), (_, reject) = (symbols(words)[1] for words in (("لا", "ندعم"), ("لا", "نرفض")))
    assert (support.polarity, support.sign) == (-1, "-")
    assert (reject.polarity, reject.sign) == (1, "+")
    assert "we:support" in support.details


def test_signals_of_a_quote() -> None:
    quote = {"quote": "نرفض تهديد إيران", "cue": "حذر"}
    assert Signals(3, crossed=True)(quote) == [
        *("reject", "threaten", "STATE"),
        *("verb:reject", "we:reject", "noun:threaten"),
        *("reject>threaten", "threaten>STATE", "P:--", "P:-STATE"),
        *("reject>threaten>STATE", "P:--STATE"),
        *("^reject", "STATE$"),
        *("balance -2", "cooperating 0", "conflicting 2"),
        *("threaten|reject", "threaten|threaten", "threaten|STATE"),
    ]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("سنرفض", "رفض"), ("والمفاوضات", "مفاوضات"), ("والشجرات", "شجر"), ("للشجره", "شجر"), ("لن", "لن"), ("xyz", "xyz")],
)
def test_stems(word: str, lemma: str) -> None:
    assert stem(word) == lemma


@given(text=ARABIC)
def test_stems_without_gap_are_plain_scikit_learns(text: str) -> None:
    stems = " ".join(stem(word) for word in normalized_words(text))
    expected = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\S+", lowercase=False).build_analyzer()(stems)
    found = Stems(0)(text)
    assert [feature.removeprefix("¬") for feature in found[: len(expected)]] == expected
    assert all(feature[0] == "^" or feature[-1] == "$" for feature in found[len(expected) :])


def plain(**settings: object) -> TfidfVectorizer:
    return TfidfVectorizer(preprocessor=lambda text: " ".join(normalized_words(text)), lowercase=False, **settings)


@pytest.mark.parametrize(("low", "high"), [(1, 1), (1, 2), (2, 5), (4, 6)])
@given(text=ARABIC)
def test_analyzers_agree_with_plain_scikit_learn(low: int, high: int, text: str) -> None:
    words = plain(ngram_range=(low, high), token_pattern=r"\S+").build_analyzer()
    characters = plain(ngram_range=(low, high), analyzer="char_wb").build_analyzer()
    assert WordNgrams(low, high)(text) == words(text)
    assert CharacterNgrams(low, high)(text) == characters(text)


TEXTS = [quote.quote for quote in read_corpus(CORPUS_DIR)[::10]]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"word_ngrams": [1, 2]}, {"ngram_range": (1, 2), "token_pattern": r"\S+"}),
        ({"char_ngrams": [2, 5]}, {"ngram_range": (2, 5), "analyzer": "char_wb"}),
        ({"signals": 3}, Signals(3, crossed=False)),
        ({"stems": 1}, Stems(1)),
        ({"cue": True}, Cue()),
    ],
)
def test_the_matrix_is_plain_scikit_learns(ours: dict[str, Any], theirs: Any) -> None:
    none: dict[str, Any] = {"word_ngrams": None, "char_ngrams": None, "cue": False}
    own = make_pipeline(None, **none | ours, min_df=2)["features"]
    common = {"sublinear_tf": True, "min_df": 2}
    other = plain(**theirs, **common) if isinstance(theirs, dict) else TfidfVectorizer(analyzer=theirs, **common)
    assert_same(own.fit_transform(TEXTS), other.fit_transform(TEXTS))
    unseen = ["", "كلمة لم ترد", *(text[3:] for text in TEXTS[:50])]
    assert_same(own.transform(unseen), other.transform(unseen))
    assert_same(pickle.loads(pickle.dumps(own)).transform(unseen), other.transform(unseen))
    assert_same(own.fit(TEXTS[:90]).transform(unseen), other.fit(TEXTS[:90]).transform(unseen))


def assert_same(matrix: csr_matrix, expected: csr_matrix) -> None:
    assert matrix.shape == expected.shape
    np.testing.assert_array_equal(matrix.indptr, expected.indptr)
    np.testing.assert_array_equal(matrix.indices, expected.indices)
    np.testing.assert_allclose(matrix.data, expected.data, rtol=1e-12)


@pytest.mark.parametrize("analyzer", ANALYZERS)
def test_analyzers_pickle_as_what_can_be_imported(analyzer: Analyzer) -> None:
    assert type(analyzer).__module__.startswith("stance.features.")
    assert pickle.loads(pickle.dumps(analyzer)) == analyzer
