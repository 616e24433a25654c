"""Which speaker a noun phrase means: the same name for every mention of a source in an article."""

from collections.abc import Iterable

from stance.extraction import people
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.sources import is_certain
from stance.lexicon.states import state_of
from stance.lexicon.words import HEAD, Kind, closed_class, kind_of
from stance.schema import SpeakerKind
from stance.speakers import apposed, bodies, offices, persons, short_names, title_words, titled, wording
from stance.speakers.speaker import Speaker
from stance.text import fold

_PERSONAL = (SpeakerKind.PERSON, SpeakerKind.UNNAMED)


def identify(document: Document, phrase: NounPhrase, earlier: Iterable[Speaker]) -> Speaker:
    """Return the speaker that a noun phrase names; `earlier` are those who spoke before, the latest first."""
    feminine = people.is_feminine(document, phrase)
    if phrase.joined:
        both = [identify(document, part, earlier) for part in (phrase._replace(joined=None), phrase.joined)]
        return Speaker(" و ".join(s.name for s in both), SpeakerKind.PERSON, feminine, plural=True)
    acronym = short_names.introduced(document, phrase)
    if phrase.has_name and not acronym:
        return persons.named(document, phrase, feminine=feminine)
    return (
        _own_country(document, phrase, earlier)
        or bodies.joint(document, phrase)
        or bodies.state(document, phrase)
        or bodies.organization(document, phrase)
        or acronym
        or persons.in_marks(document, phrase)
        or short_names.longer(document, phrase)
        or _issuer(document, phrase, earlier)
        or _completed(document, phrase)
        or titled.by_title(document, phrase)
        or offices.holder(document, phrase)
        or titled.only_untitled(document, phrase)
        or _by_head_noun(document, phrase)
        or _same_again(document, phrase, earlier)
        or short_names.called_again(document, phrase, earlier)
        or wording.described(document, phrase)
    )


def _completed(document: Document, phrase: NounPhrase) -> Speaker | None:
    person = apposed.named_behind(document, phrase)
    return persons.speaker(persons.fullest(document, person)) if person else None


def _by_head_noun(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Find the full name behind «المنظمة», «المصدر», «اللجنة»: the latest phrase before it with the same head."""
    at = phrase.start + bool(document.kinds[phrase.start] & Kind.DEMONSTRATIVE)
    word = document.words[at]
    if phrase.end - at > 1 or not word.startswith("ال"):
        return None
    nouns = (word[2:], word)
    for before in reversed(document.all_with_clitics(nouns)):
        antecedent = _with_head(document, before, nouns) if before < phrase.start else None
        if antecedent and antecedent.end - antecedent.start > 1 and not antecedent.has_name:
            return _completed(document, antecedent) or wording.described(document, antecedent)
    return None


def _with_head(document: Document, at: int, forms: tuple[str, str]) -> NounPhrase | None:
    """Return the phrase that a noun heads, or completes right behind its head: «وزارة الخارجية» for «الخارجية»."""
    word = document.words[at]
    clitic = int(word[0] in "ولبف" and word[1:] in forms)
    if word[clitic:] not in forms:
        return None
    before = document.words[at - 1] if at and not clitic else ""
    construct = kind_of(before) & HEAD and not kind_of(before) & Kind.DEFINITE
    completes = bool(construct and before not in closed_class("documents"))
    if completes and word[clitic:] == forms[0]:
        return None  # «أكاديمية شرطة المدينة» is not «الشرطة»
    begin = at - completes
    definite = bool(document.kinds[at] & Kind.DEFINITE)  # «وطالبت الحكومة | مجلس النواب …»
    return parse(document, begin, document.sentences[document.sentence[at]][1], bare=definite, clitic=clitic)


def _own_country(document: Document, phrase: NounPhrase, earlier: Iterable[Speaker]) -> Speaker | None:
    if document.words[phrase.start] not in closed_class("own_country"):
        return None
    speaker = next(iter(earlier), None)
    held_by_him = [held for p in document.people if speaker and p.name == speaker.name for held in p.offices]
    state = next((w for held in held_by_him for w in sorted(held) if state_of(fold(w)) == w), None)
    return bodies.as_state(state) if state else speaker


def _same_again(document: Document, phrase: NounPhrase, earlier: Iterable[Speaker]) -> Speaker | None:
    """Return the last speaker where the mention may be his: «المصدر», or a title where the article gave him none."""
    if phrase.end - phrase.start == 1 and document.words[phrase.start] in closed_class("same_again"):
        return next((s for s in earlier if s.kind in _PERSONAL), None) or _first_named(document, phrase)
    if not phrase.head & Kind.PERSON_HEAD or not titled.is_definite(document, phrase):
        return None
    if wording.is_plural(document, phrase) or title_words.of_body(document, phrase):
        return None  # «المسؤول في البنك» is of the bank, of which nothing is said of anybody
    last = next(iter(earlier), None)
    if not last or last.kind is not SpeakerKind.PERSON or last.feminine != people.is_feminine(document, phrase):
        return None
    named = [person for person in document.people if person.name == last.name]
    return last if named and not any(any(person.offices) for person in named) else None


def _first_named(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return whom an article names before «معاليه» has said anything: the one with an office it is about."""
    before = (p for p in document.people if p.at < phrase.start and p.offices[0])
    return next(map(persons.speaker, before), None)


def _issuer(document: Document, phrase: NounPhrase, earlier: Iterable[Speaker]) -> Speaker | None:
    """Return who speaks through a document: «بيان الوزارة», «بيان صادر عن الوزارة», «البيان» after either."""
    at = phrase.start + bool(document.kinds[phrase.start] & Kind.DEMONSTRATIVE)
    noun = document.words[at][phrase.clitic if at == phrase.start else 0 :].removeprefix("ال")
    if noun not in closed_class("documents") and noun.removesuffix("ا") not in closed_class("documents"):
        return None
    at += 1
    end = document.sentences[document.sentence[phrase.start]][1]
    while at < end and document.words[at].removeprefix("ال") in closed_class("issued"):
        at += 1
    by_state = bodies.of_nisba(document, at)
    if by_state:
        return by_state
    definite = document.kinds[at - 1] & Kind.DEFINITE
    while definite and at + 1 < end and _describes(document, at):
        at += 1
    clitic = int(at < end and document.words[at][0] == "ل" and len(document.words[at]) > 2)
    complete = definite and not clitic  # «انتقد البيان | الحكومة»
    issuer = parse(document, at, end, clitic=clitic) if not complete else None
    if issuer and is_certain(issuer, document):
        return identify(document, issuer, ())
    persons_too = noun not in closed_class("studies")  # a minister has a statement, but no study
    return next((s for s in earlier if persons_too or s.kind not in _PERSONAL), None)


def _describes(document: Document, at: int) -> bool:
    """Whether a token is a definite adjective of relation: «البيان ⟦التأسيسي⟧ للحزب»."""
    word, kind = document.words[at], document.kinds[at]
    return word.endswith(("ي", "يه")) and bool(kind & Kind.DEFINITE) and not kind & (HEAD | Kind.PLACE)
