"""Persons without a name, by their office («الوزير الروسي») or by a noun that can mean many («الدبلوماسي»)."""

from bisect import bisect_left
from collections.abc import Iterator

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.people import Person
from stance.lexicon.words import Kind, kind_of
from stance.speakers import apposed, persons, teasers, title_words, wording
from stance.speakers.speaker import Speaker
from stance.text import fold

_CHAIRS = (fold("رئيس"), fold("رئيسة"))
_LONGEST_TITLE = 12
_REACH = 50  # places of a noun, of which what a title takes up is none farther off
_DEFINING = Kind.DEFINITE | Kind.PLACE  # behind a noun: «مسؤول المكتب»
_OFFICE = Kind.PERSON_HEAD | Kind.DEFINITE


def by_title(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the person whose office a phrase without a name names, the latest mentioned first."""
    if not phrase.head & Kind.PERSON_HEAD or document.kinds[phrase.start] & Kind.DEMONSTRATIVE:
        return None
    if wording.is_plural(document, phrase):
        return None
    titles = people.title_words(document, phrase)
    below = teasers.named_below(document, phrase, titles) if teasers.is_in_headline(document, phrase) else None
    if below:
        return below
    if not document.kinds[phrase.start] & Kind.DEFINITE:
        later = teasers.named_later(document, phrase, titles)
        if later or not is_definite(document, phrase):
            return later
    holder = _latest_holder(document, phrase, titles) or _called_again(document, phrase, titles)
    if not holder:
        return _only_holder(document, phrase, titles)
    unnamed = _unnamed_since(document, phrase, titles, holder.at if holder.at < phrase.start else 0)
    return wording.described(document, unnamed) if unnamed else persons.speaker(persons.fullest(document, holder))


def is_definite(document: Document, phrase: NounPhrase) -> bool:
    """Whether a phrase means somebody in particular: it has the article, or a genitive that has it or is a place."""
    kinds = [kind_of(word) for word in document.words[phrase.start : phrase.end]]
    governed = (at for at, kind in enumerate(kinds) if kind & Kind.PREPOSITION)  # «مسؤول في البيت الأبيض»
    return any(kind & (Kind.DEFINITE | Kind.PLACE) for kind in kinds[: next(governed, None)])


def _latest_holder(document: Document, phrase: NounPhrase, titles: frozenset[str]) -> Person | None:
    """Return the person whose office fits the title; no woman is «الوزير»."""
    feminine = people.is_feminine(document, phrase)
    for person in _by_recency(document, phrase):
        if feminine >= person.feminine and any(title_words.holds(titles, held) for held in person.offices):
            return person
    return _chair(document, phrase, titles)


def _chair(document: Document, phrase: NounPhrase, titles: frozenset[str]) -> Person | None:
    """Return who presides over what a title names by less than its name: «رئيس الإقليم» after «رئيس إقليم الجبل …»."""
    if title_words.head(document, phrase) != title_words.CHAIR or document.kinds[phrase.start] & Kind.DEFINITE:
        return None
    chairs = document.all_with_clitics(_CHAIRS)
    here = bisect_left(chairs, phrase.start)
    body = people.bare(document.words[phrase.start + 1])
    for at in (*reversed(chairs[max(0, here - _REACH) : here]), *chairs[here + 1 : here + _REACH]):
        named = body in map(people.bare, document.words[at + 1 : at + 2])
        person = _named_within(document, at) if named else None
        if person and title_words.is_short_for(titles, person.offices[0]):
            return person
    return None


def _named_within(document: Document, at: int) -> Person | None:
    """Return the first person who is named behind a token, no farther than a title is long."""
    place = bisect_left(document.people, at, key=lambda person: person.at)
    person = document.people[place] if place < len(document.people) else None
    return person if person and person.at <= at + _LONGEST_TITLE else None


def _unnamed_since(document: Document, phrase: NounPhrase, titles: frozenset[str], since: int) -> NounPhrase | None:
    """Return the latest phrase behind a token that leaves unnamed whom a noun of little meaning takes up.

    «مسؤول سوري» is «المسؤول السوري» further on.
    """
    noun = document.words[phrase.start].removeprefix("ال")
    vague = title_words.head(document, phrase) in title_words.vague()
    if not vague or not document.kinds[phrase.start] & Kind.DEFINITE:
        return None
    places = document.all_with_clitics([noun])
    here = bisect_left(places, phrase.start)
    for at in reversed(places[max(0, here - _REACH) : here]):
        if at > since and not document.kinds[at + 1] & _DEFINING:
            clitic = len(document.words[at]) - len(noun)
            found = parse(document, at, document.sentences[document.sentence[at]][1], clitic=clitic)
            if found and titles <= title_words.plain(people.title_words(document, found)):
                return found if _stays_unnamed(document, found) else None
    return None


def _by_recency(document: Document, phrase: NounPhrase) -> Iterator[Person]:
    """Yield the people before a phrase, the latest first, then those behind it."""
    yield from (p for p in reversed(document.people) if p.at < phrase.start)
    yield from (p for p in document.people if p.at > phrase.end)


def _stays_unnamed(document: Document, phrase: NounPhrase) -> bool:
    """Whether an article does not name whom a phrase means, as it would below a headline."""
    named = phrase.has_name or apposed.named_behind(document, phrase)
    return not named and not teasers.is_in_headline(document, phrase)


def _called_again(document: Document, phrase: NounPhrase, titles: frozenset[str]) -> Person | None:
    """Return the latest person whose occupation a noun of little meaning can stand for: «السفير …», «الدبلوماسي»."""
    noun = document.words[phrase.start].removeprefix("ال")
    if not document.kinds[phrase.start] & Kind.DEFINITE or document.places.get(noun, [phrase.end])[0] < phrase.start:
        return None  # «مسؤول» comes before: «المسؤول» is he
    meant, feminine = title_words.meant_by(title_words.head(document, phrase)), people.is_feminine(document, phrase)
    body = title_words.of_body(document, phrase)
    for person in reversed(document.people):
        held = person.offices[0]  # what the article says
        fits = meant & held and not title_words.other_state(titles, held) and (not body or body & held)
        if person.at < phrase.start and person.feminine == feminine and fits:
            return person
    return None


def _only_holder(document: Document, phrase: NounPhrase, titles: frozenset[str]) -> Speaker | None:
    """Return the one person of the article with a like office, where the title says no more than the office."""
    head, feminine = title_words.head(document, phrase), people.is_feminine(document, phrase)
    if head in title_words.vague():
        return None
    if any(w.endswith("يه") and not feminine for w in document.words[phrase.start : phrase.end]):
        return None  # «وزير المالية»: no adjective
    if any(not word.endswith("ي") for word in titles - {head} - title_words.states(titles)):
        return None

    def is_like(held: frozenset[str]) -> bool:
        if head == title_words.CHAIR and not title_words.states(titles) <= title_words.states(held):
            return False  # of presidents there are many
        return head in held and not title_words.other_state(titles, held)

    return teasers.only(p for p in document.people if feminine >= p.feminine and any(map(is_like, p.offices)))


def only_untitled(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return the one person who speaks and has no office, where one office that speaks is nobody's: «المبعوث …»."""
    vague = title_words.head(document, phrase) in title_words.vague()
    if vague or document.kinds[phrase.start] & _OFFICE != _OFFICE or wording.is_plural(document, phrase):
        return None
    titled = {person.names[-1] for person in document.people if person.offices[0]}
    speaking = {at + 1 for at, _ in document.cues}
    plain = [p for p in document.people if p.at in speaking and not p.actor and p.names[-1] not in titled]
    speaker = teasers.only(p for p in plain if len(p.names) > 1)
    if not speaker or speaker.feminine > people.is_feminine(document, phrase):
        return None
    return None if any(_is_other_office(document, at, phrase) for at in speaking) else speaker


def _is_other_office(document: Document, at: int, phrase: NounPhrase) -> bool:
    """Whether an office begins at a token that nobody bears by name there, and not the one of a phrase."""
    if at >= len(document.words) or document.kinds[at] & _OFFICE != _OFFICE:
        return False
    if document.words[at] == document.words[phrase.start]:
        return False
    other = parse(document, at, document.sentences[document.sentence[at]][1], bare=True)
    return other is not None and not other.has_name and not apposed.named_behind(document, other)
