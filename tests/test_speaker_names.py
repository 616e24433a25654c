from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.schema import Form, Quote, SpeakerKind
from stance.speakers import spelling
from stance.speakers.aliases import Alias, under_aliases
from stance.speakers.merging import SpeakerNames, renamed

PERSON, UNNAMED, INSTITUTION = SpeakerKind.PERSON, SpeakerKind.UNNAMED, SpeakerKind.INSTITUTION
NEW_ENVOY, OLD_ENVOY = "person:new-envoy", "person:old-envoy"  # ids of nobody in the lexicon have no offices


def said(
    speaker: str | None,
    mention: str | None = None,
    *,
    cue: str = "قال",
    actor: str | None = None,
    kind: SpeakerKind | None = PERSON,
) -> Quote:
    quote = Quote(article_id="1", quote_id="1:0-3", quote="نعم", quote_start=0, quote_end=3, form=Form.DIRECT)
    return replace(quote, cue=cue, speaker=speaker, speaker_mention=mention, speaker_id=actor, speaker_kind=kind)


def names(*quotes: Quote) -> list[str | None]:
    return [quote.speaker for quote in merged(*quotes)]


def merged(*quotes: Quote, aliases: dict[str, Alias] | None = None) -> list[Quote]:
    speakers = SpeakerNames(aliases)
    noted = list(speakers.noting(quotes))
    assert noted == list(quotes)
    return list(renamed(noted, speakers.canonical()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # letters and spaces
        (said("إبراهيم الحلواني"), said("ابراهيم الحلواني")),
        (said("عبد الله الراوي"), said("عبدالله الراوي")),
        (said("رؤى_الحداد"), said("رؤى الحداد")),
        (said("مارك-لوي ديبون"), said("مارك لوي ديبون")),
        (said("وزارة الخارجية الأمريكية", kind=INSTITUTION), said("وزارة الخارجية الأميركية", kind=INSTITUTION)),
        (said("مسؤول اميركي", kind=UNNAMED), said("مسؤول أمريكي", kind=UNNAMED)),
        # vowels of foreign names
        (said("إيغور فولكونسكي"), said("إيغور فولكنسكي")),
        (said("إيغور فولكوف", "الوزير الروسي إيغور فولكوف"), said("إيغور فلكوف", "الوزير الروسي إيغور فلكوف")),
        (said("باول شتيرنبرغ"), said("باول شتيرنبيرغ")),
        # a last name alone, of whom more is known
        (said("إيغور فولكوف", "الوزير الروسي إيغور فولكوف"), said("فولكوف", "الوزير الروسي فولكوف")),
    ],
)
def test_one_speaker_has_one_name(one: Quote, other: Quote) -> None:
    fuller = one.speaker
    assert names(one, one, other) == [fuller] * 3
    assert names(other, one, one) == [fuller] * 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # of one family
        (said("سامر الحلواني"), said("هالة الحلواني")),
        (said("إيغور فولكوف"), said("أندريه فولكوف")),
        # names that are alike, but not one
        (said("محمد الراوي"), said("محمود الراوي")),
        (said("سامر حمدان"), said("سامر حمدون")),
        (said("سامر الحسني"), said("سامر الحسيني")),
        (said("سامر الجازي"), said("سامر الغازي")),
        (said("سامر الطيبي"), said("سامر الطيب")),
        (said("إيغور فولكونسكي"), said("إيغور فولكونين")),
        # of other states, offices, gender
        (said("باول شتيرن", "الوزير الألماني باول شتيرن"), said("باول شتيرين", "الوزير النمساوي باول شتيرين")),
        (said("باول شتيرنبرغ", "الوزير باول شتيرنبرغ"), said("باول شتيرنبيرغ", "السفير باول شتيرنبيرغ")),
        (said("كيم شتيرنبرغ"), said("كيم شتيرنبيرغ", cue="قالت")),
        (said("إيغور فولكوف", "الوزير الروسي إيغور فولكوف"), said("فولكوف", "السفير البلغاري فولكوف")),
        (said("إيغور فولكوف", "الوزير الروسي إيغور فولكوف"), said("فولكوف", "الوزيرة الروسية فولكوف", cue="قالت")),
        # a last name alone, of whom nothing is known; a given name; a word
        (said("إيغور فولكوف", "الوزير الروسي إيغور فولكوف"), said("فولكوف")),
        (said("سامر محمد", "الوزير السوري سامر محمد"), said("محمد", "الوزير السوري محمد")),
        (said("مارتن", "الوزير مارتن"), said("ريمون مارتن و باول شتيرن", "الوزيران ريمون مارتن وباول شتيرن")),
        # ids, kinds, institutions under other heads
        (said("إيغور فولكوف", actor=NEW_ENVOY), said("إيغور فلكوف", actor=OLD_ENVOY)),
        (said("البيان", kind=SpeakerKind.MEDIA), said("البيَان", kind=INSTITUTION)),
        (said("وزارة الصحة السورية", kind=INSTITUTION), said("مديرية الصحة السورية", kind=INSTITUTION)),
        (said("وزارة الصحة السورية", kind=INSTITUTION), said("وزارة الصحة", kind=INSTITUTION)),
        (said("مسؤول روسي", kind=UNNAMED), said("مسؤول تركي", kind=UNNAMED)),
    ],
)
def test_two_speakers_keep_two_names(one: Quote, other: Quote) -> None:
    assert names(one, one, other) == [one.speaker, one.speaker, other.speaker]
    assert names(other, one, one) == [other.speaker, one.speaker, one.speaker]


