"""Toward whom quotes are directed: tables of invented sentences, and what holds of any article."""

import pytest
from floors import ROOT

from stance import Article, extract_quotes, read_articles
from stance.extraction import lost_marks
from stance.extraction.document import read
from stance.extraction.finder import find_statements
from stance.lexicon.actors import organizations, states
from stance.lexicon.words import read_yaml
from stance.schema import SpeakerKind
from stance.speakers import Speaker
from stance.speakers import resolve as resolve_speakers
from stance.targets import Target, mentions, own_side, parties, resolve
from stance.targets.attention import Attention
from stance.targets.memory import Memory
from stance.targets.parties import Party
from stance.targets.resolution import Weighed, weigh

SAMPLE = ROOT / "data" / "sample" / "articles.jsonl"
CORPUS = ROOT / "data" / "corpus" / "articles.jsonl"


def found(text: str) -> list[Target | None]:
    document = lost_marks.restore(read(Article("1", text)))
    statements = find_statements(document)
    return resolve(document, statements, resolve_speakers(document, statements))


def weighed_in(text: str) -> list[Weighed]:
    document = lost_marks.restore(read(Article("1", text)))
    statements = find_statements(document)
    return list(weigh(document, statements, resolve_speakers(document, statements)))


def names(text: str) -> list[str | None]:
    return [target.name if target else None for target in found(text)]


@pytest.mark.parametrize(
    ("word", "name", "form"),
    [
        ("روسيا", "روسيا", "name"),
        ("وموسكو", "روسيا", "capital"),
        ("للروس", "روسيا", "people"),
        ("بالروسيه", "روسيا", "nisba"),
        ("الحوثيين", "الحوثيون", "name"),
        ("اوروبا", "الاتحاد الأوروبي", "name"),
        ("حماس", "حماس", "name"),
        ("المالي", None, ""),
        ("وزير", None, ""),
        ("في", None, ""),
    ],
)
def test_what_a_word_names(word: str, name: str | None, form: str) -> None:
    reading = parties.reading(word)
    assert (reading.party.name if reading and reading.party else None, reading.form if reading else "") == (name, form)


@pytest.mark.parametrize(
    ("words", "length", "name"),
    [
        (["الولايات", "المتحده", "ترفض"], 2, "الولايات المتحدة"),
        (["كوريا", "الشماليه"], 2, "كوريا الشمالية"),
        (["الكيان", "الغاصب"], 2, "إسرائيل"),
        (["الاتحاد", "الاوروبي"], 2, "الاتحاد الأوروبي"),
    ],
)
def test_names_of_several_words(words: list[str], length: int, name: str) -> None:
    longest = parties.longest(words)
    assert longest and (longest[0], longest[1].name) == (length, name)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("اتهم وزير الخارجية الروسي سامر الحلواني واشنطن بالتدخل في شؤون بلاده.", "الولايات المتحدة"),
        ("دعت الحكومة المصرية إثيوبيا إلى العودة إلى المفاوضات.", "إثيوبيا"),
        ("رحبت تركيا بقرار مصر إعادة السفير.", "مصر"),
        ("شكر وزير الدفاع الأردني سامر الحلواني اليابان على مساعداتها.", "اليابان"),
        ("هدد المتحدث باسم جماعة الحوثي سامر الحلواني السعودية بالرد على الغارات.", "السعودية"),
        ("انتقد رئيس الوزراء العراقي سامر الحلواني الاتحاد الأوروبي بسبب موقفه.", "الاتحاد الأوروبي"),
        ("اتهم النائب سامر الحلواني رئيس الوزراء نبيل الراوي بالكذب على المواطنين.", "نبيل الراوي"),
        ("اتهمت الحكومة السورية المتمردين بقصف الممرات.", "المتمردون"),
        ("دعا رئيس الوزراء الأردني نبيل الراوي روسيا وأوكرانيا إلى وقف القتال.", "روسيا و أوكرانيا"),
    ],
)
def test_the_object_of_a_cue(text: str, target: str) -> None:
    assert names(text) == [target]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("أدان وزير الخارجية الفرنسي نبيل الراوي الهجوم الإيراني على السفينة.", "إيران"),
        ("أعرب الرئيس التونسي سامر الحلواني عن تضامن بلاده مع لبنان.", "لبنان"),
        (
            "قال المتحدث باسم الحكومة الألمانية سامر الحلواني إن العقوبات الأمريكية ظالمة ولن نخضع لها.",
            "الولايات المتحدة",
        ),
        ("قال الوزير الإيراني سامر الحلواني إن «الكيان الصهيوني سيدفع ثمن جرائمه».", "إسرائيل"),
        ("قال وزير الدفاع اللبناني سامر الحلواني إننا نرفض اتفاق فيينا ونرفض ابتزاز فرنسا.", "فرنسا"),
    ],
)
def test_a_party_in_the_content(text: str, target: str) -> None:
    assert names(text) == [target]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("انتقد وزير الخارجية الروسي سامر الحلواني موقف فرنسا واتهمها بالتضليل.", "فرنسا"),
        ("نددت الحكومة العراقية بالغارات التركية ووصفتها بأنها «عدوان».", "تركيا"),
    ],
)
def test_whom_a_pronoun_on_the_cue_means(text: str, target: str) -> None:
    _, weighed = weighed_in(text)
    meant = {party.name for party, signs in weighed.parties.items() if ("object pronoun", 1) in signs}
    assert meant == {target}


