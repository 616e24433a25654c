"""Who acts in a clause without having said anything: «خرج الوزير من القاعة. وقال …», «هاجم السفير القرار قائلا …»."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from stance.extraction import adjuncts
from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.noun_phrases import NounPhrase, parse
from stance.extraction.sources import is_certain
from stance.extraction.statements import Statement
from stance.lexicon.words import FUNCTION, HEAD, Kind, closed_class, kind_of
from stance.speakers.short_names import words_for

_CLOSED = Kind.DEFINITE | Kind.PLACE | Kind.TIME
_LONGEST_OPENING = 14
_LONGEST_PLACE = 3
_MOST_SENTENCES = 3
_FARTHEST = 100  # tokens between a medium and the last verb that describes it
_DASHES = frozenset("-–—")
_SPEAKING = HEAD | Kind.PLACE | Kind.ORGANIZATION | Kind.NISBA
_NOMINAL = HEAD | Kind.PLACE | Kind.GIVEN_NAME | Kind.DEFINITE | Kind.ORGANIZATION
_ACTING = Kind.PERSON_HEAD | Kind.INSTITUTION_HEAD | Kind.GROUP_HEAD | Kind.PLACE | Kind.ORGANIZATION
_LONGEST_SUBJECT = 6
_HOWEVER = ["علي", "ان"]  # «على أن الوزير غادر القاعة»
_BEFORE = "سبق"  # «سبق للوزير أن قال»


def nearest(document: Document, statement: Statement, before: list[Statement]) -> Iterator[NounPhrase]:
    """Yield who acts between the last words that somebody spoke in the sentence and an elided cue, the latest first."""
    start, _ = document.sentences[sentence_of(document, statement.edge)]
    if statement.cue and document.words[statement.cue[0]][0] == "و":
        yield from _subordinate_subject(document, statement.cue[0], start)
    yield from _inner_subjects(document, max(start, _spoken_until(before)), statement.edge)


def farther(document: Document, statement: Statement, before: list[Statement]) -> Iterator[NounPhrase]:
    """Yield who acts in the sentence of an elided cue, or in the one before, where nobody has spoken there."""
    number = sentence_of(document, statement.edge)
    start, _ = document.sentences[number]
    if statement.edge > start + 1 or statement.rule == "participle":
        if _spoken_until(before) <= start:
            yield from _clause_subject(document, (start, statement.edge))
        yield from _before_medium(document, statement)
    yield from _subject_of_last_sentence(document, number, before)


def behind_medium(document: Document, statement: Statement) -> Iterator[NounPhrase]:
    """Yield who issues what the verb describes, whose gender it has: «رفع المحتجون شعارات تندد …، وتشدد على …»."""
    if not statement.cue or not statement.form or statement.form.shape.use != "verb":
        return
    start, _ = document.sentences[sentence_of(document, statement.edge)]
    for at in range(max(start, statement.cue[0] - _FARTHEST), statement.cue[0]):
        medium = document.words[at] in _media()
        if medium and any(_describes(document, verb, statement) for verb in (at + 1, at + 2)):
            yield from _clause_subject(document, (start, at))
            return


def _describes(document: Document, verb: int, statement: Statement) -> bool:
    """Whether a verb is the cue, or one of its gender and tense that it is joined to."""
    form, cue = cue_forms().get(document.words[verb]), statement.form
    if not form or not cue or form.shape.use != "verb" or not statement.cue or verb > statement.cue[0]:
        return False
    return form.shape.gender == cue.shape.gender and form.shape.present == cue.shape.present


@cache
def _media() -> frozenset[str]:
    """Return the nouns for what carries words, in the accusative and behind «ب» too."""
    nouns = closed_class("documents") | words_for("media")
    return frozenset(chain(nouns, (noun + "ا" for noun in nouns), ("ب" + noun for noun in nouns)))


def _spoken_until(before: list[Statement]) -> int:
    """Return the token behind the last words that somebody spoke."""
    return max((statement.end or statement.begin for statement in before[-1:]), default=0)


def sentence_of(document: Document, token: int) -> int:
    """Return the number of the sentence that a token stands in, the last where it stands behind all."""
    return document.sentence[token if token < len(document.sentence) else -1]


def _subordinate_subject(document: Document, end: int, start: int) -> Iterator[NounPhrase]:
    """Yield the subject that ends right before «و» and a second verb: «بعد أن احتجزتها | السلطات | وأعلنت …»."""
    for at in range(max(start + 3, end - _LONGEST_SUBJECT), end):
        verb = at - 1 - (document.words[at - 1] in words_for("objects"))
        if document.words[verb - 1] in closed_class("when") or document.words[verb - 2 : verb] == ["بعد", "ان"]:
            phrase = parse(document, at, end)
            if phrase and phrase.end == end and is_certain(phrase, document):
                yield phrase


def _inner_subjects(document: Document, start: int, limit: int) -> Iterator[NounPhrase]:
    """Yield what stands right behind the verb, or behind «أما», in the clauses of a sentence, the latest first."""
    for at in range(limit - 2, start, -1):
        topic = document.words[at] in closed_class("as_for")
        direct = topic or document.kinds[at] & Kind.AUXILIARY
        if direct or _opens_clause(document, at):
            begin = at + 1 if direct else at + 2
            resumed = begin < limit - 1 and document.words[begin] in closed_class("resumptive")
            if document.kinds[at] & Kind.RELATIVE and not resumed:
                continue  # «الإرهاب الذي يستهدف المسلمين», but «الأمر الذي ندد به المسلمون»
            begin += resumed
            phrase = parse(document, begin, limit, bare=True) if begin not in document.enclosing else None
            if phrase and is_certain(phrase, document) and (phrase.has_name or phrase.head & _ACTING):
                yield phrase


def _opens_clause(document: Document, at: int) -> bool:
    """Whether a verb may follow a token: a comma, a conjunction or a relative pronoun."""
    word = document.words[at]
    opens = word == "،" or word in closed_class("clause_leaders") or document.kinds[at] & Kind.RELATIVE
    return bool(opens) and not document.kinds[at + 1] & (_NOMINAL | FUNCTION)


def _subject_of_last_sentence(document: Document, number: int, before: list[Statement]) -> Iterator[NounPhrase]:
    """Yield the subject of the sentence before in the paragraph, where nobody speaks in that one.

    Where nobody has spoken below the headline, the paragraphs before count too.
    """
    spoken = document.sentence[before[-1].edge] if before else -1
    above = not before or before[-1].edge < document.paragraphs[0][1]
    for last in range(number - 1, max(spoken, number - 1 - (_MOST_SENTENCES if above else 1)), -1):
        if not above and document.words[document.sentences[last + 1][0] - 1] == "\n":
            return
        for subject in _clause_subject(document, document.sentences[last]):
            if subject.has_name or subject.head & Kind.PERSON_HEAD:
                yield subject


def _before_medium(document: Document, statement: Statement) -> Iterator[NounPhrase]:
    """Yield the phrase before the noun that a verb describes: «إصدار المحكمة قرارا تطالب فيه …»."""
    if not statement.cue or document.words[statement.cue[0] + 1 : statement.cue[0] + 2] not in (["فيه"], ["فيها"]):
        return
    end = statement.cue[0] - 1
    for start in range(max(0, end - 4), end):
        phrase = parse(document, start, end)
        if phrase and phrase.end == end and is_certain(phrase, document):
            yield phrase
            return


def _clause_subject(document: Document, clause: tuple[int, int]) -> Iterator[NounPhrase]:
    """Yield the subject of a clause whose verb is no cue: the first phrase that names a source."""
    start, end = _behind_dateline(document, clause)
    while start < end and document.kinds[start] & (Kind.CONJUNCTION | Kind.COMPLEMENTIZER):
        start += 1
    if document.words[start : start + 2] == _HOWEVER:
        start += 2
    start = adjuncts.lead(document, start, end)
    if start < end and kind_of(document.words[start].removeprefix("و")) & Kind.PREPOSITION:
        commas = (i for i in range(start, min(start + _LONGEST_OPENING, end)) if document.words[i] == "،")
        comma = next(commas, end)
        yield from _behind_verb(document, start + 2, min(comma, start + _LONGEST_OPENING))
        start = comma + 1
    if start < end:
        yield from _opening_phrase(document, start, end)


def _opening_phrase(document: Document, start: int, end: int) -> Iterator[NounPhrase]:
    """Yield the phrase that opens a clause, before its verb or right behind it, which an object may follow then."""
    clitic = int(document.words[start][0] == "ف" and not document.kinds[start] and _is_nominal(document, start, 1))
    nominal = clitic or _is_nominal(document, start, 0)
    verbless = nominal or kind_of(document.words[start].removeprefix("و")) & Kind.AUXILIARY
    for at in range(start + (not nominal), min(start + 5, end)):
        governed = at > start and document.kinds[at - 1] & Kind.PREPOSITION
        if at in document.marks or at in document.enclosing or governed:
            continue
        before_that = document.words[at - 1].endswith(_BEFORE) and document.words[at][0] == "ل"
        prefix = 1 if before_that else clitic if at == start else 0
        phrase = parse(document, at, end, bare=not (verbless or before_that), clitic=prefix)
        if phrase and is_certain(phrase, document) and (phrase.head & _SPEAKING or not phrase.head & Kind.COMMON_NOUN):
            yield phrase
            return


def _behind_verb(document: Document, start: int, end: int) -> Iterator[NounPhrase]:
    """Yield the first phrase behind a word that may be a verb: «في دمشق | خاطبت | المندوبة المجلس»."""
    for at in range(start, end):
        before, adjunct = document.kinds[at - 1], document.kinds[at - 2]
        verb = (not before or before & Kind.VERB) and adjunct & _CLOSED  # «قيود تعتزم هولندا …» describes
        if verb and document.kinds[at] & _NOMINAL and at not in document.enclosing:
            phrase = parse(document, at, end, bare=True)
            if phrase and is_certain(phrase, document) and (phrase.has_name or phrase.head & _ACTING):
                yield phrase
                return


def _is_nominal(document: Document, at: int, clitic: int) -> bool:
    word = document.words[at][clitic:]
    return bool(kind_of(word) & _NOMINAL) or word in document.names


def _behind_dateline(document: Document, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the sentence without the place and agency that it may begin with: «دبي (CNN)-- …», «عمان - …»."""
    start, end = sentence
    placed = start < end and document.kinds[start] & Kind.PLACE
    for at in range(start, min(start + _LONGEST_OPENING, end - 1)):
        dateline = document.words[at] == ")" or (placed and at - start < _LONGEST_PLACE)
        if dateline and document.words[at + 1] in _DASHES:
            while at + 1 < end and document.words[at + 1] in _DASHES:
                at += 1
            return at + 1, end
    return start, end
