"""Who a mention is, inside one article."""

import pytest

from stance import Article, extract_quotes

INTRODUCED = "قال وزير الخارجية الروسي سيرغي لافروف إن الطريق مفتوح.\n"

SAME_SPEAKER = [
    "وأكد لافروف أن الوفد سيعود.",
    "وأكد الوزير الروسي أن الوفد سيعود.",
    "وأكد وزير الخارجية الروسي أن الوفد سيعود.",
    "وأضاف أن الوفد سيعود.",
    "وأوضح سيرجي لافروف أن الوفد سيعود.",
    "لافروف أكد في بيان أن الوفد سيعود.",
]


@pytest.mark.parametrize("text", SAME_SPEAKER)
def test_later_mentions_resolve_to_the_full_name(text: str) -> None:
    *_, last = extract_quotes(Article("1", INTRODUCED + text))
    assert last.speaker in ("سيرغي لافروف", "سيرجي لافروف")
    assert last.quote == "الوفد سيعود"


RESOLVED = [
    ("قالت موسكو إن الطريق مفتوح.", "روسيا", "state"),
    ("قالت الحكومة العراقية إن الطريق مفتوح.", "العراق", "state"),
    ("قال الكرملين إن الطريق مفتوح.", "الكرملين", "institution"),
    ("قال مسؤول أمريكي إن الطريق مفتوح.", "مسؤول أمريكي", "unnamed"),
    ("وقال بيان صادر عن وزارة الدفاع إن الطريق مفتوح.", "وزارة الدفاع", "institution"),
    ("ذكرت وكالة تاس أن الطريق مفتوح.", "وكالة تاس", "media"),
]


@pytest.mark.parametrize(("text", "speaker", "kind"), RESOLVED)
def test_canonical_name_and_kind(text: str, speaker: str, kind: str) -> None:
    [quote] = extract_quotes(Article("1", text))
    assert (quote.speaker, quote.speaker_kind) == (speaker, kind)


def test_a_verb_in_the_feminine_goes_on_with_the_woman() -> None:
    text = "قالت الوزيرة هند الراوي إن الطريق مفتوح.\nوقال السفير إن الحدود مغلقة.\nوأضافت أن الوفد سيعود."
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["هند الراوي", "السفير", "هند الراوي"]


def test_a_verb_behind_a_negation_is_no_first_name() -> None:
    text = "قال رائد القاسم إن الجسر جاهز.\nولم يتردد القاسم في القول إن الرسوم ستعود."
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["رائد القاسم", "رائد القاسم"]


def test_a_body_and_whom_it_asks_are_two() -> None:
    text = (
        "أعلنت الحكومة التونسية فتح المعبر.\n"
        "وطالبت الحكومة مجلس النواب الليبي والأمم المتحدة والمجتمع الدولي بموقف حازم.\n"
        "وقالت الحكومة إن المعبر سيغلق."
    )
    assert [q.speaker for q in extract_quotes(Article("1", text))][1:] == ["الحكومة التونسية"] * 2


def test_a_body_named_by_its_head_noun_alone() -> None:
    text = "أصدرت منظمة أطباء المدينة بيانا.\nوقالت المنظمة إن المستشفى مغلق."
    *_, last = extract_quotes(Article("1", text))
    assert last.speaker == "منظمة أطباء المدينة"


def test_two_who_speak_together() -> None:
    text = "قال الوزير سامر الحلواني والسفير نزار الكيلاني إن الطريق مفتوح."
    [quote] = extract_quotes(Article("1", text))
    assert quote.speaker == "سامر الحلواني و نزار الكيلاني"


