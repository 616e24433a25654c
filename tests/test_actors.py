import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.lexicon import names
from stance.lexicon.actors import Officeholder, Organization, State, officeholders, offices, organizations, states
from stance.schema import SpeakerKind
from stance.text import fold

# ISO 3166-1 codes of the UN members, then those of the others that news treats as states.
ISO_CODES = """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM
    CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN
    HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA
    MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY
    QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA
    UG US UY UZ VC VE VN VU WS YE ZA ZM ZW VA PS XK TW EH
"""
TABLES = ("states", "organizations", "offices", "officeholders")


def _state_names() -> Iterator[tuple[str, str]]:
    for s in states():
        yield from ((s.id, name) for name in (s.name, s.capital, *s.variants, *s.capital_variants) if name)


def _organization_names() -> Iterator[tuple[str, str]]:
    for o in organizations():
        yield from ((o.id, name) for name in (o.name, *o.variants))


def _person_names() -> Iterator[tuple[str, str]]:
    for p in officeholders():
        yield from ((p.id, name) for name in (p.name, *p.variants))


def _nisbas() -> Iterator[tuple[str, str]]:
    for s in states():
        yield from ((s.id, nisba) for nisba in (*s.demonyms, *s.demonym_plurals))


def _titles() -> Iterator[tuple[str, str]]:
    for o in offices():
        yield from ((o.name, title) for title in filter(None, (o.name, o.feminine, *o.variants)))


def _given_names() -> Iterator[tuple[str, str]]:
    return ((name, name) for name in (*names.given_names(), *names.particles()))


NAMES: tuple[Callable[[], Iterator[tuple[str, str]]], ...] = (
    _state_names,
    _organization_names,
    _person_names,
    _nisbas,
    _titles,
    _given_names,
)


