"""Where content ends: with its closing mark, its sentence, the next statement, or the reporter's own words."""

from collections.abc import Iterable

from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import is_verb_like
from stance.extraction.statements import Statement
from stance.lexicon.words import FUNCTION, Kind, closed_class, kind_of
from stance.schema import Form, Span

_TRAILING = frozenset("،,؛;:.!؟?…-–(")
_SAYING = frozenset(("assert", "continue", "answer", "explain"))
_NEAR = 4  # tokens between a word of saying and the words said, «إن» or a colon among them
_NOMINAL = ("np", "preposition")
_HINTING = ["في", "اشاره", "الي"]  # the reporter's own, with a comma before it or without


def close(document: Document, statements: list[Statement], boundaries: Iterable[int] = ()) -> None:
    """Fill in the end of every statement's content.

    `statements` come in text order; `boundaries` are further tokens that no content crosses.
    """
    boundaries = [*boundaries, *(s.begin - 1 for s in statements if s.rule == "colon")]
    edges: dict[int, list[Statement]] = {}
    for statement in statements:
        edges.setdefault(document.sentence[statement.edge], []).append(statement)
    for statement in statements:
        if statement.opener == "attribution":
            statement.end = statement.edge
            continue
        last = _last_sentence(document, statement)
        limit = statement.end or document.sentences[last][1]
        for sentence in range(document.sentence[statement.begin], last + 1):
            for other in edges.get(sentence, ()):
                if statement.begin < other.edge < limit and not other.nested and other is not statement:
                    limit = other.edge
                elif _surrounds(document, other, statement):
                    limit = min(limit, other.begin - 1)
        limit = min((b for b in boundaries if statement.begin < b < limit), default=limit)
        statement.end = _end(document, statement, limit)


def _surrounds(document: Document, outer: Statement, inner: Statement) -> bool:
    """Whether a statement stands between another's cue and clause: «قال قبل اللقاء الذي ⟦طالب بعقده⟧، إن …»."""
    if outer.cue is None or inner.cue is None or not outer.cue[0] < inner.cue[0] < inner.begin < outer.begin - 1:
        return False
    return bool(document.kinds[outer.begin - 1] & Kind.COMPLEMENTIZER)


def _last_sentence(document: Document, statement: Statement) -> int:
    """Return the sentence that the content reaches: the next ones too where they go on with «وأن …»."""
    sentence = document.sentence[statement.begin]
    while statement.opener in ("that", "preposition") and sentence + 1 < len(document.sentences):
        start = document.sentences[sentence + 1][0]
        word = document.words[start]
        adjacent = document.sentences[sentence][1] == start
        if not (adjacent and word[0] == "و" and kind_of(word[1:]) & Kind.COMPLEMENTIZER):
            break
        sentence += 1
    return sentence


def _end(document: Document, statement: Statement, limit: int) -> int:
    begin = statement.begin
    if document.opens(begin):
        closer = document.partner.get(begin)
        if closer is None:
            cut = limit < document.sentences[document.sentence[begin]][1]
            return limit if cut else _last_paragraph_end(document, begin)
        if not _continues(document, closer + 1, limit):
            return closer + 1
    for at in range(begin + 1, limit):
        if document.words[at] == "،":
            if _narrates(document, at + 1, limit):
                return at
            if statement.opener in _NOMINAL and (
                _is_clause(document, at + 1, limit) or _is_act(document, begin, at + 1, limit)
            ):
                return at
            if statement.rule == "verbal-noun" and _is_main_clause(document, at + 1, limit):
                return at
        elif (
            _begins_anew(document, at)
            or document.words[at : at + 3] == _HINTING
            or (statement.opener in _NOMINAL and _is_joined_act(document, at))
        ):
            return at
    return limit


def _is_clause(document: Document, at: int, limit: int) -> bool:
    """Whether a clause begins that content without a verb («نفى الاتهامات») does not go on with."""
    if at >= limit:
        return False
    pair = " ".join(document.words[at : at + 2])
    return document.words[at] in closed_class("clause_conjunctions") or pair in closed_class("clause_pairs")


def _is_act(document: Document, begin: int, at: int, limit: int) -> bool:
    """Whether somebody does or says something more: «طالب بالانسحاب، ⟦ورفض⟧ …», «…، ⟦ثم غادر⟧».

    Behind a relative clause the verb may go on with that: «ندد بهجوم أوقع قتلى، وألحق أضرارا».
    """
    if at + 1 >= limit or any(kind & Kind.RELATIVE for kind in document.kinds[begin:at]):
        return False
    word, following = document.words[at], document.words[at + 1]
    if word == "ثم":
        return _is_finite(following)
    return word[0] == "و" and len(word) > 1 and (word[1:] in closed_class("before_verbs") or _is_finite(word[1:]))


def _is_finite(word: str) -> bool:
    """Whether a word is a verb in the past, a reporting one or another."""
    form = cue_forms().get(word)
    if form:
        return form.shape.use == "verb" and not form.shape.present and not form.ambiguous
    return bool(kind_of(word) & Kind.VERB) or (word[-1] == "ت" and is_verb_like(word))


def _is_main_clause(document: Document, at: int, limit: int) -> bool:
    """Whether the clause comes that a report in a phrase of its own only leads to: «رغم تأكيده أن …، ⟦خرج⟧ الناس»."""
    if at >= limit:
        return False
    word, form = document.words[at], cue_forms().get(document.words[at])
    finite = form and form.shape.use == "verb" and not form.conjunction and not form.ambiguous
    return bool(finite or kind_of(word) & Kind.VERB) or word in closed_class("main_clauses")


