"""Whether a cue reports something where it stands: not denied, not a noun, not an aside, not written on a wall."""

from stance.extraction import adjuncts
from stance.extraction.cues import CueForm
from stance.extraction.document import Document
from stance.extraction.naming import is_clitic_noun, is_verb_like
from stance.extraction.noun_phrases import NounPhrase
from stance.extraction.openings import Opening
from stance.extraction.sources import is_certain, names_medium
from stance.extraction.subjects import hastening
from stance.lexicon.words import FUNCTION, Kind, closed_class, kind_of

_AFFIRMED_BY_NEGATION = frozenset(("استبعد",))
_BEFORE_VERBS = frozenset(("منذ", "مذ", "حتي"))  # the prepositions that a verb may follow
_THING = Kind.COMMON_NOUN | Kind.DEFINITE
_LONGEST_SUBJECT = 4  # tokens from «أن» to its predicate
_DAMMA = "\u064f"
_SHADDA = "\u0651"


def is_negated(document: Document, cue: int, form: CueForm) -> bool:
    """Whether nothing is said: «لم يقل», «ما أعلن», or «يذكر أن», where nobody speaks."""
    word = document.words[cue]
    if form.shape.use == "verb" and form.shape.object and document.raw(cue, cue + 1).endswith("ة"):
        return True  # «دعوة», not «دعوه»
    if form.lemma.name == "ادعي" and document.raw(cue, cue + 1).endswith("ى") and form.shape.present:
        return True  # «ويُدعى فلانا»
    if word in closed_class("impersonal") or (word in closed_class("no_cues") and document.raw(cue, cue + 1) == word):
        return True
    before = document.words[cue - 1] if cue else ""
    negated = kind_of(before) & Kind.NEGATION or (
        before == "ما" and document.words[cue - 2 : cue - 1] in (["و"], ["،"])
    )
    return bool(negated) and form.lemma.name not in _AFFIRMED_BY_NEGATION


def reports(document: Document, cue: int, form: CueForm, opening: Opening, subject: NounPhrase | None) -> bool:
    """Whether a form stands as a cue here, where it may be an everyday word, a noun, or tell of a thing."""
    before = document.words[cue - 1] if cue else "\n"
    if form.shape.use == "noun":
        return _noun_reports(document, cue, form, opening)
    if form.shape.use == "participle":
        return _participle_reports(document, cue, form, opening)
    if form.shape.object and opening.kind == "np" and not form.takes("obj:np"):
        return False  # a noun with its owner: «أعلنوا … | رفضهم تعيين …»
    if opening.kind == "say" and not subject and _is_inscription(document, cue, form):
        return False
    if form.lemma.group == "characterize" and subject is None and _is_passive(document, cue, form, opening):
        return False
    if subject is None and document.words[cue] in closed_class("shown"):
        return False
    if subject and subject.start < cue and form.lemma.name == "اشتبه" and not form.conjunction:
        return False  # «رجال يُشتبه بأنهم مهربون»
    if _is_relative_to_nobody(form, opening, subject, before) or _is_believed(document, cue, form, opening, subject):
        return False
    if _is_aside(document, cue, opening, before):
        return False
    if form.lemma.medium and not (subject and names_medium(subject, document)):
        return False
    if _SHADDA in document.raw(cue, cue + 1):
        return True
    if (form.lemma.marked and not _is_plain(opening, subject)) or _tells_of_a_thing(
        document, cue, form, opening, subject
    ):
        return False
    if kind_of(before) & Kind.PREPOSITION and before not in _BEFORE_VERBS:
        return False
    return not form.ambiguous or _is_verb_here(document, cue, form, opening, subject)


def _is_plain(opening: Opening, subject: NounPhrase | None) -> bool:
    """Whether a verb needs no shadda to be told: a person is its subject, a noun its object («كذب فلان التصريحات»)."""
    return opening.kind == "np" and subject is not None and (subject.has_name or bool(subject.head & Kind.PERSON_HEAD))