def test_one_id_is_one_speaker_under_the_most_frequent_full_name() -> None:
    quotes = [
        said(name, actor=NEW_ENVOY) for name in ("فولكوف", "فولكوف", "إيغور فلكوف", "إيغور فولكوف", "إيغور فولكوف")
    ]
    assert set(names(*quotes)) == {"إيغور فولكوف"}


def test_a_title_whose_holder_is_known_takes_his_name_if_the_batch_has_it() -> None:
    title = said("المبعوث الروسي", actor=NEW_ENVOY, kind=UNNAMED)
    [first, second] = merged(title, said("إيغور فولكوف", actor=NEW_ENVOY))
    assert (first.speaker, first.speaker_id, first.speaker_kind) == ("إيغور فولكوف", NEW_ENVOY, PERSON)
    assert second.speaker == "إيغور فولكوف"
    assert names(title) == ["المبعوث الروسي"]


def test_a_title_is_not_the_holder_of_another_article() -> None:
    known, unknown = (said("المبعوث الروسي", actor=i, kind=UNNAMED) for i in (NEW_ENVOY, None))
    assert [q.speaker_id for q in merged(known, unknown)] == [NEW_ENVOY, None]


def test_a_name_of_two_ids_does_not_tell_which() -> None:
    quotes = [said("إيغور فولكوف", actor=i) for i in (NEW_ENVOY, OLD_ENVOY, None)]
    assert merged(*quotes) == quotes


def test_a_known_id_goes_to_all_quotes_of_a_name() -> None:
    assert {q.speaker_id for q in merged(said("إيغور فولكوف"), said("ايغور فولكوف", actor=NEW_ENVOY))} == {NEW_ENVOY}


def test_a_last_name_of_two_is_nobodys() -> None:
    quotes = [said(f"{first} فولكوف", f"الوزير الروسي {first} فولكوف") for first in ("إيغور", "أندريه")]
    assert names(*quotes, said("فولكوف", "الوزير الروسي فولكوف"))[-1] == "فولكوف"


def test_an_alias_goes_before_what_is_more_frequent_and_takes_its_cluster_along() -> None:
    frequent = said("إيغور فولكوف", actor=NEW_ENVOY)
    quotes = [said("أبو يوري"), frequent, frequent, said("أيغور فولكوف", actor=NEW_ENVOY), said("مصدر", kind=UNNAMED)]
    name = Alias("أيغور فولكوف", None)
    aliases = {spelling.key("أبويوري"): name, spelling.key(name.name): name}
    after = merged(*under_aliases(quotes, aliases), aliases=aliases)
    assert {(q.speaker, q.speaker_id) for q in after} == {("أيغور فولكوف", NEW_ENVOY), ("مصدر", None)}


spoken = st.builds(
    said,
    st.sampled_from(["إيغور فولكوف", "إيغور فلكوف", "ايغور فولكوف", "فولكوف", "أندريه فولكوف", "الوزير الروسي", None]),
    st.sampled_from(["الوزير الروسي", "السفير التركي", None]),
    cue=st.sampled_from(["قال", "قالت"]),
    actor=st.sampled_from([None, NEW_ENVOY, OLD_ENVOY]),
    kind=st.sampled_from([PERSON, UNNAMED]),
)


def anonymous(quotes: list[Quote]) -> list[Quote]:
    return [replace(quote, speaker=None, speaker_id=None, speaker_kind=None) for quote in quotes]


@given(st.lists(spoken, max_size=12))
def test_merging_changes_names_alone_and_takes_no_id_away(quotes: list[Quote]) -> None:
    after = merged(*quotes)
    assert anonymous(after) == anonymous(quotes)
    assert {quote.speaker for quote in after} <= {quote.speaker for quote in quotes}
    for one, was in zip(after, quotes, strict=True):
        assert was.speaker_id in (None, one.speaker_id)
        assert (one.speaker is None) == (was.speaker is None)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("فولكوف", "فلكوف", True),
        ("شتاينتس", "شتاينتز", True),
        ("أنطونوف", "أنتونوف", True),
        ("حميد", "حماد", False),
        ("مسعد", "مسعود", False),
        ("سليم", "سالم", False),
        ("فولكوف", "فولكوفا", True),
        ("فولكوف", "فولكونسكي", False),
        ("الراوي", "الروي", False),
    ],
)
def test_variants_of_a_word(left: str, right: str, *, same: bool) -> None:
    [one], [other] = spelling.words(left), spelling.words(right)
    assert spelling.is_variant(one, other) is same
    assert spelling.is_variant(other, one) is same
