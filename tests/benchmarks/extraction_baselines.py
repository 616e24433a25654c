"""Three simple ways to find quotes and their speakers, to hold the grammar against.

`marks_and_nearest_name` takes whatever stands in quotation marks and the name that is nearest to it. `lexical_rules`
are the three rules of the Europe Media Monitor's quotation recognition (Pouliquen, Steinberger and Best, 2007), a name
and a reporting verb beside words in marks, with verb and name in the orders that Arabic has. `cue_and_remainder` takes
a reporting verb, the noun phrase behind it and the rest of the sentence.

All three share the normalization and the lexicons of the project, and none of its grammar.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from stance.extraction.cues import CueForm, cue_forms
from stance.lexicon import actors
from stance.lexicon.words import FUNCTION, HEAD, Kind, kind_of
from stance.schema import Article, Form, Quote, Span
from stance.text import Normalized, fold, normalize

Baseline = Callable[[Article], list[Quote]]

_TOKEN = re.compile(r'"[^"]+"|\w+|[^\w\s]')
_SIGNS = {**dict.fromkeys("،,-()", "C"), ":": "S", **dict.fromkeys(".!?؟…؛", "E")}
_FEWEST_WORDS = 4  # in marks: fewer are mostly a name or a scare quote
_LONGEST_NAME = 6
_FARTHEST_NAME = 40  # tokens between the marks and a name that is still taken
_LONGEST_SUBJECT = 8

# The rules are patterns over the `sort` of tokens. A name is a known one, or what no lexicon has behind a title.
_NAME, _VERB, _QUOTE = "(?P<name>N|(?<=T)W{1,3}(?!W))", "(?P<verb>V)", "(?P<content>Q)"
_TITLES, _MODIFIERS = "[TM]{0,8}", "[TM]{0,6}"
_RULES = [
    re.compile(rule)
    for rule in (
        # Name, reporting verb, marks: «قالت الوزيرة هند الراوي أمس: "…"», «هند الراوي قالت: "…"».
        rf"{_VERB}{_TITLES}{_NAME}{_MODIFIERS}C?S?{_QUOTE}",
        rf"{_NAME}{_MODIFIERS}{_VERB}{_MODIFIERS}S?{_QUOTE}",
        # Marks, reporting verb, name: «"…"، قالت الوزيرة هند الراوي».
        rf"{_QUOTE}C?{_VERB}{_TITLES}{_NAME}",
        # Name, some words about it or the occasion, reporting verb or colon, marks.
        rf"{_NAME}C[^QEV]{{1,12}}C?{_VERB}[TM]{{0,2}}S?{_QUOTE}",
        rf"{_VERB}{_TITLES}{_NAME}C?[^QEV]{{1,12}}S{_QUOTE}",
    )
]


class Token(NamedTuple):
    """A word, a sign, a name of several words or a whole stretch in marks, with its place in the normalized text.

    `sort` is one letter: Q marked words, N name, V reporting verb, T title, M modifier, C comma or dash, S what opens
    speech (a colon, «أن»), E end of a sentence, W any other word.
    """

    text: str
    start: int
    end: int
    sort: str


def marks_and_nearest_name(article: Article) -> list[Quote]:
    """Find all that stands in marks, each with the name that is fewest tokens away in its paragraph."""
    normalized = normalize(article.text)
    return [
        _quote(article, normalized, token, _nearest_name(tokens, place))
        for tokens in _paragraphs(normalized.text)
        for place, token in enumerate(tokens)
        if token.sort == "Q"
    ]


def lexical_rules(article: Article) -> list[Quote]:
    """Find marked words that one of the rules joins to a reporting verb and a name."""
    normalized = normalize(article.text)
    quotes: dict[int, Quote] = {}
    for tokens in _paragraphs(normalized.text):
        sorts = "".join(token.sort for token in tokens)
        for match in chain.from_iterable(rule.finditer(sorts) for rule in _RULES):
            content, name, verb = (_joined(tokens[slice(*match.span(group))]) for group in ("content", "name", "verb"))
            quotes.setdefault(content.start, _quote(article, normalized, content, name, verb))
    return [quotes[start] for start in sorted(quotes)]


def cue_and_remainder(article: Article) -> list[Quote]:
    """Find every sentence's first reporting verb, its subject behind it, and the words up to the sentence's end."""
    normalized = normalize(article.text)
    sentences = chain.from_iterable(_sentences(tokens) for tokens in _paragraphs(normalized.text))
    return [quote for sentence in sentences if (quote := _remainder(article, normalized, sentence))]


BASELINES: dict[str, Baseline] = {
    "marks + nearest name": marks_and_nearest_name,
    "three lexical rules (EMM)": lexical_rules,
    "cue verb + rest of sentence": cue_and_remainder,
}


def _paragraphs(text: str) -> Iterator[list[Token]]:
    offset = 0
    for line in text.split("\n"):
        yield list(_merge_names([_token(match, offset) for match in _TOKEN.finditer(line)]))
        offset += len(line) + 1


def _token(match: re.Match[str], offset: int) -> Token:
    text = match[0]
    return Token(text, match.start() + offset, match.end() + offset, _sort(text))


def _sort(text: str) -> str:
    if text[0] == '"' and len(text) > 1:
        return "Q" if len(text.split()) >= _FEWEST_WORDS else "W"
    if sign := _SIGNS.get(text):
        return sign
    if (form := cue_forms().get(text)) and _is_clear_verb(form):
        return "V"
    kind = kind_of(text)
    if kind & Kind.COMPLEMENTIZER:
        return "S"
    if kind & (HEAD | Kind.NISBA | Kind.MODIFIER | Kind.COMMON_NOUN | Kind.DEFINITE):
        return "T"
    return "M" if kind & (Kind.TIME | Kind.ADVERB | Kind.PREPOSITION | Kind.PLACE | Kind.NUMBER) else "W"


def _is_clear_verb(form: CueForm) -> bool:
    return not form.ambiguous and form.shape.use != "noun"


def _merge_names(tokens: Sequence[Token]) -> Iterator[Token]:
    """Make one token of every name: one that the lexicon lists, or a given name and the word behind it."""
    place = 0
    while place < len(tokens):
        end = _end_of_name(tokens, place)
        first, last = tokens[place], tokens[max(place, end - 1)]
        yield first if end == place else Token("", first.start, last.end, "N")
        place = max(place + 1, end)


def _end_of_name(tokens: Sequence[Token], start: int) -> int:
    words = tuple(token.text for token in tokens[start : start + _LONGEST_NAME])
    for length in range(len(words), 0, -1):
        if words[:length] in _known_names():
            return start + length
    if len(words) > 1 and _is_given_name(words[0]) and tokens[start + 1].sort in "WT" and words[1].isalpha():
        return start + 2
    return start


def _is_given_name(word: str) -> bool:
    """Whether a word is a given name and no everyday word."""
    kind = kind_of(word)
    return bool(kind & Kind.GIVEN_NAME) and not kind & ~(Kind.GIVEN_NAME | Kind.FEMININE_NAME)


@cache
def _known_names() -> frozenset[tuple[str, ...]]:
    """Return all names of persons, organizations and states, and of capitals, as folded words; none that are words."""
    states = ((one.name, one.capital, *one.variants) for one in actors.states())
    organizations = ({one.name, *one.variants} - {*one.homographs} for one in actors.organizations())
    persons = ((one.name, *one.variants) for one in actors.officeholders())
    return frozenset(tuple(fold(name).split()) for name in chain(*states, *organizations, *persons) if name)


def _joined(tokens: Sequence[Token]) -> Token:
    """Return one token for several, a single one as it is."""
    first, last = tokens[0], tokens[-1]
    return first if first is last else Token("", first.start, last.end, "W")


def _nearest_name(tokens: Sequence[Token], place: int) -> Token | None:
    names = [other for other, token in enumerate(tokens) if token.sort == "N" and abs(other - place) <= _FARTHEST_NAME]
    return tokens[min(names, key=lambda other: abs(other - place))] if names else None


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in tokens:
        sentence.append(token)
        if token.sort == "E":
            yield sentence
            sentence = []
    yield sentence


def _remainder(article: Article, normalized: Normalized, sentence: Sequence[Token]) -> Quote | None:
    verb = next((place for place, token in enumerate(sentence) if token.sort == "V"), None)
    if verb is None:
        return None
    begin = verb + 1
    while begin < min(len(sentence), verb + 1 + _LONGEST_SUBJECT) and _belongs_to_subject(sentence[begin]):
        begin += 1
    subject = sentence[verb + 1 : begin]
    content = [token for token in sentence[begin:] if token.sort != "E"]
    while content and content[0].sort in "SCM":
        content.pop(0)
    if not content:
        return None
    return _quote(article, normalized, _joined(content), _joined(subject) if subject else None, sentence[verb])


def _belongs_to_subject(token: Token) -> bool:
    return token.sort in "TNW" and token.text[:1] != '"' and not kind_of(token.text) & FUNCTION


def _quote(
    article: Article, normalized: Normalized, content: Token, name: Token | None, verb: Token | None = None
) -> Quote:
    marked = content.sort == "Q"
    quote = normalized.raw_span(content.start + marked, content.end - marked)
    mention = _raw(normalized, name)
    cue = _raw(normalized, verb)
    return Quote(
        article_id=article.id,
        quote_id=f"{article.id}:{quote.start}-{quote.end}",
        quote=quote.of(article.text),
        quote_start=quote.start,
        quote_end=quote.end,
        form=Form.DIRECT if marked else Form.INDIRECT,
        cue=cue and cue.of(article.text),
        cue_start=cue and cue.start,
        cue_end=cue and cue.end,
        speaker=mention and mention.of(article.text),
        speaker_mention=mention and mention.of(article.text),
        speaker_mention_start=mention and mention.start,
        speaker_mention_end=mention and mention.end,
    )


def _raw(normalized: Normalized, token: Token | None) -> Span | None:
    return normalized.raw_span(token.start, token.end) if token else None
