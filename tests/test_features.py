import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from stance.corpus import CORPUS_DIR, read_corpus
from stance.features import (
    CharacterNgrams,
    Cue,
    QuoteLike,
    WordNgrams,
    normalize_word,
    normalized_words,
    quote_cue,
    quote_text,
    word_spans,
)
from stance.model import make_pipeline
from stance.schema import Form, Quote

ARABIC = st.text(st.sampled_from("ابتةجدرسعقلمنهويىأإآءًَّـ \u200f«».،12aB"), max_size=40)
ANALYZERS = [WordNgrams(1, 2), WordNgrams(2, 3), CharacterNgrams(2, 5), CharacterNgrams(4, 6), Cue()]
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
    assert normalized_words(raw) == words


@given(st.text())
def test_words_are_where_their_spans_say(text: str) -> None:
    found = word_spans(text)
    assert [word for word, _ in found] == normalized_words(text)
    assert all(normalize_word(span.of(text)) == word for word, span in found)
    assert all(left.end <= right.start for (_, left), (_, right) in pairwise(found))


@given(st.text())
def test_normalized_words_survive_being_joined(text: str) -> None:
    words = normalized_words(text)
    assert " ".join(words).split() == words


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
        ("نفى", ["=نفي", " نف", "نفي", "في ", " نفي", "نفي "]),
        ("في بيان", ["=في بيان", " في", "في ", " في ", " بي", "بيا", "يان", "ان ", " بيا", "بيان", "يان "]),
    ],
)
def test_cue_features(cue: str | None, features: list[str]) -> None:
    assert Cue()({"quote": "لا جديد", "cue": cue}) == features


@pytest.mark.parametrize("analyzer", ANALYZERS)
@given(text=ARABIC, cue=ARABIC)
def test_occurrences_are_the_features_with_their_words(analyzer: WordNgrams, text: str, cue: str) -> None:
    quote = {"quote": text, "cue": cue}
    occurrences = list(analyzer.occurrences(quote))
    assert [feature for feature, _ in occurrences] == analyzer(quote)
    words = normalized_words(text)
    for feature, positions in occurrences:
        covered = " ".join(words[position] for position in positions)
        assert feature.strip() in covered if positions else isinstance(analyzer, Cue)


def plain(**settings: object) -> TfidfVectorizer:
    return TfidfVectorizer(preprocessor=lambda text: " ".join(normalized_words(text)), lowercase=False, **settings)


@pytest.mark.parametrize(("low", "high"), [(1, 1), (1, 2), (2, 5), (4, 6)])
@given(text=ARABIC)
def test_analyzers_agree_with_plain_scikit_learn(low: int, high: int, text: str) -> None:
    words = plain(ngram_range=(low, high), token_pattern=r"\S+").build_analyzer()
    characters = plain(ngram_range=(low, high), analyzer="char_wb").build_analyzer()
    assert WordNgrams(low, high)(text) == words(text)
    assert CharacterNgrams(low, high)(text) == characters(text)


def test_the_matrix_is_plain_scikit_learns() -> None:
    texts = [quote.quote for quote in read_corpus(CORPUS_DIR)[::10]]
    ours = make_pipeline(None, word_ngrams=[1, 2], char_ngrams=[2, 5], cue=False, min_df=2)["features"]
    word = plain(ngram_range=(1, 2), token_pattern=r"\S+", sublinear_tf=True, min_df=2)
    char = plain(ngram_range=(2, 5), analyzer="char_wb", sublinear_tf=True, min_df=2)
    theirs = FeatureUnion([("word", word), ("char", char)])
    matrix, expected = ours.fit_transform(texts), theirs.fit_transform(texts)
    assert list(ours.get_feature_names_out()) == list(theirs.get_feature_names_out())
    assert matrix.shape[1] > 3000
    np.testing.assert_array_equal(matrix.indptr, expected.indptr)
    np.testing.assert_array_equal(matrix.indices, expected.indices)
    np.testing.assert_allclose(matrix.data, expected.data, rtol=1e-12)


@pytest.mark.parametrize("analyzer", ANALYZERS)
def test_analyzers_pickle_as_what_can_be_imported(analyzer: WordNgrams) -> None:
    assert type(analyzer).__module__ == "stance.features"
    assert pickle.loads(pickle.dumps(analyzer)) == analyzer
