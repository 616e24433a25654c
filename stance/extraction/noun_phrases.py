"""Noun phrases that name a source: how far they reach, and which part of them is a person's name.

A source is named by titles and offices («وزير الخارجية الروسي»), then perhaps a name, perhaps with more about it after a
comma. Titles come from the lexicon; a name is what follows them and is neither a noun that the lexicon knows nor
grammar, so that people nobody has heard of are found too.
"""

from dataclasses import dataclass, replace

from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.lexicon.words import FUNCTION, HEAD, Kind, kind_of

_LONGEST_NAME = 6
_LONGEST_MARKED_NAME = 6
_TITLE_WORD = HEAD | Kind.MODIFIER | Kind.DEFINITE | Kind.PLACE | Kind.NISBA | Kind.NUMBER | Kind.COMMON_NOUN
_STOP = FUNCTION | Kind.NUMBER
# Heads that a prepositional phrase may follow inside the mention: «مسؤول في الوزارة», «المبعوث الأممي إلى اليمن».
_INNER_PREPOSITIONS = frozenset("في من لدي الي داخل عن ب ل لل باسم بشان".split())
# What people speak in, at or to, never part of who they are: «في بيان», «لصحيفة …».
MEDIUM = frozenset(
    """بيان بيانه بيانها بيانهم تصريح تصريحات تصريحاته مؤتمر مؤتمره حديث حديثه حديثها كلمه كلمته كلمتها خطاب خطابه مقابله لقاء لقائه حوار اتصال
    ختام وقت تغريده تغريدات تدوينه منشور رساله مقال جلسه اجتماع اجتماعه تعليق معرض ظل اطار سياق شان اعقاب ضوء نهايه بدايه مستهل مقطع
    حسابه حسابها صفحته صفحتها تقرير تقريرها تقريره افتتاح ندوه مداخله الوقت البيان اشاره سؤال ردها رده موقف حال حاله جانب جهه جهته جانبه
    جهتها جانبها جهتهم تاريخ ايام قريب هامش مذكره كتاب وثيقه نص مسعي محاوله الماضي البدايه النهايه خطابها كتابه كتابها مناسبه""".split()
)
_MEDIUM_CLITIC = frozenset("للصحفيين للصحافيين للصحافه للجزيره للعربيه لرويترز لقناه لصحيفه لوكاله لموقع لاذاعه لبرنامج لجريده لشبكه".split())


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase by its tokens: the whole, the person's name in it (empty where there is none), its head's class.

    `clitic` counts the letters of a conjunction or preposition written on the first token («لبوتين»: 1).
    """

    start: int
    end: int
    name_start: int
    name_end: int
    head: Kind
    clitic: int = 0

    @property
    def has_name(self) -> bool:
        """Whether the phrase holds a person's name."""
        return self.name_end > self.name_start


def is_name_like(word: str) -> bool:
    """Whether a bare word can be part of a person's name.

    >>> is_name_like("بيسكوف"), is_name_like("التزام"), is_name_like("ضرورة")
    (True, False, False)
    """
    kind = kind_of(word)
    if kind & (Kind.GIVEN_NAME | Kind.NAME_PARTICLE):
        return not kind & FUNCTION
    if kind & ~Kind.LATIN or word in cue_forms():
        return False
    return word.isalpha() and not word.endswith(_NOUN_ENDINGS) and not _is_clitic_noun(word)


# Endings that personal names unknown to the lexicon do not have: the feminine ending, plurals, possessive pronouns.
_NOUN_ENDINGS = ("ه", "ها", "هم", "هما", "ات", "اته", "ائه")


def _is_clitic_noun(word: str) -> bool:
    """Whether a word is a known noun behind a written-on preposition («بالتدخل», «لقاء» is not)."""
    return word.startswith(("بال", "لل", "وال", "فال", "كال"))


def parse(document: Document, start: int, limit: int, *, bare: bool = False, clitic: int = 0) -> NounPhrase | None:
    """Read the noun phrase that begins at a token.

    Parameters
    ----------
    start, limit
        Token indices; nothing at or beyond `limit` is read.
    bare
        Another noun phrase may follow without a sign («أدانت الحكومة ⟦الغارات⟧»), so the phrase ends at the first
        word that need not belong to it.
    clitic
        How many letters of the first token are a conjunction or preposition written on it.

    """
    if start >= limit:
        return None
    words = document.words
    if clitic:
        words = words.copy()
        rest = words[start][clitic:]
        words[start] = "ا" + rest if rest.startswith("ل") and words[start].startswith("لل") else rest
    phrase = _Reader(document, words, limit, bare).read(start)
    return replace(phrase, clitic=clitic) if phrase and clitic else phrase


