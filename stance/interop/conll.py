"""CoNLL-U Plus: a line per word, with a column of B, I and O tags for quotes, cues, speakers and targets each.

The tag of a quote is its stance; whose cue or speaker a word belongs to, and the white space behind it, stand in MISC.
Tags cannot overlap, so that of quotes that do only the first is tagged. All other columns stand in comments, and so do
the quotes without tags, which come back as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from stance.interop.annotated import Annotated, OnReject
from stance.interop.conll_lines import COLUMNS, TAGGED, spaces_misc
from stance.interop.conll_reading import read as read
from stance.interop.markup import Markup, Part, markup_of
from stance.interop.rows import article_row, one_line, quote_rows
from stance.interop.words import covered, sentences_of, words_of
from stance.io import Reject
from stance.io.atomic import replacing
from stance.schema import Quote, Span


def write(articles: Iterable[Annotated], path: Path, on_reject: OnReject) -> None:
    """Write all articles into one file; quotes that overlap an earlier one are told to `on_reject`."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# global.columns = {' '.join(COLUMNS)}\n")
        for annotated in articles:
            file.writelines(f"{line}\n" for line in _document(annotated, on_reject))


def _document(annotated: Annotated, on_reject: OnReject) -> Iterator[str]:
    article, quotes = annotated
    text = article.text
    kept = list(_apart(quotes, text, on_reject))
    tagged = {quote.quote_id for quote, _ in kept}
    yield f"# newdoc id = {one_line(article.id)[1:-1]}"
    yield f"# article = {one_line(article_row(article))}"
    for number, row in enumerate(quote_rows(quote for quote, _ in kept), start=1):
        yield f"# quote {number} = {one_line(row)}"
    for row in quote_rows(quote for quote in quotes if quote.quote_id not in tagged):
        yield f"# untagged quote = {one_line(row)}"
    markups = [markup for _, markup in kept]
    words = words_of(text, markups)
    tags, owners = _tags(words, markups), _owners(words, markups)
    at = 0
    for sentence in sentences_of(text, words):
        yield f"# text = {' '.join(text[sentence[0].start : sentence[-1].end].split())}"
        for number, word in enumerate(sentence, start=1):
            following = words[at + 1].start if at + 1 < len(words) else len(text)
            misc = owners[at] + spaces_misc(text[: word.start] if at == 0 else "", text[word.end : following])
            yield "\t".join([str(number), word.of(text), *(tags[part][at] for part in TAGGED), "|".join(misc) or "_"])
            at += 1
        yield ""


def _apart(quotes: Iterable[Quote], text: str, on_reject: OnReject) -> Iterator[tuple[Quote, Markup]]:
    """Yield quotes of which none covers a word of another, and whose cues and names are apart or the same."""
    taken: dict[Part, list[Span]] = {part: [] for part in TAGGED}
    for quote in sorted(quotes, key=lambda one: (one.quote_start, one.quote_end)):
        markup = markup_of(quote, text)
        if any(_clashes(part, markup.part(part), taken[part]) for part in TAGGED):
            reason = f"the quote at {quote.quote_start} overlaps another, so that it has no tags"
            on_reject(Reject(reason, article_id=quote.article_id, excerpt=quote.quote[:200]))
            continue
        for part in TAGGED:
            taken[part] += filter(None, [markup.part(part)])
        yield quote, markup


def _clashes(part: Part, span: Span | None, taken: Iterable[Span]) -> bool:
    if span is None:
        return False
    others = (one for one in taken if part is Part.QUOTE or one != span)
    return any(span.start < other.end and other.start < span.end for other in others)


def _tags(words: Sequence[Span], markups: Iterable[Markup]) -> dict[Part, list[str]]:
    tags = {part: ["O"] * len(words) for part in TAGGED}
    for markup in markups:
        for part in TAGGED:
            span = markup.part(part)
            label = (markup.stance or "undecided") if part is Part.QUOTE else part
            for rank, at in enumerate(covered(words, span) if span else ()):
                tags[part][at] = f"{'I' if rank else 'B'}-{label}"
    return tags


def _owners(words: Sequence[Span], markups: Iterable[Markup]) -> list[list[str]]:
    """Return for each word the numbers of the quotes whose quote, cue, speaker or target begins with it."""
    begins = {word.start: at for at, word in enumerate(words)}
    owners: list[dict[Part, list[str]]] = [{} for _ in words]
    for number, markup in enumerate(markups, start=1):
        for part in TAGGED:
            span = markup.part(part)
            if span and span.start in begins:
                owners[begins[span.start]].setdefault(part, []).append(str(number))
    return [[f"{part.capitalize()}={','.join(numbers)}" for part, numbers in owner.items()] for owner in owners]