def _begins_anew(document: Document, at: int) -> bool:
    """Whether a state or body joined by «و» reports next, even without words of its own: «… ⟦وواشنطن⟧ تحذر»."""
    word = document.words[at]
    if word[0] != "و" or at + 1 >= len(document.words) or not kind_of(word[1:]) & (Kind.PLACE | Kind.ORGANIZATION):
        return False
    form = cue_forms().get(document.words[at + 1])
    return form is not None and form.shape.present and not form.ambiguous


def _is_joined_act(document: Document, at: int) -> bool:
    """Whether «و» joins what the source did to what it said: «استنكر الحادث ⟦وزار⟧ الجرحى»."""
    word = document.words[at]
    return word[0] == "و" and not document.kinds[at] and bool(kind_of(word[1:]) & Kind.VERB)


def _continues(document: Document, at: int, limit: int) -> bool:
    """Whether the content goes on behind a closing mark."""
    if at >= limit or document.words[at] in _TRAILING:
        return False
    word = document.words[at]
    form = cue_forms().get(word)
    if form and form.shape.use == "participle":
        return False
    if " ".join(document.words[at : at + 2]) in closed_class("narrating_pairs"):
        return False
    return not kind_of(word) & (Kind.ATTRIBUTION | Kind.CONJUNCTION) and not is_circumstantial(word)


def is_circumstantial(word: str) -> bool:
    """Whether a word is a participle in the accusative that describes the speaker: «، متجاهلا», «، منافية»."""
    return len(word) > 4 and word[0] == "م" and word[-1] in "اه" and not kind_of(word) and word.isalpha()


def _narrates(document: Document, at: int, limit: int) -> bool:
    if at >= limit:
        return False
    word, following = document.words[at], document.words[at + 1] if at + 1 < len(document.words) else ""
    form = cue_forms().get(word)
    if form and form.shape.use == "participle" and word[-1] in "ان":
        return True
    if word == "وذلك":
        return following in closed_class("narrated_occasions")
    return (
        word in closed_class("narration")
        or bool(kind_of(word) & Kind.ATTRIBUTION)
        or is_circumstantial(word)
        or f"{word} {following}" in closed_class("narrating_pairs")
        or (word in closed_class("yet_he") and following in closed_class("declined"))
        or (word[0] == "و" and word[1:] in closed_class("declined") and following in closed_class("silence"))
    )


def _last_paragraph_end(document: Document, at: int) -> int:
    """Return where words end that the paragraph does not close: with it, or where the next ones that open anew end."""
    end = next(end for start, end in document.paragraphs if start <= at < end)
    following = document.next_paragraph(end - 1)
    if following >= len(document.words) or not document.opens(following):
        return end
    closer = document.partner.get(following)
    if closer is None:
        return _last_paragraph_end(document, following)
    behind = document.words[closer + 1 : closer + 3]
    return closer + 1 if not behind or behind[0] == "\n" or behind == [".", "\n"] or behind == ["."] else end


def content(document: Document, statement: Statement) -> tuple[Span, Form] | None:
    """Return where the words said stand in the raw text, and how: in marks, in part, or not; None where none are left.

    Punctuation at either end is left out, and so is a conjunction that joins a whole clause to the text before it.
    """
    begin, end = statement.begin, statement.end or statement.begin
    while end > begin and document.words[end - 1] in _TRAILING:
        end -= 1
    while begin < end and document.words[begin] in _TRAILING:
        begin += 1
    if begin >= end:
        return None
    if document.opens(begin) and document.partner.get(begin, end - 1) == end - 1:
        return _in_marks(document, begin, end)
    begin += statement.opener == "attribution" and document.words[begin] == "كما" and begin + 1 < end
    span = document.span(begin, end)
    if statement.opener == "attribution" and _is_conjunction(document.words[begin]):
        span = Span(span.start + 1, span.end)
    marked = not document.marks.isdisjoint(range(begin, end))
    return span, Form.MIXED if marked else Form.INDIRECT


def cue(document: Document, statement: Statement) -> Span | None:
    """Return where the cue stands: with the word of saying right behind it, or that alone where the verb says nothing.

    «أضاف ⟦قائلا⟧: …», «رد الوزير قائلا: …», but «دافع الوزير عن القرار ⟦قائلا⟧ إن …».
    """
    if not statement.cue:
        return None
    start, end = statement.cue
    saying = next((i for i in range(max(end, statement.begin - _NEAR), statement.begin) if _says(document.words[i])), 0)
    if not saying or not statement.form or _says(document.words[start]):
        return document.span(start, end)
    if saying == end:
        return document.span(start, saying + 1)
    return document.span(start, end) if statement.form.lemma.group in _SAYING else document.span(saying, saying + 1)


def _says(word: str) -> bool:
    return word in closed_class("speech_adverbs") and not kind_of(word) & Kind.VERB and word[0] not in "يت"


def _in_marks(document: Document, begin: int, end: int) -> tuple[Span, Form] | None:
    """Return the words inside marks, the full stop before the closing one left out."""
    last = end - document.closes(end - 1)
    last -= document.words[last - 1] == "." and last - begin > 2
    return (document.span(begin + 1, last), Form.DIRECT) if last > begin + 1 else None


def _is_conjunction(word: str) -> bool:
    """Whether «و» at the front of a word joins it: «وقد», «وبلغت», but «وصل», «واشنطن»."""
    rest = word[1:]
    if word[0] != "و" or len(rest) < 2:
        return False
    if kind_of(rest) & FUNCTION:
        return True
    if kind_of(word):
        return False
    verb = rest in cue_forms() or is_verb_like(rest) or (rest[0] in "تس" and len(rest) > 3)
    return verb or bool(kind_of(rest))
