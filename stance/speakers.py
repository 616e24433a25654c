"""Speakers: from the mention of a source to one canonical name inside an article."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from stance.extraction import people
from stance.extraction.cues import CueForm
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.openings import is_certain
from stance.extraction.statements import Statement
from stance.extraction.people import Person
from stance.lexicon import officeholders, organizations
from stance.lexicon.states import id_of, is_masculine, state_of
from stance.lexicon.words import HEAD, Kind, is_listed, kind_of
from stance.schema import SpeakerKind
from stance.text import fold

# Heads that say nothing about the office: any compatriot may be meant by «المسؤول التركي».
_VAGUE_HEADS = frozenset("مسوول قيادي دبلوماسي رغل زعيم مصدر سياسي".split())
# Texts that speak for whoever issued them.
_DOCUMENTS = frozenset("بيان تقرير رساله مذكره وثيقه نص كلمه خطاب تغريده دراسه".split())
_ISSUED = frozenset("صادر صادره صدر صدرت اصدره اصدرته مشترك ختامي سنوي رسمي له لها عن من في نشره نشرته اولي".split())
# Words that tell two holders of like offices apart: «نائب الوزير» is not «الوزير», nor «الرئيس السابق» «الرئيس».
_RANKS_APART = frozenset("نايب مساعد وكيل سابق اسبق راحل".split())
_CHAIR = "رييس"
_LONGEST_OPENING = 14
_STANDS_FOR_STATE = frozenset("الحكومه الجانب السلطات الطرف".split())
# A speaker's own country, and words that mean no other than the last who spoke.
_OWN_COUNTRY = frozenset("بلاده بلادها بلادهم".split())
_SAME_AGAIN = frozenset("المصدر المصادر الرجل المسؤول المتحدث المسؤولون نفسه".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the canonical name, what sort of source, whether a verb in the feminine or plural agrees.

    `id` is the actor's in the lexicon, where it knows him.
    """

    name: str
    kind: SpeakerKind
    feminine: bool
    plural: bool
    id: str | None = None


def resolve(document: Document, statements: list[Statement]) -> list[Speaker | None]:
    """Return the speaker of each statement; statements come in text order.

    A subject that is not overt is the latest speaker that the verb agrees with, inside the sentence first.
    """
    named = document.people
    spoken: list[Speaker | None] = []
    for i, statement in enumerate(statements):
        if statement.subject:
            host = statement.host.subject if statement.host else None
            before = iter([identify(document, host, named, _earlier(spoken))]) if host else _earlier(spoken)
            speaker = identify(document, statement.subject, named, before)
            spoken.append(_agreeing(document, statement, speaker))
        else:
            spoken.append(_elided(document, statement, statements[:i], spoken, named))
    return spoken


def _agreeing(document: Document, statement: Statement, speaker: Speaker) -> Speaker:
    """Return the speaker in the gender that the verb of an overt subject shows, unless the name tells another."""
    form, subject = statement.form, statement.subject
    if not form or not subject or form.shape.use != "verb" or form.shape.gender != "f" or speaker.feminine:
        return speaker
    named = document.kinds[subject.name_start] if subject.has_name else 0
    return speaker if named & Kind.GIVEN_NAME else replace(speaker, feminine=True)


def _earlier(spoken: list[Speaker | None]) -> Iterator[Speaker]:
    return (speaker for speaker in reversed(spoken) if speaker)


def _elided(
    document: Document,
    statement: Statement,
    before: list[Statement],
    spoken: list[Speaker | None],
    named: list[Person],
) -> Speaker | None:
    sentence = document.sentence[statement.edge if statement.edge < len(document.sentence) else -1]
    for other, speaker in zip(reversed(before), reversed(spoken), strict=True):
        if document.sentence[other.edge] != sentence:
            break
        if speaker and _agrees(speaker, statement.form) and not other.nested:
            return speaker
    if statement.edge > document.sentences[sentence][0] + 1 or statement.rule == "participle":
        subject = _clause_subject(document, document.sentences[sentence])
        for candidate in (subject, _before_medium(document, statement)):
            found = identify(document, candidate, named, _earlier(spoken)) if candidate else None
            if found and _agrees(found, statement.form):
                return found
    latest = _earlier(spoken)
    first = next(latest, None)
    if first and not _agrees(first, statement.form):
        return next((speaker for speaker in latest if _agrees(speaker, statement.form)), first)
    return first


def _before_medium(document: Document, statement: Statement) -> NounPhrase | None:
    """Return the phrase before the noun that a verb describes: «إصدار المحكمة قرارا تطالب فيه …»."""
    if not statement.cue or document.words[statement.cue[0] + 1 : statement.cue[0] + 2] not in (["فيه"], ["فيها"]):
        return None
    end = statement.cue[0] - 1
    for start in range(max(0, end - 4), end):
        phrase = parse(document, start, end)
        if phrase and phrase.end == end and is_certain(phrase, document):
            return phrase
    return None


