"""Where content ends: with its closing mark, its sentence, the next statement, or the reporter's own words."""

from bisect import bisect_right
from collections.abc import Iterable

from stance.extraction import narration
from stance.extraction.cues import cue_forms
from stance.extraction.document import Document
from stance.extraction.naming import is_verb_like
from stance.extraction.statements import Statement
from stance.lexicon.words import FUNCTION, Kind, closed_class, kind_of
from stance.schema import Form, Span

_TRAILING = frozenset("،,؛;:.!؟?…-–(")
_STOPS = frozenset(".،,")
_SAYING = frozenset(("assert", "continue", "answer", "explain"))
_NEIGHBOURS = 8  # statements that one can stand between cue and clause of
_LONGEST = 500  # tokens, more than any sentence has that somebody wrote
_NEAR = 4  # tokens between a word of saying and the words said, «إن» or a colon among them
_NOMINAL = ("np", "preposition")


def close(document: Document, statements: list[Statement], boundaries: Iterable[int] = ()) -> None:
    """Fill in the end of every statement's content.

    `statements` come in text order; `boundaries` are further tokens that no content crosses.
    """
    colons = (s.begin - 1 for s in statements if s.rule == "colon")
    uncrossed = sorted((*boundaries, *colons, len(document.words)))
    for place, statement in enumerate(statements):
        if statement.opener == "attribution":
            statement.end = statement.edge
            continue
        end = document.sentences[_last_sentence(document, statement)][1]
        limit = _next_edge(statements, place, statement.end or _farthest(document, statement.begin, end))
        for other in statements[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]:
            if _surrounds(document, other, statement):
                limit = _closing_comma(document, statement.begin, min(limit, other.begin - 1))
        limit = min(limit, uncrossed[bisect_right(uncrossed, statement.begin)])
        statement.end = _end(document, statement, limit)


def _farthest(document: Document, begin: int, end: int) -> int:
    """Return where content ends at the latest in sentences without an end, counted anew behind marks it would cut."""
    limit = min(end, begin + _LONGEST)
    while limit < end and limit in document.enclosing:
        limit = min(end, document.partner[document.enclosing[limit]] + _LONGEST)
    return limit


def _next_edge(statements: list[Statement], place: int, limit: int) -> int:
    """Return where the next statement begins that ends the content of one, the limit where none does before it."""
    for at in range(place + 1, len(statements)):
        other = statements[at]
        if other.edge >= limit:
            break
        if other.edge > statements[place].begin and not other.nested:
            return other.edge
    return limit


def _surrounds(document: Document, outer: Statement, inner: Statement) -> bool:
    """Whether a statement stands between another's cue and clause: «قال قبل اللقاء الذي ⟦طالب بعقده⟧، إن …»."""
    if outer.cue is None or inner.cue is None or not outer.cue[0] < inner.cue[0] < inner.begin < outer.begin - 1:
        return False
    return bool(document.kinds[outer.begin - 1] & Kind.COMPLEMENTIZER)


def _closing_comma(document: Document, begin: int, limit: int) -> int:
    """Return the comma behind which the outer clause goes on, the limit where there is none."""
    return next((at for at in range(begin, limit) if document.words[at] == "،"), limit)


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
    last = statement.begin
    if document.opens(last):
        closer = document.partner.get(last)
        if closer is None:
            cut = limit < document.sentences[document.sentence[last]][1]
            return limit if cut else _last_paragraph_end(document, last)
        if _is_named(document, statement) or not (
            _continues(document, closer + 1, limit) or _goes_on_in_marks(document, statement, closer)
        ):
            return closer + 1
        last = closer
    for at in range(last + 1, limit):
        if document.words[at] == "،":
            if narration.narrates(document, at + 1, limit):
                return at
            if statement.opener in _NOMINAL and (
                narration.is_clause(document, at + 1, limit) or narration.is_act(document, last, at + 1, limit)
            ):
                return at
            if statement.rule == "verbal-noun" and narration.is_main_clause(document, at + 1, limit):
                return at
        elif (
            narration.begins_anew(document, at)
            or narration.hints(document, at)
            or (statement.opener in _NOMINAL and narration.is_joined_act(document, at))
        ):
            return at
    return limit


def _is_named(document: Document, statement: Statement) -> bool:
    """Whether the words are what somebody calls a thing: «ما وصفه بـ⟦"الهجوم"⟧ في المدينة»."""
    if not statement.cue or not statement.form or not statement.form.shape.object:
        return False
    return document.words[statement.cue[0] - 1] in closed_class("what")


def _continues(document: Document, at: int, limit: int) -> bool:
    """Whether the content goes on behind a closing mark."""
    if at >= limit or document.words[at] in _TRAILING:
        return False
    word = document.words[at]
    form = cue_forms().get(word)
    if form and form.shape.use == "participle":
        return False
    pair = " ".join(document.words[at : at + 2])
    if pair in closed_class("narrating_pairs") or pair in closed_class("without"):
        return False
    return not kind_of(word) & (Kind.ATTRIBUTION | Kind.CONJUNCTION) and not narration.is_circumstantial(word)


def _goes_on_in_marks(document: Document, statement: Statement, closer: int) -> bool:
    """Whether «وأن» and further marks go on behind those that close: «أن "…"، ⟦وأن "…"⟧»."""
    at = closer + 1 + (document.words[closer + 1 : closer + 2] == ["،"])
    word = document.words[at] if at + 1 < len(document.words) else " "
    joined = word[0] == "و" and bool(kind_of(word[1:]) & Kind.COMPLEMENTIZER)
    return statement.opener == "that" and joined and document.opens(at + 1)


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
    if statement.opener == "attribution" and document.words[begin] == "كما" and begin + 2 < end:
        begin += 1 + bool(document.kinds[begin + 1] & Kind.COMPLEMENTIZER)
    span = document.span(begin, end)
    joined = statement.opener == "attribution" and _is_conjunction(document.words[begin])
    if joined or (statement.rule == "attribution-before" and narration.is_led_by_fa(document.words[begin])):
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
    """Whether a word of saying is no verb, which would be a cue of its own («يقول»)."""
    return word in closed_class("speech_adverbs") and word[0] not in "يت"


def _in_marks(document: Document, begin: int, end: int) -> tuple[Span, Form] | None:
    """Return the words inside marks, a full stop or comma before the closing one left out."""
    last = end - document.closes(end - 1)
    last -= document.words[last - 1] in _STOPS and last - begin > 2
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