@pytest.mark.parametrize(
    ("text", "called", "misread"),
    [
        ("قال النائب سامر الحلواني إن بلاده مستعدة لأي شكل من الحوار مع ألمانيا.", "ألمانيا", "لأي شكل"),
        ("وصل المبعوث نبيل زخاروف. وقال النائب سامر الحلواني إن زخاروف كاذب.", "نبيل زخاروف", "زخاروف"),
        ("قال النائب سامر الحلواني إن ترامب محبط لأن ألمانيا رفضت.", "دونالد ترامب", "ترامب محبط"),
        ("نددت ألمانيا بالهجوم. ووصف النائب سامر الحلواني التقرير بأنه خطير.", "ألمانيا", "التقرير"),
        ("نددت ألمانيا بالهجوم. ووصف النائب سامر الحلواني الخطوة بأنها خطيرة.", "ألمانيا", "الخطوة"),
        ("انتقد الاتحاد الأوروبي القرار. وقال النائب سامر الحلواني إن بروكسل منافقة.", "الاتحاد الأوروبي", "بلجيكا"),
    ],
)
def test_who_is_a_party_and_what_only_looks_like_one(text: str, called: str, misread: str) -> None:
    known = {party.name for party in weighed_in(text)[-1].parties}
    assert (called in known, misread in known) == (True, False)


def test_the_title_of_an_envoy_names_no_target() -> None:
    [weighed] = weighed_in("قال النائب سامر الحلواني إن ألمانيا عينت سفيرة لدى الأمم المتحدة.")
    [signs] = [signs for party, signs in weighed.parties.items() if party.name == "الأمم المتحدة"]
    assert not {"first in quote", "second in quote"} & {sign for sign, _ in signs}


@pytest.mark.parametrize(
    "text",
    [
        "قالت هيئة الأرصاد إن 12 شخصا سجلوا أسماءهم في 3 مدن خلال أسبوع.",
        "قال محللون إن أسعار النفط ارتفعت في لندن بنسبة 3 بالمئة.",
        "ذكرت مصادر أن الاجتماع سيعقد يوم 12 من الشهر في باريس.",
        "أعلنت الحكومة الروسية أن روسيا ستفتح المعبر.",
        "أعلنت وزارة النقل الفرنسية أن القطارات إلى ألمانيا ستتوقف أسبوعا.",
        "قال النائب الفرنسي سامر الحلواني: «هل يفتح المعبر في ألمانيا غدا؟».",
        "قال النائب الفرنسي سامر الحلواني إن نبيل الراوي وهند الكيلاني التقيا في برلين.",
        "أعرب سكان المدينة عن مخاوفهم من إغلاق المدرسة.",
    ],
)
def test_words_that_take_no_side(text: str) -> None:
    assert names(text) == [None]