class _Reader:
    """One pass over the tokens of a phrase: titles first, then the name, then what an apposition adds."""

    def __init__(self, document: Document, words: list[str], limit: int, bare: bool) -> None:
        self.document = document
        self.words = words
        self.limit = limit
        self.bare = bare

    def read(self, start: int) -> NounPhrase | None:
        at = self._skip_sign(start)
        if at >= self.limit or not self._can_start(at):
            return None
        head = kind_of(self.words[at]) if not self.document.opens(at) else Kind(0)
        title_end = self._titles(at)
        name_end = self._name(title_end, after_title=title_end > at)
        if name_end == start or (title_end == at and name_end == at):
            return None
        phrase = NounPhrase(start, max(title_end, name_end), title_end, name_end, head)
        return self._apposition(phrase)

    def _skip_sign(self, at: int) -> int:
        return at + 1 if at < self.limit and self.words[at] == "#" else at

    def _can_start(self, at: int) -> bool:
        word = self.words[at]
        kind = kind_of(word)
        if self.document.opens(at):
            return self._marked_name_end(at) > at
        if kind & Kind.DEMONSTRATIVE:
            return at + 1 < self.limit and bool(kind_of(self.words[at + 1]) & (Kind.DEFINITE | HEAD))
        if kind & FUNCTION and not kind & (HEAD | Kind.GIVEN_NAME | Kind.PLACE):
            return False
        return bool(kind & _TITLE_WORD) or is_name_like(word)

    def _marked_name_end(self, at: int) -> int:
        """Return the end of a short name in quotation marks («العربية»), or `at` where there is none."""
        close = self.document.partner.get(at, at)
        return close + 1 if at < close <= at + _LONGEST_MARKED_NAME and close < self.limit else at

    def _titles(self, at: int) -> int:
        first = at
        while at < self.limit:
            after = self._title_step(at, first)
            if after == at:
                break
            at = after
        return at

    def _title_step(self, at: int, first: int) -> int:
        word = self.words[at]
        kind = kind_of(word)
        if word == "#":
            return at + 1 if at + 1 < self.limit and kind_of(self.words[at + 1]) & _TITLE_WORD else at
        if self.document.opens(at):
            return self._marked_name_end(at) if at > first or not self.bare else self._marked_name_end(at)
        if at == first and kind & Kind.DEMONSTRATIVE:
            return at + 1
        if at > first and self._is_inner_preposition(at, first):
            return at + 1
        if kind & Kind.TIME and not kind & (HEAD | Kind.MODIFIER):
            return at
        if kind & (Kind.GIVEN_NAME | Kind.NAME_PARTICLE) and not kind & (HEAD | Kind.MODIFIER | Kind.DEFINITE):
            return at
        if word in cue_forms() and not kind & (HEAD | Kind.MODIFIER):
            return at
        if kind & _TITLE_WORD and not (kind & Kind.COMMON_NOUN and self.bare and at > first):
            return at + 1 if not (self.bare and self._begins_object(at, first)) else at
        if at > first and word[0] == "و" and len(word) > 3 and kind_of(word[1:]) & _TITLE_WORD:
            return at + 1 if not kind_of(word[1:]) & Kind.COMMON_NOUN and word not in cue_forms() else at
        if at > first and word.startswith(("لل", "لـ")) and word not in _MEDIUM_CLITIC and not self.bare:
            return at + 1
        if at > first and word[0] == "ل" and word not in _MEDIUM_CLITIC and kind_of(word[1:]) & (Kind.MODIFIER | HEAD):
            return at + 1
        return at

    def _begins_object(self, at: int, first: int) -> bool:
        """Whether a definite noun after a complete definite phrase starts the object: «الحكومة العراقية | الغارات»."""
        kind = kind_of(self.words[at])
        previous = kind_of(self.words[at - 1]) if at > first else Kind(0)
        adjective = kind & (Kind.MODIFIER | Kind.NISBA) or self.words[at].endswith(("يه", "ي", "يين", "يون"))
        return at > first and bool(previous & (Kind.DEFINITE | Kind.PLACE)) and not adjective

    def _is_inner_preposition(self, at: int, first: int) -> bool:
        word = self.words[at]
        if word == "باسم":
            return True
        if word not in _INNER_PREPOSITIONS or at + 1 >= self.limit:
            return False
        following = self.words[at + 1]
        if following in MEDIUM or kind_of(following) & (Kind.TIME | Kind.NUMBER | Kind.COMPLEMENTIZER | Kind.RELATIVE):
            return False
        head = kind_of(self.words[first])
        person = head & (Kind.PERSON_HEAD | Kind.UNNAMED_HEAD)
        return bool(person) and not self.bare and (word != "ل" or not self.document.opens(at + 1))

    def _name(self, at: int, *, after_title: bool) -> int:
        begin = at
        while at < self.limit and at - begin < _LONGEST_NAME:
            word = self.words[at]
            kind = kind_of(word)
            if word == "#" and at + 1 < self.limit:
                at += 1
                continue
            if is_name_like(word):
                at += 1
            elif at > begin and kind & Kind.DEFINITE and not kind & FUNCTION and self._is_family_name(at, begin):
                at += 1
            else:
                break
        return at if at > begin and self.words[at - 1] != "#" else begin

    def _is_family_name(self, at: int, begin: int) -> bool:
        kind = kind_of(self.words[at])
        if kind_of(self.words[at - 1]) & Kind.NAME_PARTICLE:
            return True
        if kind & (HEAD | Kind.MODIFIER | Kind.NISBA):
            return False
        return not (self.bare and kind & Kind.COMMON_NOUN)

    def _apposition(self, phrase: NounPhrase) -> NounPhrase:
        """Add what follows the phrase about the same source: a name after a title, or a title after a name."""
        at = phrase.end
        comma = at < self.limit and self.words[at] == "،"
        at += comma
        if at >= self.limit:
            return phrase
        if phrase.has_name:
            kind = kind_of(self.words[at])
            if kind & Kind.PERSON_HEAD and (comma or not self.bare):
                end = self._titles(at)
                closed = end >= self.limit or self.words[end] in "،:-–" or kind_of(self.words[end]) & FUNCTION
                return replace(phrase, end=end) if end > at and (closed or not comma) else phrase
            return phrase
        if comma and phrase.head & Kind.PERSON_HEAD:
            end = self._name(at, after_title=True)
            if end > at and (end >= self.limit or not is_name_like(self.words[end])):
                return replace(phrase, end=end, name_start=at, name_end=end)
        return phrase