NAMED = [
    ("قال سامي منصور إن الطريق مفتوح.", "سامي منصور"),
    ("قال أحمد منصور الأمين العام للاتحاد إن الطريق مفتوح.", "أحمد منصور"),
    ("قال المنسق الخاص لعملية السلام في الشرق الأوسط نبيل الشامي إن الطريق مفتوح.", "نبيل الشامي"),
    ("قال الأمين العام للمنظمة بان كي مون إن الطريق مفتوح.", "بان كي مون"),
    ("قال وزراء عرب الأسبوع الماضي إن الطريق مفتوح.", "وزراء عرب"),
    ("قال بعض مستشاري منصور إن الطريق مفتوح.", "بعض مستشاري منصور"),
    ("قالت خطيبة سامي منصور إن الطريق مفتوح.", "خطيبة سامي منصور"),
    ("وذكر أشخاص عملوا معه أن الطريق مفتوح.", "أشخاص"),
    ("قال العقيد الركن تركي المالكي إن الطريق مفتوح.", "تركي المالكي"),
    ("قال الأمين العام للحلف، النرويجي ينس هالفورد إن الطريق مفتوح.", "ينس هالفورد"),
    ("قال جون ب. هاريس إن الطريق مفتوح.", "جون ب. هاريس"),
    ("قالت وزيرة الدولة للبيئة هدى سالم إن الطريق مفتوح.", "هدى سالم"),
    ("اعتبر الوزير، سامر الحلبي، ونظيره السوداني، هاني الراوي، أن الطريق مفتوح.", "سامر الحلبي و هاني الراوي"),
    ("قال مسؤول يمني إن الطريق مفتوح.", "مسؤول يمني"),
    ("قال عدد من النواب إن الطريق مفتوح.", "عدد من النواب"),
    ("قالت شركات أوروبية إن الطريق مفتوح.", "شركات أوروبية"),
    ('قالت "الجمعية الدولية للطيور" (ISPB) إن الطريق مفتوح.', "الجمعية الدولية للطيور"),
    ("قال الوزير هاني الراوي لبي بي سي إن الطريق مفتوح.", "هاني الراوي"),
    ("قال القيادي المحلي في تلة الورد نذير الشامي إن الطريق مفتوح.", "نذير الشامي"),
    ("قال المبعوث الأرمني لمحادثات التطبيع آرام نذاريان إن الطريق مفتوح.", "آرام نذاريان"),
    ("قال المتحدث باسم حكومته هاني العبيدات إن الطريق مفتوح.", "هاني العبيدات"),
    ("قال الفريق أول ركن هاني الراوي إن الطريق مفتوح.", "هاني الراوي"),
    ("قال السفير الروسي بتونس ميخائيل لارين إن الطريق مفتوح.", "ميخائيل لارين"),
    ("قال الخبير الاقتصادي د. ضياء الحمداني إن الطريق مفتوح.", "ضياء الحمداني"),
    ("قال الباحث يان فان دير ميرش إن الطريق مفتوح.", "يان فان دير ميرش"),
    ("قال المحلل ستيف ويندهارت إن الطريق مفتوح.", "ستيف ويندهارت"),
    ("قال كل من هاني الراوي وسامر الحلبي إن الطريق مفتوح.", "هاني الراوي و سامر الحلبي"),
]


@pytest.mark.parametrize(("text", "speaker"), NAMED)
def test_the_name_behind_a_long_title(text: str, speaker: str) -> None:
    [quote] = extract_quotes(Article("1", text))
    assert quote.speaker == speaker


def test_whom_a_headline_leaves_unnamed() -> None:
    text = "خبير صيني: التجارة باب السلام بين الشعوب\nقال الخبير الصيني لي شياو مينغ إن التجارة باب السلام."
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["لي شياو مينغ"] * 2


def test_who_acts_in_the_sentence_before_speaks_in_this_one() -> None:
    text = "قالت السفيرة ليلى النجار إن الحدود مغلقة.\nخرج الوزير هاني الراوي من القاعة. وقال إن الطريق مفتوح."
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["ليلى النجار", "هاني الراوي"]


def test_listeners_are_not_the_speakers() -> None:
    text = "قالت السفيرة ليلى النجار إن الحدود مغلقة. وذكّرت الحاضرين بأن الطريق طويل."
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["ليلى النجار"] * 2


def test_the_office_leads_to_the_fullest_name() -> None:
    text = (
        "قال الرئيس الفرنسي جان مارسو إن القمة ناجحة. وقال مارسو إن الطريق مفتوح. وأكد الرئيس الفرنسي أن الوفد سيعود."
    )
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["جان مارسو"] * 3


def test_a_verb_behind_a_name_is_no_part_of_it() -> None:
    text = "ذكرت الوكالة أن نبيل غادر المدينة. وقال نبيل إن الطريق مفتوح."
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["الوكالة", "نبيل"]


def test_a_report_goes_on_speaking_for_itself() -> None:
    text = "قال التقرير إن الأسعار ارتفعت. وقال بعض النواب إن الأجور ثابتة. وأكد التقرير أن البطالة تراجعت."
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["التقرير", "بعض النواب", "التقرير"]


def test_a_family_name_with_the_article_alone() -> None:
    text = "يقول رئيس الهيئة سامي الحاج إن الميناء جاهز. وأضاف الحاج أن السفن قادمة."
    assert [q.speaker for q in extract_quotes(Article("1", text))] == ["سامي الحاج"] * 2
