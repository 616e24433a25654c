"""Noun phrases that name a source: how far they reach, and which part of them is a person's name.

A source is named by titles and offices («وزير الخارجية الروسي»), then perhaps a name, perhaps with more about it after a
comma. Titles come from the lexicon; a name is what follows them and is neither a noun that the lexicon knows nor
grammar, so that people nobody has heard of are found too.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.lexicon import organizations
from stance.lexicon.words import FUNCTION, HEAD, Kind, kind_of

_LONGEST_NAME = 6
_LONGEST_MARKED_NAME = 6
_COMPLETE = Kind.DEFINITE | Kind.PLACE | Kind.ORGANIZATION
_TITLE_WORD = Kind.ORGANIZATION | HEAD | Kind.MODIFIER | Kind.DEFINITE | Kind.PLACE | Kind.NISBA | Kind.NUMBER | Kind.COMMON_NOUN
# A given name of these classes is an everyday word too («أمل», «حسين» is not): only its place tells.
_EVERYDAY = HEAD | Kind.MODIFIER | Kind.COMMON_NOUN | Kind.NISBA | Kind.PLACE | Kind.ORGANIZATION
# Heads that a prepositional phrase may follow inside the mention: «مسؤول في الوزارة», «المبعوث الأممي إلى اليمن».
_INNER_PREPOSITIONS = frozenset("في من لدي الي داخل عن ب ل لل باسم بشان".split())
# What people speak in, at or to, never part of who they are: «في بيان», «لصحيفة …».
MEDIUM = frozenset(
    """بيان بيانه بيانها بيانهم تصريح تصريحات تصريحاته مؤتمر مؤتمره حديث حديثه حديثها كلمه كلمته كلمتها خطاب خطابه مقابله لقاء لقائه حوار اتصال
    ختام وقت تغريده تغريدات تدوينه منشور رساله مقال جلسه اجتماع اجتماعه تعليق معرض ظل اطار سياق شان اعقاب ضوء نهايه بدايه مستهل مقطع
    حسابه حسابها صفحته صفحتها تقرير تقريرها تقريره افتتاح ندوه مداخله الوقت البيان اشاره سؤال ردها رده موقف حال حاله جانب جهه جهته جانبه
    جهتها جانبها جهتهم تاريخ ايام قريب هامش مذكره كتاب وثيقه نص مسعي محاوله الماضي البدايه النهايه خطابها كتابه كتابها مناسبه""".split()
)
# Definite adjectives of rank that do not end like a nisba: «الأمين العام», «الرئيس السابق».
# Who may stand for a place or a party: «النائب عن المعارضة».
_STANDING_FOR = frozenset("نائب نائبه عضو عضوه نواب اعضاء ممثل ممثله مرشح مرشحه مسؤول مسؤوله".split())
_NISBA_TITLE = Kind.NISBA | Kind.PERSON_HEAD
_IN_HIS_NAME = frozenset(("باسمه", "باسمها", "باسمهم"))
_ALI = "علي"  # the name, and in folded spelling the preposition «على»
_RANKS = frozenset(
    "عام عامه سابق سابقه اسبق اعلي عليا مؤقت منتخب مكلف راحل جديد جديده حاكم متحده مشترك مشتركه كبري اول اولي مركزي معارض معارضه مسلحه متمرده مقدس اسلامي احمر ابيض دائم".split()
)
MEDIUM_CLITIC = frozenset("للصحفيين للصحافيين للصحافه للجزيره للعربيه لرويترز للاعلاميين للمراسلين للتلفزيون للوكاله للصحيفه للقناه".split())


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase by its tokens: the whole, the person's name in it (empty where there is none), its head's class.

    `clitic` counts the letters of a conjunction or preposition written on the first token («لبوتين»: 1); `joined` is a
    second source behind «و» («ترامب وبوتين»), part of the whole.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    head: int
    clitic: int = 0
    joined: "NounPhrase | None" = None

    @property
    def has_name(self) -> bool:
        """Whether the phrase holds a person's name."""
        return self.name_end > self.name_start