@pytest.mark.parametrize(
    ("text", "sign", "strength"),
    [
        ("أعلنت وزارة النقل الفرنسية أن القطارات إلى ألمانيا ستتوقف.", "speaker institution", 1),
        ("قال النائب سامر الحلواني إن القطارات إلى ألمانيا ستتوقف.", "speaker institution", 0),
        ("قال النائب سامر الحلواني: «هل تفتح ألمانيا المعبر؟».", "question", 1),
        ("قال النائب سامر الحلواني: «ألمانيا ستفتح المعبر».", "question", 0),
        ("قال النائب سامر الحلواني إن نبيل الراوي استقبل هند الكيلاني.", "person", 2),
        ("قال النائب سامر الحلواني إن الحلواني وصل.", "person", 0),
        ("قال النائب سامر الحلواني إن ألمانيا تتخذ موقفا عدائيا.", "hostile adjective", 1),
        ("قال النائب سامر الحلواني إن ألمانيا تعادي جيرانها.", "hostile adjective", 0),
        ("أعرب النائب سامر الحلواني عن مخاوف السكان.", "opens threaten", 1),
        ("أعرب النائب سامر الحلواني عن شكره للسكان.", "opens praise", 1),
        ("شدد النائب سامر الحلواني على تعاون السكان.", "opens cooperate", 1),
        ("قال النائب سامر الحلواني إن السكان ينشدون التعاون.", "opens cooperate", 0),
        ("قال النائب سامر الحلواني إن ما قيل كذب.", "unnamed accuse", 1),
        ("قال النائب سامر الحلواني إن ما قالته ألمانيا كذب.", "unnamed accuse", 0),
        ("قال النائب سامر الحلواني إن السكان يطالبون بالماء.", "unnamed demand", 1),
        ("قال النائب سامر الحلواني إن الحوار مفتوح.", "unnamed consult", 1),
        ("قال النائب سامر الحلواني إن الحوار مع ألمانيا مفتوح.", "unnamed consult", 0),
        ("قال النائب سامر الحلواني إن الاتفاق قائم.", "unnamed agree", 1),
    ],
)
def test_signs_of_taking_no_side_or_of_one_toward_nobody_named(text: str, sign: str, strength: float) -> None:
    [weighed] = weighed_in(text)
    assert sum(given for name, given in weighed.none if name == sign) == strength


@pytest.mark.parametrize(
    ("text", "name", "sign", "given"),
    [
        ("قال النائب سامر الحلواني إن الوفد سافر إلى ألمانيا.", "ألمانيا", "quote to", True),
        ("قال النائب سامر الحلواني إن الوفد جاء من ألمانيا.", "ألمانيا", "quote to", False),
        ("قال النائب سامر الحلواني إن حماس وافقت.", "حماس", "body share", True),
        ("قال النائب سامر الحلواني إن ألمانيا وافقت.", "ألمانيا", "body share", False),
    ],
)
def test_signs_of_a_party(text: str, name: str, sign: str, given: bool) -> None:
    [weighed] = weighed_in(text)
    [signs] = [signs for party, signs in weighed.parties.items() if party.name == name]
    assert any(strength for found, strength in signs if found == sign) == given


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("قال وزير الخارجية الروسي سامر الحلواني إن الطريق مفتوح.", {"روسيا", "سامر الحلواني"}),
        ("قال السفير الروسي لدى مصر سامر الحلواني إن الطريق مفتوح.", {"روسيا", "سامر الحلواني"}),
        ("قالت موسكو إن الطريق مفتوح.", {"روسيا"}),
        ("قال الكرملين إن الطريق مفتوح.", {"الكرملين", "روسيا"}),
        ("وفي القاهرة، قال الوزير سامر الحلواني إن الطريق مفتوح.", {"مصر", "سامر الحلواني"}),
        ("بيروت - قال الوزير سامر الحلواني إن الطريق مفتوح.", {"لبنان", "سامر الحلواني"}),
        ("قال المزارع سامر الحلواني إن الطريق مفتوح.", {"سامر الحلواني"}),
        ("قال مسؤول في البيت الأبيض إن الطريق مفتوح.", {"مسؤول في البيت الأبيض", "الولايات المتحدة"}),
        ("وصل سامر الحلواني، وزير خارجية قطر. وقال الحلواني إن الطريق مفتوح.", {"قطر", "سامر الحلواني"}),
    ],
)
def test_the_speakers_own_side(text: str, own: set[str]) -> None:
    document = read(Article("1", text))
    statements = find_statements(document)
    [speaker] = resolve_speakers(document, statements)
    sides = own_side.Sides(document, mentions.read(document, statements, [speaker]))
    assert sides.of(statements[0], speaker) == own


def test_a_speaker_stays_on_his_side_where_his_title_is_not_said_again() -> None:
    text = (
        "قمة في جنيف\n\nقال الوزير الروسي سامر الحلواني إن الطريق مفتوح.\n"
        "وأضاف الحلواني أن روسيا لن تخضع لابتزاز أوكرانيا."
    )
    assert names(text) == [None, "أوكرانيا"]


