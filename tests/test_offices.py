import pytest

from stance import extract_quotes
from stance.extraction.document import Document, read
from stance.extraction.finder import find_statements
from stance.extraction.noun_phrases import NounPhrase
from stance.schema import Article
from stance.speakers import candidates, offices


def phrase(text: str, date: str | None) -> tuple[Document, NounPhrase]:
    """Return the subject of the last statement of a text."""
    document = read(Article("1", text, date=date))
    subject = find_statements(document)[-1].subject
    assert subject
    return document, subject


@pytest.mark.parametrize(
    ("office", "date", "person"),
    [
        ("وزير الخارجية الأمريكي", "2019-06-01", "person:mike-pompeo"),
        ("وزير الخارجية الأميركي", "2015-06-01", "person:john-kerry"),
        ("وزير خارجية الولايات المتحدة", "2019", "person:mike-pompeo"),
        ("وزير الدفاع الروسي", "2020-10-10", "person:sergei-shoigu"),
        ("الزعيم الكوري الشمالي", "2018-05-05", "person:kim-jong-un"),
        ("رئيس الحكومة الإسرائيلية", "2017-03-01", "person:benjamin-netanyahu"),
        ("المتحدث باسم الكرملين", "2021-01-20", "person:dmitry-peskov"),
        ("الأمين العام للأمم المتحدة", "2010-02-03", "person:ban-ki-moon"),
        ("أمين عام الأمم المتحدة", "2019-02-03", "person:antonio-guterres"),
        ("أمير قطر", "2018-02-03T10:00", "person:tamim-bin-hamad-al-thani"),
    ],
)
def test_an_office_means_who_held_it_when_the_article_was_written(office: str, date: str, person: str) -> None:
    speaker = offices.holder(*phrase(f"قال {office} إن الطريق مفتوح.", date))
    assert speaker
    assert (speaker.name, speaker.id, speaker.feminine, speaker.plural) == (office, person, False, False)


@pytest.mark.parametrize("date", ["2017-06-08", "2018-10"])
def test_a_woman_in_office(date: str) -> None:
    speaker = offices.holder(*phrase("قالت رئيسة الوزراء البريطانية إن الطريق مفتوح.", date))
    assert speaker
    assert (speaker.id, speaker.feminine) == ("person:theresa-may", True)


@pytest.mark.parametrize(
    ("office", "date"),
    [
        ("وزير الخارجية الأمريكي", None),
        ("وزير الخارجية الأمريكي", "أمس"),
        ("وزير الخارجية الأمريكي", "2018"),  # the year of a handover
        ("وزير الخارجية الأمريكي", "2018-04-12"),  # and its month
        ("وزير الخارجية الأمريكي", "2031-04-12"),  # behind the tables
        ("وزير الخارجية الأمريكي", "1961-04-12"),  # before them
        ("وزير الخارجية", "2019-06-01"),
        ("وزير الخارجية الأمريكي السابق", "2019-06-01"),
        ("وزير الخارجية الأمريكي المكلف", "2019-06-01"),
        ("نائب وزير الخارجية الأمريكي", "2019-06-01"),
        ("مستشار وزير الخارجية الأمريكي", "2019-06-01"),
        ("الوزير الأمريكي", "2019-06-01"),
        ("الرئيس الكوري", "2018-06-01"),
        ("رئيس الوزراء البريطاني", "2018-06-01"),  # a woman's office then: a man is somebody else
        ("متحدث باسم الكرملين", "2021-01-20"),
        ("رئيس بلدية موسكو", "2021-01-20"),
        ("هذا الرئيس الروسي", "2021-01-20"),
        ("وزارة الخارجية الأمريكية", "2019-06-01"),
    ],
)
def test_what_is_ambiguous_or_more_than_an_office_means_nobody(office: str, date: str | None) -> None:
    assert offices.holder(*phrase(f"قال {office} إن الطريق مفتوح.", date)) is None


@pytest.mark.parametrize(
    ("named", "name"),
    [("مايك بومبيو", "مايك بومبيو"), ("بومبيو", "مايك بومبيو"), ("سامر الحلواني", "وزير الخارجية الأمريكي")],
)
def test_the_holder_has_the_name_that_the_article_gives(named: str, name: str) -> None:
    text = f"وصل {named} إلى الفندق مساء.\nقال وزير الخارجية الأمريكي إن الطريق مفتوح."
    speaker = offices.holder(*phrase(text, "2019-06-01"))
    assert speaker
    assert (speaker.name, speaker.id) == (name, "person:mike-pompeo")


@pytest.mark.parametrize(
    ("office", "date", "people"),
    [
        ("وزير الخارجية الأمريكي", "2018", ["person:mike-pompeo", "person:rex-tillerson"]),
        ("رئيسة الوزراء البريطانية", "2016", ["person:theresa-may"]),  # the year of a handover, and a woman
        ("وزير الخارجية الأمريكي", "2019-06-01", []),  # known: no candidates
        ("وزير الخارجية الأمريكي", "1961-04-12", []),
        ("رئيس بلدية موسكو", "2021-01-20", []),
        ("الوزير الأمريكي", "2019-06-01", []),
        ("مسؤول أمريكي", "2019-06-01", []),
    ],
)
def test_an_ambiguous_title_has_candidates(office: str, date: str, people: list[str]) -> None:
    [quote] = extract_quotes(
        Article("1", f"قال {office} إن الطريق مفتوح.".replace("قال رئيسة", "قالت رئيسة"), date=date)
    )
    assert [candidate.id for candidate in candidates(quote)] == people


def test_without_a_date_all_who_ever_held_an_office_are_candidates() -> None:
    [quote] = extract_quotes(Article("1", "قال وزير الخارجية الأمريكي إن الطريق مفتوح."))
    names = {candidate.name for candidate in candidates(quote)}
    assert {"مايك بومبيو", "جون كيري"} <= names
    assert "هيلاري كلينتون" not in names
