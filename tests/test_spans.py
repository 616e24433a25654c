"""Where content begins and ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance import Article, extract_quotes

ENDS = [
    # coordinated clauses that the source still speaks
    ("قال الوزير إن الطريق مفتوح وإن الوفد سيعود.", ["الطريق مفتوح وإن الوفد سيعود"]),
    ("قال الوزير إن الطريق مفتوح. وأن الوفد سيعود.", ["الطريق مفتوح. وأن الوفد سيعود"]),
    ("أكد السفير أن بلاده تدعم الحوار وترفض العنف بكل أشكاله.", ["بلاده تدعم الحوار وترفض العنف بكل أشكاله"]),
    # a new cue ends it
    ("قال الوزير إن الطريق مفتوح، مشيرا إلى عودة الوفد.", ["الطريق مفتوح", "عودة الوفد"]),
    ("قال الوزير إن الطريق مفتوح، وأضاف أن الوفد سيعود.", ["الطريق مفتوح", "الوفد سيعود"]),
    ("قال الوزير إن الطريق مفتوح، فيما أكد السفير أن الوفد سيعود.", ["الطريق مفتوح", "الوفد سيعود"]),
    # the reporter's own voice ends it
    ("قال الوزير إن الطريق مفتوح، وذلك خلال لقائه السفير.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، في إشارة إلى المعبر.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، متجاهلا أسئلة الصحافة.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، وهو ما نفته الشرطة.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، على حد تعبيره.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، وذلك غداة خطاب الرئيس.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، لكنه رفض التعليق على الخبر.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، وسط تنامي الجدل.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، في خطوة مفاجئة.", ["الطريق مفتوح"]),
    ("قال الوزير إن الطريق مفتوح، حسبما نقلت الوكالة.", ["الطريق مفتوح"]),
    ("نفى الوزير اتهامات بالفساد، لكنه يواجه السجن.", ["اتهامات بالفساد"]),
    ("أعرب السفير عن قلقه الشديد، وذلك بحسب ما نقله المتحدث.", ["قلقه الشديد"]),
    ("وقال الوزير في مؤتمر، إن بلاده تريد السلام، إلا أنه أضاف أن الخلاف قائم.", ["بلاده تريد السلام", "الخلاف قائم"]),
    # but an insertion between dashes does not
    ("قال الوزير إن الطريق -حسب قوله- مفتوح للجميع.", ["الطريق -حسب قوله- مفتوح للجميع"]),
    # a colon before marks begins words of their own
    ("قال الوزير إنه سيبقى في منصبه: «نحن سعداء به جدا».", ["سيبقى في منصبه", "نحن سعداء به جدا"]),
    # what the inner subject says, in the present behind a past cue
    ("قال السفير إن الشعب يطلب السلام، ويؤكد وقوفه معه.", ["الشعب يطلب السلام، ويؤكد وقوفه معه"]),
]

PARAGRAPHS = [
    # an opening mark on each paragraph, a closing one on the last
    (
        "وقالت الوزيرة:\n\n«المدينة تواجه موجة قاسية.\n\n«ونأمل أن تعود الشحنات.\n\n«والمصنع قادر».\n\nالطقس بارد.",
        ["المدينة تواجه موجة قاسية.\n\n«ونأمل أن تعود الشحنات.\n\n«والمصنع قادر"],
    ),
    # but another quote is another quote
    (
        "قال الوزير: «المدينة تواجه موجة قاسية.\n«الشحنات في الطريق»، قال السفير.",
        ["المدينة تواجه موجة قاسية", "الشحنات في الطريق"],
    ),
]

FORMS = [
    ("قال الوزير إن «الطريق مفتوح أمام الجميع».", "direct", "الطريق مفتوح أمام الجميع"),
    ("قال الوزير إن الطريق «مفتوح أمام الجميع».", "mixed", "الطريق «مفتوح أمام الجميع»"),
    ("قال الوزير إن «الطريق مفتوح» أمام الجميع.", "mixed", "«الطريق مفتوح» أمام الجميع"),
    ("قال الوزير إن الطريق مفتوح أمام الجميع.", "indirect", "الطريق مفتوح أمام الجميع"),
    ("الوزير الراوي: الطريق مفتوح أمام الجميع", "headline", "الطريق مفتوح أمام الجميع"),
]


@pytest.mark.parametrize(("text", "expected"), [*ENDS, *PARAGRAPHS])
def test_end(text: str, expected: list[str]) -> None:
    assert [q.quote for q in extract_quotes(Article("1", text))] == expected


@pytest.mark.parametrize(("text", "form", "expected"), FORMS)
def test_form(text: str, form: str, expected: str) -> None:
    [quote] = extract_quotes(Article("1", text))
    assert (quote.form, quote.quote) == (form, expected)


NEWS = st.lists(
    st.sampled_from(
        'قال وأكد الوزير الرئيس سيرغي محمد أن إن بأن : « » " “ '
        ". ، \n و ( ) - مشيرا إلى على عن نقلت بحسب وفقا كما قالَ\u200f ـ "
        "🙂 #وسم_ما ﻻ بالرد لـ«الأفق» ... 11:30 CNN".split(" ")
    ),
    max_size=40,
).map(" ".join)


@given(NEWS)
def test_spans_are_exact_on_any_text(text: str) -> None:
    article = Article("1", text)
    for quote in extract_quotes(article):
        assert article.text[quote.quote_start : quote.quote_end] == quote.quote
        assert quote.quote
        if quote.cue is not None:
            assert article.text[quote.cue_start : quote.cue_end] == quote.cue
        if quote.speaker_mention is not None:
            assert article.text[quote.speaker_mention_start : quote.speaker_mention_end] == quote.speaker_mention


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    extract_quotes(Article("1", text))