# Derived verbal nouns by their letters: «انفتاح، التزام، استعداد، إعلان», «تهديد، تأكيد».
_VERBAL_NOUN = re.compile(r"ا\w\wا\w|ا\w[تطد]\wا\w|ا[نت]\w?\wا\w|است\w?\wا\w|ت\w\wي\w")
_POSSESSIVES = ("هما", "ها", "هم", "نا", "ه")
# Endings that personal names unknown to the lexicon do not have: the feminine ending, plurals, possessive pronouns.
_NOUN_ENDINGS = ("ه", "ها", "هم", "هما", "ات", "اته", "ائه")
_CLITICS = frozenset("وفبلك")


@lru_cache(maxsize=100_000)
def is_noun(word: str) -> bool:
    """Whether a word is an everyday noun: listed, or a verbal noun by its letters, perhaps with a possessor.

    >>> is_noun("التزام"), is_noun("قلقه"), is_noun("بيسكوف")
    (True, True, False)
    """
    kind = kind_of(word)
    if kind & (Kind.COMMON_NOUN | Kind.MODIFIER | HEAD):
        return True
    if kind & Kind.GIVEN_NAME:
        return False
    if _VERBAL_NOUN.fullmatch(word):
        return True
    if word.endswith("ا") and len(word) > 4:
        return is_noun(word[:-1])
    for ending in _POSSESSIVES:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            return is_noun(stem) or (stem.endswith("ت") and is_noun(stem[:-1] + "ه"))
    return False


@lru_cache(maxsize=100_000)
def is_clitic_noun(word: str, clitics: frozenset[str] = _CLITICS) -> bool:
    """Whether a word is a known word with a conjunction or preposition written on it («بالتدخل», «لإتمام»)."""
    if word[0] not in clitics or len(word) < 3 or kind_of(word) & (Kind.GIVEN_NAME | Kind.PLACE):
        return False
    if word.startswith(("بال", "لل", "وال", "فال", "كال")):
        return True
    rest = word[1:]
    return is_noun(rest) or bool(kind_of(rest)) or (word[0] in "وف" and len(rest) > 2 and is_clitic_noun(rest))


@lru_cache(maxsize=100_000)
def is_name_like(word: str) -> bool:
    """Whether a bare word can be part of a person's name.

    >>> is_name_like("بيسكوف"), is_name_like("التزام"), is_name_like("ضروره")
    (True, False, False)
    """
    kind = kind_of(word)
    if kind & (Kind.GIVEN_NAME | Kind.NAME_PARTICLE | Kind.SURNAME):
        if word in cue_forms():
            return False
        return not kind & FUNCTION and (not kind & _EVERYDAY or bool(kind & Kind.NAME_PARTICLE))
    if kind & ~Kind.LATIN or word in cue_forms() or not word.isalpha() or len(word) < 2:
        return False
    return not word.endswith(_NOUN_ENDINGS) and not is_noun(word) and not is_clitic_noun(word)


_VERB = re.compile(r"ي\w{3,4}|س[يتن]\w{3,5}|ل[يت]\w{3,4}|[^اويى]{3,4}(?:ت|ته|تها|تهم)|\w{3,}(?:ها|هم)")


def is_verb_like(word: str) -> bool:
    """Whether an unlisted word has the letters of a verb, or an object pronoun («يريد», «سيقرر», «نجحت», «بذلها»)."""
    return _VERB.fullmatch(word) is not None and not kind_of(word)