def _clause_subject(document: Document, sentence: tuple[int, int]) -> NounPhrase | None:
    """Return the subject of a sentence whose verb is no cue: the first phrase in it that names a source."""
    start, end = _behind_dateline(document, sentence)
    if start < end and kind_of(document.words[start].removeprefix("و")) & Kind.PREPOSITION:
        start = next((i + 1 for i in range(start, min(start + _LONGEST_OPENING, end)) if document.words[i] == "،"), start)
    if start < end and not document.kinds[start] & (HEAD | Kind.PLACE | Kind.GIVEN_NAME | Kind.DEFINITE):
        start += 1
    for at in range(start, min(start + 4, end)):
        phrase = parse(document, at, end, bare=True)
        if phrase and is_certain(phrase, document):
            return phrase
    return None


def _behind_dateline(document: Document, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the sentence without the place and agency that it may begin with: «دبي (CNN)-- …»."""
    start, end = sentence
    for at in range(start, min(start + _LONGEST_OPENING, end - 1)):
        if document.words[at] == ")" and document.words[at + 1] == "-":
            while at + 1 < end and document.words[at + 1] == "-":
                at += 1
            return at + 1, end
    return start, end


def _agrees(speaker: Speaker, form: CueForm | None) -> bool:
    if form is None or not form.shape.gender:
        return True
    if speaker.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED):
        return (form.shape.gender == "f") == speaker.feminine and (not form.shape.plural or speaker.plural)
    if form.shape.plural:
        return speaker.plural
    if speaker.kind is SpeakerKind.STATE:
        return (form.shape.gender == "f") != is_masculine(speaker.name)
    return speaker.plural or (form.shape.gender == "f") == speaker.feminine


def identify(document: Document, phrase: NounPhrase, named: list[Person], earlier: Iterator[Speaker]) -> Speaker:
    """Return the speaker that a noun phrase names."""
    feminine = people.is_feminine(document, phrase)
    if phrase.joined:
        both = [identify(document, part, named, earlier) for part in (phrase._replace(joined=None), phrase.joined)]
        return Speaker(" و ".join(s.name for s in both), SpeakerKind.PERSON, feminine, plural=True)
    if phrase.has_name:
        return _named(document, phrase, named, feminine=feminine)
    return (
        _own_country(document, phrase, named, earlier)
        or _state(document, phrase)
        or _organization(document, phrase)
        or _issuer(document, phrase, named, earlier)
        or _by_title(document, phrase, named)
        or _by_head_noun(document, phrase)
        or _same_again(document, phrase, named, earlier)
        or Speaker(_description(document, phrase), _kind(phrase), feminine, _is_plural(document, phrase))
    )


def _named(document: Document, phrase: NounPhrase, named: list[Person], *, feminine: bool) -> Speaker:
    """Return the person under the longest name that the article gives, the latest before the phrase first."""
    words = people.name_words(document, phrase)
    longer = [p for p in named if len(p.names) > len(words) and _is_part(words, p.names)]
    if not longer:
        actor = people.actor_of(document, phrase)
        name = officeholders.name(actor) if actor and len(words) == 1 else people.raw_name(document, phrase)
        return Speaker(name, SpeakerKind.PERSON, feminine, plural=False, id=actor)
    before = [p for p in longer if p.at <= phrase.start]
    feminine = feminine or any(p.feminine for p in longer)
    return replace(_person(before[-1] if before else longer[0]), feminine=feminine)


def _person(person: Person) -> Speaker:
    return Speaker(person.name, SpeakerKind.PERSON, person.feminine, plural=False, id=person.actor)


def _is_part(words: tuple[str, ...], names: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return any(_same_word(words[0], name) for name in names[1:]) or _same_word(words[0], names[0])
    return all(any(_same_word(word, name) for name in names) for word in words)


def _same_word(left: str, right: str) -> bool:
    """Whether two folded names are one but for a letter that transliteration leaves open."""
    return left == right or (min(len(left), len(right)) > 4 and OSA.distance(left, right, score_cutoff=1) <= 1)


def _by_title(document: Document, phrase: NounPhrase, named: list[Person]) -> Speaker | None:
    if not phrase.head & Kind.PERSON_HEAD or document.kinds[phrase.start] & Kind.DEMONSTRATIVE:
        return None
    if not _is_definite(document, phrase):
        return None
    titles = people.title_words(document, phrase)
    wanted = titles - _VAGUE_HEADS
    nearest_first = (*[p for p in reversed(named) if p.at < phrase.start], *[p for p in named if p.at > phrase.end])
    for person in nearest_first:
        if any(_holds(titles, wanted, held) for held in person.offices):
            return _person(person)
    head = people.bare(document.words[phrase.start])
    same_office = {p.names[-1]: p for p in named if any(head in held and not _other_state(titles, held) for held in p.offices)}
    complements = {w for w in titles - {head} if state_of(fold(w)) != w and not w.endswith("ي")}
    if len(same_office) == 1 and head not in _VAGUE_HEADS and not complements:
        return _person(next(iter(same_office.values())))
    return None


def _holds(titles: frozenset[str], wanted: frozenset[str], held: frozenset[str]) -> bool:
    """Whether the words of a mention («الوزير الروسي») fit an office that somebody holds."""
    if (held ^ titles) & _RANKS_APART:
        return False
    if not wanted:
        return bool(titles & held)
    if not wanted <= held:
        return False
    # «الرئيس» alone is no «رئيس الوزراء», while any minister is «الوزير».
    return _CHAIR not in titles or all(state_of(fold(word)) == word for word in held - titles)


def _other_state(left: frozenset[str], right: frozenset[str]) -> bool:
    states = [{w for w in titles if state_of(fold(w)) == w} for titles in (left, right)]
    return bool(states[0] and states[1] and not states[0] & states[1])


def _is_definite(document: Document, phrase: NounPhrase) -> bool:
    words = document.words[phrase.start : phrase.end]
    return any(kind_of(w) & (Kind.DEFINITE | Kind.PLACE) for w in words)


def _by_head_noun(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Find the full name behind «المنظمة», «المصدر», «اللجنة»: the latest phrase before it with the same head."""
    at = phrase.start + bool(document.kinds[phrase.start] & Kind.DEMONSTRATIVE)
    word = document.words[at]
    if phrase.end - at > 1 or not word.startswith("ال"):
        return None
    noun = word[2:]
    for at in range(phrase.start - 1, -1, -1):
        seen = document.words[at]
        clitic = int(seen[0] in "ولبف" and seen[1:] in (noun, word))
        if seen[clitic:] in (noun, word):
            antecedent = parse(document, at, document.sentences[document.sentence[at]][1], clitic=clitic)
            if antecedent and antecedent.end - antecedent.start > 1 and not antecedent.has_name:
                feminine = people.is_feminine(document, antecedent)
                name = _description(document, antecedent)
                return Speaker(name, _kind(antecedent), feminine, _is_plural(document, antecedent))
    return None


def _own_country(
    document: Document, phrase: NounPhrase, named: list[Person], earlier: Iterator[Speaker]
) -> Speaker | None:
    if document.words[phrase.start] not in _OWN_COUNTRY:
        return None
    speaker = next(earlier, None)
    offices = [held for p in named if speaker and p.name == speaker.name for held in p.offices]
    state = next((w for held in offices for w in sorted(held) if state_of(fold(w)) == w), None)
    return _as_state(state) if state else speaker


def _as_state(name: str) -> Speaker:
    return Speaker(name, SpeakerKind.STATE, feminine=not is_masculine(name), plural=False, id=id_of(name))


def _same_again(
    document: Document, phrase: NounPhrase, named: list[Person], earlier: Iterator[Speaker]
) -> Speaker | None:
    """Return the last speaker where the mention may be his: «المصدر», or a title where the article gave him none."""
    if phrase.end - phrase.start == 1 and document.words[phrase.start] in _SAME_AGAIN:
        return next((s for s in earlier if s.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED)), None)
    if not phrase.head & Kind.PERSON_HEAD or not _is_definite(document, phrase):
        return None
    last = next(earlier, None)
    if not last or last.kind is not SpeakerKind.PERSON or last.feminine != people.is_feminine(document, phrase):
        return None
    return last if not any(any(p.offices) for p in named if p.name == last.name) else None


