"""Where a quotation mark that was lost must have stood, so that one mark without its other half still encloses words.

A closing mark alone belongs to the colon before it, or to the start of its sentence where a verb of speech follows. An
opening mark alone ends before the verb that names its speaker, or with the last sentence before the reporter speaks.
"""

from collections.abc import Iterator

from stance.extraction.cues import CueForm, cue_forms
from stance.extraction.document import Document, with_marks
from stance.lexicon.words import Kind, kind_of

_NAMED_IN_MARKS = Kind.MEDIA_HEAD | Kind.INSTITUTION_HEAD | Kind.GROUP_HEAD
_COMMAS = frozenset("،,-")


def restore(document: Document) -> Document:
    """Return the document with every lost mark put back whose place the text shows."""
    places = list(_places(document))
    return with_marks(document, places) if places else document


def _places(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the token before which a mark is missing, and the offset in the normalized text where it stood."""
    alone = sorted(document.marks - document.partner.keys())
    for start, end in document.paragraphs if alone else ():
        for token in (i for i in alone if start <= i < end):
            if token in document.unclosed:
                place = _closing(document, token, end)
                if place is not None:
                    yield place, document.ends[place - 1]
            elif document.words[token] != "'":
                place = _opening(document, start, token)
                if place is not None:
                    yield place, document.starts[place]


def _opening(document: Document, start: int, closer: int) -> int | None:
    """Return the token before which the opening mark was lost."""
    floor = next((i + 1 for i in range(closer - 1, start - 1, -1) if document.is_mark(i)), start)
    for token in range(closer - 1, floor, -1):
        if document.words[token - 1] == ":":
            return token
    if not _reports_next(document, closer + 1):
        return None
    return max(document.sentences[document.sentence[closer]][0], floor)


def _closing(document: Document, opener: int, end: int) -> int | None:
    """Return the token before which the closing mark was lost."""
    if opener and opener + 1 < end and kind_of(document.words[opener - 1]) & _NAMED_IN_MARKS:
        return opener + 2  # «صحيفة «الأفق»»: a name in marks is one word until shown longer
    limit = next((i for i in range(opener + 1, end) if document.is_mark(i)), end)
    begins, stop = document.sentences[document.sentence[opener]]
    for token in range(opener + 1, limit):
        if begins == opener and token < stop and _reports_behind_comma(document, token):
            return token
        sentence = document.sentence[token]
        if token + 1 == document.sentences[sentence][1] < end and _is_report(document, sentence + 1):
            return token
    return None


def _reports_behind_comma(document: Document, token: int) -> bool:
    return document.words[token] in _COMMAS and _reports_next(document, token)


def _reports_next(document: Document, token: int) -> bool:
    """Whether a verb that may follow the words it reports stands here, perhaps behind a comma."""
    words = document.words[token : token + 2]
    if words and words[0] in _COMMAS:
        words = words[1:]
    form = cue_forms().get(words[0]) if words else None
    return form is not None and form.takes("say") and _is_verb(form) and not form.conjunction


def _is_report(document: Document, sentence: int) -> bool:
    forms = map(cue_forms().get, document.words[slice(*document.sentences[sentence])])
    return any(form and _is_verb(form) and not form.shape.present for form in forms)


def _is_verb(form: CueForm) -> bool:
    return form.shape.use == "verb" and not form.ambiguous