def parse(
    document: Document,
    start: int,
    limit: int,
    *,
    bare: bool = False,
    clitic: int = 0,
    governed: Collection[str] = (),
) -> NounPhrase | None:
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
    governed
        Prepositions that open the content and so end the phrase, «ب» and «ل» also where they are written on a word.

    """
    if start >= limit or len(document.words[start]) <= clitic:
        return None
    words = document.words
    if clitic:
        words = words.copy()
        rest = words[start][clitic:]
        words[start] = "ا" + rest if rest.startswith("ل") and words[start].startswith("لل") else rest
    phrase = _Reader(document, words, limit, bare, governed).read(start)
    return replace(phrase, clitic=clitic) if phrase and clitic else phrase


class _Reader:
    """One pass over the tokens of a phrase: titles first, then the name, then what an apposition adds."""

    def __init__(
        self, document: Document, words: list[str], limit: int, bare: bool, governed: Collection[str]
    ) -> None:
        self.start = 0
        self.governed = governed
        self.document = document
        self.words = words
        self.limit = limit
        self.bare = bare

    def read(self, start: int) -> NounPhrase | None:
        self.start = start
        at = self._skip_sign(start)
        if at >= self.limit or not self._can_start(at):
            return None
        head = kind_of(self.words[at]) if not self.document.opens(at) else 0
        title_end = self._titles(at)
        if title_end > at and not self._may_bear_name(at, title_end, head):
            return NounPhrase(start, title_end, title_end, title_end, head)
        name_start, name_end = self._name(title_end)
        if name_end == at:
            return None
        if title_end > at and not head & Kind.PERSON_HEAD and (head & HEAD or not head & Kind.DEFINITE):
            name_start = name_end  # the name is the body's: «وكالة تسنيم»
        phrase = self._apposition(NounPhrase(start, max(title_end, name_end), name_start, name_end, head))
        return self._joint(phrase) if phrase.has_name else phrase

    def _may_bear_name(self, first: int, end: int, head: int) -> bool:
        """Whether a name can follow a title: a person's title, or a body's that is not complete without it."""
        if self._names_a_principal(first, end):
            return False
        if head & Kind.PERSON_HEAD or end >= self.limit:
            return True
        kind = kind_of(self.words[end])
        known = self.words[end] in self.document.names or (kind & Kind.GIVEN_NAME and not kind & _EVERYDAY)
        return bool(known) or not self._completes(end - 1)

    def _joint(self, phrase: NounPhrase) -> NounPhrase:
        at = phrase.end
        if at >= self.limit or self.words[at][0] != "و" or len(self.words[at]) < 4 or self.words[at] in cue_forms():
            return phrase
        rest = self.words[at][1:]
        if not (rest in self.document.names or kind_of(rest) & (Kind.GIVEN_NAME | Kind.PERSON_HEAD)):
            return phrase
        second = parse(self.document, at, self.limit, bare=self.bare, clitic=1, governed=self.governed)
        return replace(phrase, end=second.end, joined=second) if second and second.has_name else phrase

    def _names_a_principal(self, first: int, end: int) -> bool:
        """Whether a name to come is not the unnamed spokesman's but his principal's: «متحدث باسم الرئيس فلان»."""
        words = self.words[first:end]
        if "باسم" not in words or kind_of(words[0]) & Kind.DEFINITE:
            return False
        principal = words.index("باسم") + 1
        return principal < len(words) and bool(kind_of(words[principal]) & Kind.PERSON_HEAD)

    def _skip_sign(self, at: int) -> int:
        return at + 1 if at < self.limit and self.words[at] == "#" else at

    def _can_start(self, at: int) -> bool:
        word = self.words[at]
        kind = kind_of(word)
        if self.document.opens(at):
            return self._marked_name_end(at) > at
        if kind & Kind.DEMONSTRATIVE:
            return at + 1 < self.limit and bool(kind_of(self.words[at + 1]) & (Kind.DEFINITE | HEAD))
        if kind & FUNCTION and not kind & (HEAD | Kind.PLACE):
            return self._is_name(at)
        if kind & _TITLE_WORD or self._is_name(at):
            return True
        return organizations.end_of_name(self.words, at, self.limit) > at

    def _marked_name_end(self, at: int) -> int:
        """Return the end of a short name in quotation marks («العربية»), or `at` where there is none."""
        close = self.document.partner.get(at, at)
        return close + 1 if at < close <= at + _LONGEST_MARKED_NAME and close < self.limit else at

    def _titles(self, first: int) -> int:
        """Return where the titles that begin at a token end, no preposition left hanging."""
        end = self._all_titles(first)
        while end > first and kind_of(self.words[end - 1]) & Kind.PREPOSITION and self.words[end - 1] not in _IN_HIS_NAME:
            end -= 1
        return end

    def _all_titles(self, first: int) -> int:
        at, complete = first, False
        while at < self.limit:
            after = organizations.end_of_name(self.words, at, self.limit)
            if after > at and not (complete and self.bare):
                complete, at = True, after
                continue
            after = self._title_step(at, first, complete)
            if after == at:
                break
            inner = at > first and kind_of(self.words[at]) & Kind.PREPOSITION or self.words[at] == "باسم"
            reopened = inner or (complete and not kind_of(self.words[at]) and not self._completes(at))
            complete = not reopened and (complete or self._completes(at))
            at = after
        return at

    def _completes(self, at: int) -> bool:
        return bool(kind_of(self.words[at]) & _COMPLETE) or self._is_mark(at)

    def _is_mark(self, at: int) -> bool:
        return self.document.opens(at)

    def _title_step(self, at: int, first: int, complete: bool) -> int:
        """Return the token after one more word of the title, or `at` where the title ends."""
        word = self.words[at]
        kind = kind_of(word)
        if word == "#":
            return at + 1 if at + 1 < self.limit and kind_of(self.words[at + 1]) & _TITLE_WORD else at
        if self._is_mark(at):
            return self._marked_name_end(at)
        if word == "الله" and self.words[at - 1] in ("ايه", "حجه"):
            return at + 1
        if at == first:
            return at + 1 if kind & (_TITLE_WORD | Kind.DEMONSTRATIVE) and not self._starts_name(at, kind) else at
        if self._is_inner_preposition(at, first):
            return at + 1
        if self._starts_name(at, kind) or (complete and self._is_name_not_title(at, kind)) or (kind & Kind.TIME and not kind & (HEAD | Kind.MODIFIER)):
            return at
        if not kind and not complete and self._is_in_construct(at):
            return at + 1
        if complete and not kind & (_COMPLETE | Kind.NISBA | Kind.PERSON_HEAD | Kind.NUMBER):
            return at + 1 if self._is_joined(word) else at
        if kind & _TITLE_WORD:
            return at if self.bare and complete and not self._qualifies(at, word, kind) else at + 1
        return at + 1 if self._is_joined(word) else at

    def _starts_name(self, at: int, kind: int) -> bool:
        word = self.words[at]
        known = word in self.document.names
        if kind == Kind.COMMON_NOUN and self._is_introduced(at + 1):
            return True
        if known and kind == Kind.DEFINITE:  # but in «القيادي الحوثي حمد …» it qualifies the title
            return at + 1 >= self.limit or not kind_of(self.words[at + 1]) & Kind.GIVEN_NAME
        if known or kind & (Kind.GIVEN_NAME | Kind.NAME_PARTICLE | Kind.SURNAME):
            if kind & _EVERYDAY and not known and not kind & Kind.NAME_PARTICLE:
                return not kind & (HEAD | Kind.MODIFIER | Kind.DEFINITE) and self._is_everyday_name(at)
            return not kind & (HEAD | Kind.MODIFIER | Kind.DEFINITE)
        return word in cue_forms() and not kind & (HEAD | Kind.MODIFIER)

    def _is_everyday_name(self, at: int) -> bool:
        """Whether a given name that is an everyday word too is meant as a name: behind a title or before a name."""
        before = kind_of(self.words[at - 1]) if at > self.start else 0
        plain = not kind_of(self.words[at]) & (HEAD | Kind.NISBA | Kind.PLACE)
        if before & Kind.PERSON_HEAD or (before & Kind.DEFINITE and plain):
            return not self.bare or self._name_follows(at)
        return self._name_follows(at)

    def _is_introduced(self, at: int) -> bool:
        """Whether a name, a comma and a title follow, so that the noun before is a given name («دليل آمد، عضو …»)."""
        if at + 2 >= self.limit or self.words[at + 1] != "،" or not is_name_like(self.words[at]):
            return False
        return bool(kind_of(self.words[at + 2]) & Kind.PERSON_HEAD)

    def _name_follows(self, at: int) -> bool:
        return at + 1 < self.limit and (
            is_name_like(self.words[at + 1]) or kind_of(self.words[at + 1]) == Kind.DEFINITE
        )

    def _is_name_not_title(self, at: int, kind: int) -> bool:
        """Whether a word that is both begins a name: behind a complete title, an unknown name following."""
        both = kind & Kind.GIVEN_NAME and kind & (HEAD | Kind.MODIFIER) and not kind & Kind.DEFINITE
        return bool(both) and at + 1 < self.limit and is_name_like(self.words[at + 1])

    def _is_adjective(self, word: str, kind: int) -> bool:
        """Whether a definite word can qualify a phrase that is complete: «الحكومة | العراقية», not «| الغارات»."""
        return bool(kind & Kind.DEFINITE) and (
            bool(kind & Kind.NISBA) or word.endswith(("ي", "يه", "يين", "يون")) or word[2:] in _RANKS
        )

    def _is_in_construct(self, at: int) -> bool:
        """Whether an unknown word is a noun in a chain of titles, since a title or noun follows («كبير أمناء مجلس …»)."""
        following = kind_of(self.words[at + 1]) if at + 1 < self.limit and self.words[at].isalpha() else 0
        return bool(following & (HEAD | Kind.MODIFIER)) and not following & Kind.GIVEN_NAME

    def _qualifies(self, at: int, word: str, kind: int) -> bool:
        """Whether a word still belongs to a complete phrase: an adjective, or what a given name follows."""
        if self._is_adjective(word, kind):
            return True
        following = kind_of(self.words[at + 1]) if at + 1 < self.limit else 0
        return bool(following & Kind.GIVEN_NAME) and not following & FUNCTION

    def _is_joined(self, word: str) -> bool:
        """Whether a word goes on inside a title with a conjunction or «ل» on it: «… والهجرة», «… لشؤون …»."""
        rest = word[1:]
        if word[0] == "و" and len(rest) > 2 and word not in cue_forms():
            kind = kind_of(rest)
            return bool(kind & _TITLE_WORD) and not (self.bare and not kind & Kind.PLACE)
        if word[0] != "ل" or word in MEDIUM_CLITIC:
            return False
        if word.startswith("لل"):
            return not self.bare or bool(kind_of("ا" + rest) & HEAD)
        return bool(kind_of(rest) & (Kind.MODIFIER | HEAD)) and not kind_of(rest) & Kind.MEDIA_HEAD

    def _is_inner_preposition(self, at: int, first: int) -> bool:
        word = self.words[at]
        if word == "باسم" or word in _IN_HIS_NAME:
            return True
        if word not in _INNER_PREPOSITIONS or word in self.governed or at + 1 >= self.limit:
            return False
        if word == "عن" and self.words[at - 1].removeprefix("ال") not in _STANDING_FOR:
            return False
        following = self.words[at + 1]
        if following in MEDIUM or kind_of(following) & (Kind.TIME | Kind.NUMBER | Kind.COMPLEMENTIZER | Kind.RELATIVE):
            return False
        head = kind_of(self.words[first])
        person = head & (Kind.PERSON_HEAD | Kind.UNNAMED_HEAD)
        if self.bare and not self._name_comes(at + 1):
            return False
        return bool(person) and (word != "ل" or not self.document.opens(at + 1))

    def _name_comes(self, at: int) -> bool:
        """Whether a given name follows within a few words, so that the preposition is part of a title."""
        for i in range(at + 1, min(at + 5, self.limit)):
            if kind_of(self.words[i]) & Kind.GIVEN_NAME and not kind_of(self.words[i]) & FUNCTION:
                return True
            if not self.words[i][0].isalpha() or kind_of(self.words[i]) & FUNCTION:
                return False
        return False

    def _name(self, at: int) -> tuple[int, int]:
        """Return where the name that begins at a token begins and ends; a given name behind «ال…» begins it anew."""
        begin = at
        while at < self.limit and at - begin < _LONGEST_NAME:
            word = self.words[at]
            kind = kind_of(word)
            if word == "#" and at + 1 < self.limit:
                at += 1
                continue
            if word == "-" and begin < at < self.limit - 1 and self.document.ends[at] == self.document.starts[at + 1]:
                at += 2
                continue
            if at > begin and self._is_other_person(at):
                break
            if at > begin + 1 and self._begins_anew(at, kind):
                begin = at
            if self._is_name(at) or (at > begin and self._is_noun_as_name(at)):
                at += 1
            elif at > begin and kind & Kind.DEFINITE and not kind & FUNCTION and self._is_family_name(at, begin):
                at += 1
            else:
                break
        return (begin, at) if at > begin and self.words[at - 1] != "#" else (begin, begin)

    def _is_name(self, at: int) -> bool:
        word = self.words[at]
        if word == _ALI:
            if self.document.writes_dotless_ya:
                return self.document.raw(at, at + 1) == _ALI
            return bool(kind_of(self.words[at - 1]) & Kind.GIVEN_NAME)
        if word[0] == "و" and (word[1:] in self.document.names or kind_of(word[1:]) & Kind.GIVEN_NAME):
            return False
        if word in self.document.names or self._is_name_not_title(at, kind_of(word)):
            return True
        if kind_of(word) & Kind.GIVEN_NAME and kind_of(word) & Kind.ADVERB and at > self.start:
            return bool(kind_of(self.words[at - 1]) & _NISBA_TITLE) and self._name_follows(at)  # «… الفيتنامية لي ثي …»
        everyday = kind_of(word) & _EVERYDAY or word in cue_forms()
        if kind_of(word) & Kind.GIVEN_NAME and everyday and not kind_of(word) & FUNCTION:
            return self._is_everyday_name(at)
        if kind_of(word) == Kind.COMMON_NOUN and self._is_introduced(at + 1):
            return True
        if word.endswith("ه") and not kind_of(word) and at > self.start and self.document.raw(at, at + 1).endswith("ه"):
            return self._name_follows(at)  # a foreign name, where the feminine ending is written «ة»
        if kind_of(word) & Kind.GIVEN_NAME and kind_of(word) & Kind.TIME:
            following = kind_of(self.words[at + 1]) if at + 1 < self.limit else FUNCTION
            return not following & (FUNCTION | Kind.DEFINITE | Kind.NUMBER)  # «رجب طيب …», no month
        if word[0] in self.governed and len(word) > 3 and not kind_of(word):
            return False
        if self.governed and word[0] in self.governed and is_noun(word[1:]):
            return False
        if at > self.start and is_verb_like(word) and (self._follows_name(at) or word[0] == "ي"):
            return False
        return is_name_like(word)

    def _follows_name(self, at: int) -> bool:
        return self.words[at - 1] in self.document.names or is_name_like(self.words[at - 1])

    def _is_better_name(self, phrase: NounPhrase, at: int) -> bool:
        """Whether a given name stands behind the comma and none before it: «قبطان السفينة نورد شترن، آنا …»."""
        before = any(kind_of(w) & (Kind.GIVEN_NAME | Kind.SURNAME) for w in self.words[phrase.name_start : phrase.name_end])
        begins = kind_of(self.words[at]) & Kind.GIVEN_NAME and not kind_of(self.words[at]) & (_EVERYDAY | FUNCTION)
        return bool(begins) and not before and phrase.name_start > phrase.start and self._name(at)[1] > at + 1

    def _apposed_name(self, at: int) -> tuple[int, int]:
        """Return a name that begins with «ال…» between commas behind a title: «المتحدث، الصديق القمودي، …»."""
        end = at
        while end < self.limit and end - at < _LONGEST_NAME and self.words[end].isalpha():
            kind = kind_of(self.words[end])
            if kind & (FUNCTION | HEAD | Kind.NISBA | Kind.MODIFIER) or not (kind & Kind.DEFINITE or is_name_like(self.words[end])):
                break
            end += 1
        closed = end < self.limit and (self.words[end] == "،" or kind_of(self.words[end]) & FUNCTION)
        return (at, end) if closed and end - at > 1 else (at, at)

    def _begins_anew(self, at: int, kind: int) -> bool:
        """Whether a given name behind «ال…» begins the name proper: «محكمة منهاتن الفدرالي | ريتشارد …»."""
        if not kind & Kind.GIVEN_NAME or kind & (FUNCTION | HEAD | Kind.DEFINITE) or not kind_of(self.words[at - 1]) & Kind.DEFINITE:
            return False
        return not kind_of(self.words[at - 2]) & Kind.NAME_PARTICLE

    def _is_other_person(self, at: int) -> bool:
        """Whether a word follows a known name that nobody bears with it: «حذر صالحي | ترامب», «قالت هايلي | فجأة»."""
        before, word = self.words[at - 1], self.words[at]
        if (before, word) in self.document.name_pairs:
            return False
        if kind_of(before) & Kind.SURNAME and not kind_of(before) & Kind.GIVEN_NAME and kind_of(word) & Kind.GIVEN_NAME:
            return True
        return before in self.document.last_names or (before in self.document.names and word in self.document.names)

    def _is_noun_as_name(self, at: int) -> bool:
        """Whether an everyday noun after a given name is the family name, nothing else following that it could be."""
        word = self.words[at]
        if not word.isalpha() or word in cue_forms() or not self._behind_given_name(at):
            return False
        kind = kind_of(word)
        if not kind:
            return not is_clitic_noun(word) and not is_verb_like(word)
        if kind & (FUNCTION | Kind.DEFINITE | Kind.NUMBER):
            return False
        name_follows = at + 1 < self.limit and is_name_like(self.words[at + 1])
        if self.bare or kind & (HEAD | Kind.MODIFIER):
            return name_follows
        return name_follows or self._ends_phrase(at + 1)

    def _behind_given_name(self, at: int) -> bool:
        if kind_of(self.words[at - 1]) & (Kind.GIVEN_NAME | Kind.NAME_PARTICLE):
            return True
        return at > 1 and bool(kind_of(self.words[at - 2]) & Kind.NAME_PARTICLE)  # «عبد الحق | بنسودة»

    def _is_family_name(self, at: int, begin: int) -> bool:
        kind = kind_of(self.words[at])
        if kind_of(self.words[at - 1]) & Kind.NAME_PARTICLE:
            return True
        previous = kind_of(self.words[at - 1])
        if kind & HEAD and previous & Kind.GIVEN_NAME:
            return self._ends_phrase(at + 1)  # «عوض السيد،»
        if kind & (HEAD | Kind.MODIFIER) or (kind & Kind.NISBA and not previous & Kind.GIVEN_NAME):
            return False
        if previous & Kind.DEFINITE and not kind_of(self.words[at - 2]) & Kind.NAME_PARTICLE:
            return False
        if kind & Kind.COMMON_NOUN:
            return bool(previous & Kind.GIVEN_NAME) and not self.bare and self._ends_phrase(at + 1)
        return True

    def _ends_phrase(self, at: int) -> bool:
        """Whether nothing that could still belong to a noun phrase stands at a token."""
        if at >= self.limit or not self.words[at][0].isalnum() or is_clitic_noun(self.words[at]):
            return True
        return bool(kind_of(self.words[at]) & FUNCTION)

    def _apposition(self, phrase: NounPhrase) -> NounPhrase:
        """Add what follows the phrase about the same source: a name after a title, or a title after a name."""
        at = phrase.end
        comma = at < self.limit and self.words[at] == "،"
        at += comma
        if at >= self.limit:
            return phrase
        if phrase.has_name and comma and self._is_better_name(phrase, at):
            begin, end = self._name(at)
            return replace(phrase, end=end, name_start=begin, name_end=end)
        if phrase.has_name:
            kind = kind_of(self.words[at])
            if kind & Kind.PERSON_HEAD and (comma or not self.bare):
                end = self._titles(at)
                closed = end >= self.limit or self.words[end] in "،:-–" or kind_of(self.words[end]) & FUNCTION
                return replace(phrase, end=end) if end > at and (closed or not comma) else phrase
            return phrase
        if comma and phrase.head & Kind.PERSON_HEAD:
            begin, end = self._name(self._titles(at) if kind_of(self.words[at]) & Kind.PERSON_HEAD else at)
            if end == begin:
                begin, end = self._apposed_name(at)
            if end > begin:
                return replace(phrase, end=end, name_start=begin, name_end=end)
        return phrase