def _noun_reports(document: Document, cue: int, form: CueForm, opening: Opening) -> bool:
    """Whether a verbal noun reports: no other cue has the words, and they stand where nothing else can govern them."""
    if cue and document.words[cue - 1] in closed_class("worth"):
        return False
    if any(other.shape.use == "verb" for _, other in document.cues_between(cue + 1, opening.begin)):
        return False
    near = opening.begin - cue <= 2
    if opening.kind == "that":
        return document.words[opening.begin - 2] not in closed_class("clause_leaders")
    if opening.kind == "say":  # other marks are about one word: «منذ إعلان "الانتصار"»
        return near and (form.lemma.name == "قال" or ":" in document.words[cue + 1 : opening.begin + 1])
    if opening.kind != "preposition":
        return False
    if opening.subject and not form.lemma.has_object and document.words[opening.subject.end] in form.governed:
        return opening.begin == opening.subject.end + 1 and is_certain(opening.subject, document)
    return near and (
        document.words[cue].startswith("بال")  # «اختتم كلمته بالتأكيد على …»
        or hastening(document, cue) is not None
    )


def _participle_reports(document: Document, cue: int, form: CueForm, opening: Opening) -> bool:
    before = document.words[cue - 1] if cue else "\n"
    if kind_of(before) & Kind.PREPOSITION:
        return False  # «عن أمله», a noun
    if document.words[cue] in closed_class("again") and opening.begin > cue + 1:
        return False  # «عاد مجددا، …», but «مجددا التزامه»
    if document.words[cue + 1] in closed_class("them"):
        return True  # «… عقوبات متهمة إياها بـ…»
    if document.words[cue].endswith("ه") and (_qualifies_noun(document, cue) or _is_predicate(document, cue)):
        return False
    if not form.ambiguous and not form.shape.plural:
        return True
    if cue and document.words[cue].endswith("ا") and document.kinds[cue - 1] & (Kind.DEFINITE | Kind.PLACE):
        return True  # indefinite behind a definite noun, it is no adjective: «ورد المجلس معلنا …»
    return before in ("،", ".", "\n") or document.closes(cue - 1) or (_is_clause(opening) and opening.begin - cue <= 3)


def _qualifies_noun(document: Document, at: int) -> bool:
    """Whether a feminine participle is the adjective of an indefinite noun before it: «منشأة صحية ⟦مهددة⟧ بالتوقف»."""
    kind = document.kinds[at - 1] if at else 0
    noun = kind & (Kind.COMMON_NOUN | Kind.MODIFIER | Kind.NISBA) and document.words[at - 1].endswith(("ه", "ات"))
    return bool(noun) and not kind & (Kind.DEFINITE | Kind.PLACE | FUNCTION)


def _is_predicate(document: Document, at: int) -> bool:
    """Whether a feminine participle says what a subject is: «أن تونس ⟦متمسكة⟧ بـ…», «بقيت الشركة ⟦مصرة⟧ على»."""
    for before in range(at - 2, max(at - _LONGEST_SUBJECT, 0) - 1, -1):
        between = document.words[before + 1]
        verb = document.kinds[before + 1] & Kind.VERB or (is_verb_like(between) and not is_clitic_noun(between))
        if verb or not between.isalpha():
            return False  # «أن الوزيرة غادرت القاعة | مؤكدة …»
        if document.kinds[before] & (Kind.COMPLEMENTIZER | Kind.AUXILIARY):
            return True
        if document.words[before] in closed_class("remaining"):
            return True
    return False


def _is_clause(opening: Opening) -> bool:
    return opening.kind in ("that", "say")


def _is_relative_to_nobody(form: CueForm, opening: Opening, subject: NounPhrase | None, before: str) -> bool:
    """Whether a verb describes somebody or something unsaid: «من يتحدث عن …», «التي يعتقد أنها …»."""
    if subject:
        return False
    if form.shape.object and opening.kind == "preposition" and before in closed_class("what"):
        return False  # «انسحب فلان بسبب ما وصفه بـ"…"»
    described = kind_of(before) & Kind.RELATIVE and before != "حيث"
    return bool(described) or (before in closed_class("who") and not form.shape.object)