def _organization(document: Document, phrase: NounPhrase) -> Speaker | None:
    words = document.words[phrase.start : phrase.end]
    words[0] = words[0][phrase.clitic :]
    marked = any(document.is_mark(i) for i in range(phrase.start, phrase.end))
    found = organizations.find(" ".join(w for w in words if w.isalnum()), marked=marked)
    if not found:
        return None
    name = _description(document, phrase)
    return Speaker(name, found.kind, people.is_feminine(document, phrase), plural=False, id=found.id)


def _issuer(document: Document, phrase: NounPhrase, named: list[Person], earlier: Iterator[Speaker]) -> Speaker | None:
    """Return who speaks through a document: «بيان الوزارة», «بيان صادر عن الوزارة», «البيان» after either."""
    at = phrase.start + bool(document.kinds[phrase.start] & Kind.DEMONSTRATIVE)
    noun = document.words[at][phrase.clitic if at == phrase.start else 0 :].removeprefix("ال")
    if noun not in _DOCUMENTS:
        return None
    at += 1
    end = document.sentences[document.sentence[phrase.start]][1]
    while at < end and document.words[at].removeprefix("ال") in _ISSUED:
        at += 1
    clitic = int(at < end and document.words[at][0] == "ل" and len(document.words[at]) > 2)
    issuer = parse(document, at, end, clitic=clitic)
    if issuer and is_certain(issuer, document):
        return identify(document, issuer, named, iter(()))
    return next(earlier, None)