def _duplicates(items: Iterable[object]) -> list[object]:
    return [item for item, count in Counter(items).items() if count > 1]


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_sorted_and_rectangular(table: str) -> None:
    text = (files("stance.lexicon") / "actors" / f"{table}.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(text.splitlines())
    assert [row for row in rows if len(row) != len(header)] == []
    assert [cell for row in rows for cell in row if cell != cell.strip() or "||" in cell] == []
    keys = [row[0] for row in rows]
    assert keys == sorted(keys)
    assert len(set(map(tuple, rows))) == len(rows)


def test_a_person_has_one_name_and_terms_in_order() -> None:
    people = defaultdict(set)
    for p in officeholders():
        people[p.id].add((p.name, p.english, p.variants, p.gender))
    assert [id_ for id_, facts in people.items() if len(facts) > 1] == []
    assert [(p.id, p.start) for p in officeholders()] == sorted((p.id, p.start) for p in officeholders())


@pytest.mark.parametrize(
    "ids", [[s.id for s in states()], [o.id for o in organizations()], [o.name for o in offices()]]
)
def test_ids_are_unique(ids: list[str]) -> None:
    assert _duplicates(ids) == []


def test_states_are_those_of_the_world() -> None:
    assert {s.id for s in states()} == {f"iso:{code}" for code in ISO_CODES.split()}


def test_ids_are_slugs() -> None:
    ids = [*(o.id for o in organizations()), *(p.id for p in officeholders())]
    assert [id_ for id_ in ids if not re.fullmatch(r"(org|person):[a-z0-9]+(-[a-z0-9]+)*", id_)] == []


@pytest.mark.parametrize("names_of", NAMES)
def test_names_are_of_one_script_and_not_empty(names_of: Callable[[], Iterator[tuple[str, str]]]) -> None:
    arabic, latin = re.compile(r"[\u0600-\u06ff]"), re.compile("[A-Za-z]")
    for owner, name in names_of():
        assert bool(arabic.search(name)) != bool(latin.search(name)), (owner, name)
        assert fold(name).strip(), (owner, name)
        assert name == " ".join(name.split()), (owner, name)


@pytest.mark.parametrize("names_of", NAMES[:3])
def test_a_name_belongs_to_one_actor(names_of: Callable[[], Iterator[tuple[str, str]]]) -> None:
    owners = defaultdict(set)
    for owner, name in names_of():
        owners[fold(name)].add(owner)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_no_organization_is_named_like_a_state() -> None:
    assert {fold(name) for _, name in _state_names()} & {fold(name) for _, name in _organization_names()} == set()


def test_variants_say_something_new() -> None:
    actors: tuple[State | Organization | Officeholder, ...] = (*states(), *organizations(), *officeholders())
    for actor in actors:
        folded = [fold(name) for name in (actor.name, *actor.variants)]
        assert len(set(folded)) == len(folded), actor


def test_homographs_are_names_of_theirs() -> None:
    assert [o.id for o in organizations() if not set(o.homographs) <= {o.name, *o.variants}] == []


def test_english_names_are_given_and_latin() -> None:
    english = {row.english for table in (states(), organizations(), offices(), officeholders()) for row in table}
    assert [name for name in english if not re.search("[A-Za-z0-9]", name)] == []
    assert [name for name in english if re.search(r"[\u0600-\u06ff]", name)] == []


def test_references_lead_somewhere() -> None:
    state_ids = {s.id for s in states()}
    known = state_ids | {o.id for o in organizations()}
    assert {o.state for o in organizations()} - state_ids == {None}
    assert {p.affiliation for p in officeholders()} <= known
    assert {p.office for p in officeholders()} == {o.name for o in offices()}


def test_terms_are_sane() -> None:
    date = re.compile(r"(19[3-9]\d|20[0-2]\d)(-(0[1-9]|1[0-2]))?")
    for p in officeholders():
        assert date.fullmatch(p.start), p
        assert p.end is None or date.fullmatch(p.end), p
        assert p.end is None or p.held_on(p.end), p
        assert p.gender in ("m", "f"), p


def test_women_hold_offices_with_a_feminine() -> None:
    feminine = {o.name for o in offices() if o.feminine}
    assert {p.office for p in officeholders() if p.gender == "f"} <= feminine


def test_names_of_persons_have_a_gender() -> None:
    assert set(names.given_names().values()) == {"m", "f", "u"}
    assert _duplicates(map(fold, names.given_names())) == []
    assert set(names.particles().values()) == {"prefix", "suffix"}


def test_coverage() -> None:
    kinds = Counter(o.kind for o in organizations())
    international = sum(o.state is None and o.kind is SpeakerKind.INSTITUTION for o in organizations())
    assert len(states()) == 198
    assert international >= 150
    assert kinds[SpeakerKind.GROUP] >= 120
    assert kinds[SpeakerKind.MEDIA] >= 200
    assert kinds.keys() == {SpeakerKind.INSTITUTION, SpeakerKind.GROUP, SpeakerKind.MEDIA}
    assert len({p.id for p in officeholders()}) >= 450
    assert len(names.given_names()) >= 1500


@pytest.mark.parametrize(
    ("office", "affiliation", "date", "name"),
    [
        ("وزير الخارجية", "iso:US", "2019-06-01", "مايك بومبيو"),
        ("وزير الخارجية", "iso:US", "2015", "جون كيري"),
        ("الرئيس", "iso:US", "2012-03", "باراك أوباما"),
        ("وزير الخارجية", "iso:RU", "2022-02-24", "سيرغي لافروف"),
        ("وزير الدفاع", "iso:RU", "2020-10-10", "سيرغي شويغو"),
        ("المتحدث باسم الكرملين", "iso:RU", "2021-01-20", "دميتري بيسكوف"),
        ("الرئيس", "iso:FR", "2010-01-01", "نيكولا ساركوزي"),
        ("المستشار", "iso:DE", "2016", "أنغيلا ميركل"),
        ("رئيس الوزراء", "iso:GB", "2017-06-08", "تيريزا ماي"),
        ("رئيس الوزراء", "iso:JP", "2018", "شينزو آبي"),
        ("وزير الخارجية", "iso:IR", "2015-07-14", "محمد جواد ظريف"),
        ("رئيس الوزراء", "iso:IL", "2015-03-17", "بنيامين نتنياهو"),
        ("وزير الخارجية", "iso:EG", "2016-05-01", "سامح شكري"),
        ("الملك", "iso:SA", "2010", "عبد الله بن عبد العزيز"),
        ("وزير الخارجية", "iso:TR", "2019-10-09", "مولود جاويش أوغلو"),
        ("رئيس الوزراء", "iso:IQ", "2017-07-10", "حيدر العبادي"),
        ("الرئيس", "iso:TN", "2016", "الباجي قايد السبسي"),
        ("الأمين العام", "org:un", "2005", "كوفي عنان"),
        ("الأمين العام", "org:nato", "2019", "ينس ستولتنبرغ"),
        ("الأمين العام", "org:arab-league", "2019", "أحمد أبو الغيط"),
        ("المدير العام", "org:iaea", "2022", "رافائيل غروسي"),
        ("الممثل الأعلى للسياسة الخارجية", "org:eu", "2015", "فيديريكا موغيريني"),
    ],
)
def test_who_held_an_office(office: str, affiliation: str, date: str, name: str) -> None:
    held = {p.name for p in officeholders() if (p.office, p.affiliation) == (office, affiliation) and p.held_on(date)}
    assert held == {name}


@pytest.mark.parametrize(
    ("office", "affiliation"),
    [("الرئيس", "iso:US"), ("وزير الخارجية", "iso:RU"), ("رئيس الوزراء", "iso:GB"), ("الأمين العام", "org:un")],
)
@given(month=st.tuples(st.integers(2001, 2024), st.integers(1, 12)))
def test_great_offices_are_never_vacant(office: str, affiliation: str, month: tuple[int, int]) -> None:
    date = "{}-{:02}".format(*month)
    terms = [p for p in officeholders() if (p.office, p.affiliation) == (office, affiliation)]
    held = [p for p in terms if p.held_on(date)]
    handovers = {t.start for t in terms} | {t.end for t in terms}
    assert len(held) == 1 or (len(held) == 2 and date in handovers)


@pytest.mark.parametrize(
    ("start", "end", "date", "held"),
    [
        ("2018-04", "2021-01", "2018-03-31", False),
        ("2018-04", "2021-01", "2018-04-01", True),
        ("2018-04", "2021-01", "2021-01-31", True),
        ("2018-04", "2021-01", "2021-02-01", False),
        ("2018-04", "2021-01", "2018", True),
        ("2018", "2021", "2021-12-31", True),
        ("2018", None, "2030-01-01", True),
    ],
)
def test_terms_are_as_fine_as_their_dates(start: str, end: str | None, date: str, held: bool) -> None:
    term = Officeholder("person:x", "فلان", "X", (), "m", "الوزير", "iso:EG", start, end)
    assert term.held_on(date) is held
