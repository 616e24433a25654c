"""Every name in the lexicons, in plain sentences: each is found whole, and the actors under their ids.

A few cannot be told from everyday words by a sentence alone («خلف الراوي», «صحيفة دون»); how many there may be is
pinned, so that a rule which loses names shows.
"""

from collections.abc import Iterator

from stance import Article, Quote, extract_quotes
from stance.lexicon import actors, names
from stance.lexicon.states import is_masculine

SAID = "الطريق مفتوح"


def _quotes(name: str, *, feminine: bool) -> Iterator[Quote | None]:
    """Yield the only quote of each of two sentences about the name, None where there are others."""
    ending = "ت" if feminine else ""
    for text in (f"قال{ending} {name} إن {SAID}.", f"وأكد{ending} {name}، اليوم، أن {SAID}."):
        found = extract_quotes(Article("1", text))
        yield found[0] if len(found) == 1 and found[0].quote == SAID else None


def _missed(actor: str, name: str, *, feminine: bool) -> bool:
    return any(quote is None or quote.speaker_id != actor for quote in _quotes(name, feminine=feminine))


def test_states_by_every_name() -> None:
    named = [(s, name) for s in actors.states() for name in (s.name, *s.variants, s.capital) if name]
    missed = [name for state, name in named if _missed(state.id, name, feminine=not is_masculine(state.name))]
    assert len(missed) <= 5, missed


def test_states_by_their_governments() -> None:
    named = [(s, f"الحكومة ال{demonym}ة") for s in actors.states() for demonym in s.demonyms[:1]]
    missed = [name for state, name in named if _missed(state.id, name, feminine=True)]
    assert len(missed) <= 7, missed


def test_organizations_by_every_name() -> None:
    named = [(o, name) for o in actors.organizations() for name in {o.name, *o.variants}.difference(o.homographs)]
    missed = [name for body, name in named if _missed(body.id, name, feminine=True)]
    assert len(missed) <= 37, missed


def test_office_holders_by_name() -> None:
    people = {term.id: term for term in actors.officeholders()}
    missed = [p.name for p in people.values() if _missed(p.id, p.name, feminine=p.gender == "f")]
    assert len(missed) <= 7, missed


def test_people_whom_no_lexicon_holds() -> None:
    """Every given name with a family name, behind a verb and behind a title."""
    missed = []
    for given, gender in names.given_names().items():
        full, feminine = f"{given} الراوي", gender == "f"
        titled = f"{'وزيرة' if feminine else 'وزير'} المالية {given} كراسنوف"
        found = [*_quotes(full, feminine=feminine), *_quotes(titled, feminine=feminine)]
        if [q and q.speaker for q in found] != [full, full, f"{given} كراسنوف", f"{given} كراسنوف"]:
            missed.append(given)
    assert len(missed) <= 20, missed


def test_family_names_of_office_holders_behind_another_given_name() -> None:
    family_names = sorted({word for term in actors.officeholders() for word in term.name.split()[1:]})
    missed = []
    for family_name in family_names:
        found = extract_quotes(Article("1", f"قال روبرت {family_name} إن {SAID}."))
        if [quote.speaker for quote in found] != [f"روبرت {family_name}"]:
            missed.append(family_name)
    assert len(missed) <= 29, missed