def test_who_is_meant_goes_on_where_the_next_words_name_nobody() -> None:
    text = "أكد الرئيس الفرنسي نبيل الراوي دعم بلاده لأوكرانيا. وأضاف: «سنقف معها حتى النهاية، ولن نتخلى عنها»."
    assert names(text) == ["أوكرانيا", "أوكرانيا"]


def test_memory_tells_speakers_apart() -> None:
    one, other = (Speaker(name, SpeakerKind.PERSON, feminine=False, plural=False) for name in ("سامر", "نبيل"))
    france, memory = Party("فرنسا", None, "state", "فرنسا"), Memory()
    memory.note(one, {"روسيا"}, france)
    assert (memory.same(one), memory.same(other), memory.last_target) == (france, None, france)
    assert (memory.opponents(one), memory.opponents(other)) == (frozenset[str](), frozenset(("روسيا",)))
    memory.note(other, {"إيران"}, None)
    assert (memory.same(one), memory.same(other), memory.last_target) == (france, None, None)


def test_attention_is_shared_among_those_whom_a_speaker_names() -> None:
    text = (
        "قال الوزير الروسي سامر الحلواني إن فرنسا وألمانيا مخطئتان. وأضاف الحلواني أن فرنسا وروسيا تختلفان. "
        "وقال الوزير الفرنسي نبيل الراوي إن روسيا مخطئة."
    )
    document = read(Article("1", text))
    statements = find_statements(document)
    speakers = resolve_speakers(document, statements)
    found_mentions = mentions.read(document, statements, speakers)
    sides = [{"سامر الحلواني", "روسيا"}] * 2 + [{"نبيل الراوي", "فرنسا"}]
    attention = Attention(found_mentions, statements, speakers, sides)
    assert attention.of(speakers[0]) == {"فرنسا": pytest.approx(2 / 3), "ألمانيا": pytest.approx(1 / 3)}
    assert attention.to(sides[0]) == {"نبيل الراوي": 1, "فرنسا": 1}
    assert attention.of(None) == {}


def test_an_actor_of_the_lexicon_brings_its_id() -> None:
    assert found("دعت الحكومة المصرية إثيوبيا إلى العودة إلى المفاوضات.") == [Target("إثيوبيا", "iso:ET")]
    assert found("اتهمت الحكومة السورية المتمردين بقصف الممرات.") == [Target("المتمردون", None)]


def test_the_sample_has_targets_with_the_ids_of_their_names_and_none_is_the_speaker() -> None:
    ids = {state.name: state.id for state in states()} | {body.name: body.id for body in organizations()}
    quotes = [quote for article in read_articles(SAMPLE) for quote in extract_quotes(article)]
    targets = [quote for quote in quotes if quote.target]
    assert len(targets) > 10
    assert [q.target for q in targets if q.target == q.speaker] == []
    assert [q.target for q in targets if q.target in ids and q.target_id not in (ids[q.target], None)] == []


def test_every_sign_that_has_points_is_given_somewhere_in_the_corpus() -> None:
    given: set[tuple[str, str]] = set()
    for article in read_articles(CORPUS):
        document = lost_marks.restore(read(article))
        statements = find_statements(document)
        for weighed in weigh(document, statements, resolve_speakers(document, statements)):
            given.update(("none", sign) for sign, strength in weighed.none if strength)
            given.update(("party", sign) for signs in weighed.parties.values() for sign, strength in signs if strength)
    points = read_yaml(parties.LEXICON)["points"]
    assert [(table, sign) for table in points for sign in points[table] if (table, sign) not in given] == []


@pytest.mark.parametrize("capital", [False, True])
def test_every_state_is_known_by_its_name_and_capital(capital: bool) -> None:
    ways = {state.name: state.capital if capital else state.name for state in states() if state.id != "iso:FR"}
    texts = {name: f"نددت الحكومة الفرنسية بسياسة {way} العدوانية." for name, way in ways.items() if way}
    missed = {name for name, text in texts.items() if names(text) != [name]}
    assert missed <= {"مالي"}  # «السياسة المالية» is no state's


def test_every_way_of_calling_a_party_leads_to_it() -> None:
    called = read_yaml(parties.LEXICON)["called"]
    led = [(name, parties.named(way)) for name, ways in called.items() for way in ways]
    assert [name for name, party in led if party is None or party.name != name] == []