def _is_believed(document: Document, cue: int, form: CueForm, opening: Opening, subject: NounPhrase | None) -> bool:
    """Whether nobody in particular thinks something, as nobody speaks before: «ويُعتقد أن …», «كما يُتوقع أن …»."""
    thought = form.lemma.group == "believe" and form.shape.present and form.shape.gender == "m"
    bare = subject is None and opening.kind == "that" and opening.begin == cue + 2
    start = document.sentences[document.sentence[cue]][0]
    return thought and bare and not document.cues_between(start, cue)


def _is_verb_here(document: Document, cue: int, form: CueForm, opening: Opening, subject: NounPhrase | None) -> bool:
    """Whether letters that are an everyday word too are the verb, by what stands before and behind them."""
    if document.words[cue + 1] in ("فيه", "فيها"):
        return True
    before = document.words[cue - 1] if cue else "\n"
    if form.shape.object and before in closed_class("what"):
        return True
    leads = (
        form.conjunction
        or not before[0].isalnum()
        or before in closed_class("leading")
        or kind_of(before) & Kind.COMPLEMENTIZER
        or adjuncts.lead(document, document.sentences[document.sentence[cue]][0], cue) == cue
    )
    if document.kinds[cue] & Kind.PREPOSITION and not leads:
        return opening.begin - cue <= 2 and (_is_clause(opening) or document.words[cue + 1] in form.governed)
    if _is_clause(opening):
        return subject is not None or opening.begin - cue <= 3
    if leads:
        told = subject is not None or form.shape.plural or before in closed_class("yet_he")
        return opening.kind != "np" or told
    return subject is not None and (opening.kind == "preposition" or subject.start < cue)


def _is_inscription(document: Document, cue: int, form: CueForm) -> bool:
    """Whether words stand written on something, nobody saying them: «كُتب على لوح: …», «لافتة كتب عليها …»."""
    passive = _has_damma(document, cue)
    on_it = document.words[cue + 1] in ("عليه", "عليها") and "علي" not in form.governed
    return form.shape.use == "verb" and (passive or on_it)


def _is_passive(document: Document, cue: int, form: CueForm, opening: Opening) -> bool:
    """Whether what is characterized can only be the subject: «أشخاصا ⟦وصفوا⟧ بأنهم …», «وُصف»."""
    opener = document.words[cue + 1 : opening.begin]
    bare = not opener or opener == ["ب"] or opener[0] in closed_class("as_it_is")
    return (bare and form.lemma.needs_object and not form.shape.object) or _has_damma(document, cue)


def _has_damma(document: Document, cue: int) -> bool:
    """Whether a written damma makes a past verb passive: «كُتب», «وُصف»."""
    raw = document.raw(cue, cue + 1)
    return _DAMMA in (raw[1:2], raw.removeprefix("و")[1:2])


def _is_aside(document: Document, cue: int, opening: Opening, before: str) -> bool:
    """Whether a verb and its subject stand between commas in somebody's clause: «، كما حذر فلان، فـ…»."""
    closed = opening.subject is not None and document.words[opening.subject.end] == "،"
    return closed and before == "كما" and opening.kind == "preposition"


def _tells_of_a_thing(
    document: Document, cue: int, form: CueForm, opening: Opening, subject: NounPhrase | None
) -> bool:
    """Whether a verb says what a thing before it is about («الاتفاق ينص على …»), nobody speaking."""
    if subject or _is_clause(opening):
        return False
    if not form.lemma.has_noun and document.kinds[cue + 1] & ~FUNCTION == _THING:
        return True  # «وينص الاتفاق على …»
    if form.conjunction or not cue:
        return False
    if document.words[cue + 1] in ("فيه", "فيها"):
        return False  # «بيانا أكدت فيه …»: the clause's subject speaks
    kind = document.kinds[cue - 1]
    return bool(kind & (Kind.DEFINITE | Kind.COMMON_NOUN)) and not kind & FUNCTION
