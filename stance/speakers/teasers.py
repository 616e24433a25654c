"""Persons whom an article introduces without a name and names further down: «خبير صيني: …», «متحدث باسم الجيش»."""

from collections.abc import Iterable

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.people import Person
from stance.lexicon.words import closed_class
from stance.speakers import persons
from stance.speakers.speaker import Speaker
from stance.speakers.title_words import head, meant_by, other_state, states, vague

_MOST_HEADLINES = 5  # lines above the text
_LONGEST_HEADLINE = 20  # words
_UNITED_NATIONS = {"اممي": "امم"}  # how an official is of them, how they are called


def is_in_headline(document: Document, phrase: NounPhrase) -> bool:
    """Whether a phrase stands in the headline, or in the lines below it that are no longer than one."""
    end = document.paragraphs[0][1]
    for start, stop in document.paragraphs[1:_MOST_HEADLINES]:
        if stop - start > _LONGEST_HEADLINE or stop == len(document.words):
            break
        end = stop
    return phrase.end <= end < len(document.words)


def named_below(document: Document, phrase: NounPhrase, titles: frozenset[str]) -> Speaker | None:
    """Return whom a headline leaves unnamed and one person of the text can be: «خبير صيني: …», «مدير الوكالة: …».

    An office that nobody in particular has («مسؤول روسي») is the person's own, if the text does not name it again
    without him: of that state, or one that the noun can stand for.
    """
    feminine = people.is_feminine(document, phrase)
    below = [p for p in document.people if p.at > phrase.end and p.feminine == feminine]
    noun, wanted = head(document, phrase), _affiliations(titles)
    if noun in vague() and document.words.count(document.words[phrase.start]) > 1:
        return None
    if noun not in vague():
        wanted |= {noun}
    holder = only(p for p in below if wanted <= p.offices[0]) if wanted else None
    meant = meant_by(noun) | {noun}
    return holder or only(p for p in below if meant & p.offices[0] and not other_state(titles, p.offices[0]))


def named_later(document: Document, phrase: NounPhrase, titles: frozenset[str]) -> Speaker | None:
    """Return the one spokesman who is named further on: «متحدث باسم الجيش …», «المتحدث فلان»."""
    noun = head(document, phrase)
    if noun not in closed_class("spokesmen"):
        return None
    after = (person for person in document.people if person.at > phrase.end)
    return only(p for p in after if noun in p.offices[0] and _same_principal(titles - {noun}, p.offices[0] - {noun}))


def _same_principal(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two may speak for the same body: they have a word of it in common, or one does not say for whom."""
    return not other_state(left, right) and bool(left & right or not left or not right)


def only(candidates: Iterable[Person]) -> Speaker | None:
    """Return the person, if candidates are all one by their last name."""
    by_name = {person.names[-1]: person for person in candidates}
    return persons.speaker(next(iter(by_name.values()))) if len(by_name) == 1 else None


def _affiliations(titles: frozenset[str]) -> frozenset[str]:
    return states(titles) | {name for word, name in _UNITED_NATIONS.items() if word in titles}