def _state(document: Document, phrase: NounPhrase) -> Speaker | None:
    words = document.words[phrase.start : phrase.end]
    words[0] = words[0][phrase.clitic :]
    bodies = _joint_bodies(document, phrase)
    if bodies:
        return bodies
    if len(words) == 2 and words[0] in _STANDS_FOR_STATE:
        words = words[1:]
    elif len(words) > 1 and words[0] in _STANDS_FOR_STATE:
        return None
    elif len(words) == 1 and kind_of(words[0]) & Kind.NISBA and not kind_of(words[0]) & Kind.PLACE:
        return None
    name = state_of(" ".join(words))
    if name:
        return _as_state(name)
    return _joint_states(words)


def _joint_bodies(document: Document, phrase: NounPhrase) -> Speaker | None:
    """Return two bodies that speak together («الكرملين والبيت الأبيض»)."""
    known = Kind.ORGANIZATION | Kind.PLACE
    for at in range(phrase.start + 1, phrase.end):
        word = document.words[at]
        if word[0] != "و" or not document.kinds[phrase.start] & known:
            continue
        rest = " ".join([word[1:], *document.words[at + 1 : phrase.end]])
        second = organizations.find(rest)
        if second:
            first = " ".join(document.raw(phrase.start, at).split())
            return Speaker(f"{first} و {second.name}", SpeakerKind.INSTITUTION, feminine=False, plural=True)
    return None


def _joint_states(words: list[str]) -> Speaker | None:
    names = [state_of(w[1:] if i and w.startswith("و") else w) for i, w in enumerate(words)]
    if len(names) < 2 or not all(names):
        return None
    return Speaker(" و ".join(n for n in names if n), SpeakerKind.STATE, feminine=True, plural=True)


def _description(document: Document, phrase: NounPhrase) -> str:
    """Return the phrase as it stands, without marks around names and without the accusative of an indefinite."""
    start, end = document.span(phrase.start, phrase.end)
    text = unicodedata.normalize("NFKC", document.article.text[start + phrase.clitic : end])
    if phrase.clitic and document.words[phrase.start].startswith("لل"):
        bare = kind_of(document.words[phrase.start][1:])  # «للجنة» is «ل», «ال», «لجنة»; «للوزارة» has one lam of «ال»
        text = ("ال" if bare else "ا") + text
    words = text.translate(str.maketrans("", "", '«»"“”#')).split()
    nominative = [_nominative(w) for w in words]
    same = (i for i, (w, n) in enumerate(zip(words, nominative, strict=True)) if w == n and not w.endswith("ون"))
    declined = next(same, len(words))
    return " ".join(nominative[:declined] + words[declined:])


def _nominative(word: str) -> str:
    folded = fold(word)
    if kind_of(folded) & Kind.PLACE:
        return word
    if folded.endswith("ا") and len(folded) > 4 and kind_of(folded[:-1]) & (HEAD | Kind.NISBA | Kind.MODIFIER):
        return word.rstrip("ً").removesuffix("ا").rstrip("ً")
    if folded.endswith("ين") and is_listed(folded.removeprefix("ال")[:-2] + "ون"):
        return word[:-2] + "ون"
    return word


def _kind(phrase: NounPhrase) -> SpeakerKind:
    for flag, kind in (
        (Kind.MEDIA_HEAD, SpeakerKind.MEDIA),
        (Kind.GROUP_HEAD, SpeakerKind.GROUP),
        (Kind.UNNAMED_HEAD, SpeakerKind.UNNAMED),
        (Kind.INSTITUTION_HEAD, SpeakerKind.INSTITUTION),
        (Kind.PERSON_HEAD, SpeakerKind.UNNAMED),
    ):
        if phrase.head & flag:
            return kind
    return SpeakerKind.GROUP if phrase.head & Kind.NISBA else SpeakerKind.INSTITUTION


def _is_plural(document: Document, phrase: NounPhrase) -> bool:
    word = document.words[phrase.start]
    return word.endswith(("ون", "ين")) or (bool(phrase.head & Kind.UNNAMED_HEAD) and not phrase.head & Kind.PERSON_HEAD)
