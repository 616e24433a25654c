"""WebAnno TSV 3.3, which INCEpTION and WebAnno read and write: a folder with one file per article.

Offsets count UTF-16 code units. One span layer, `webanno.custom.Statement`, has quotes, cues, speakers and targets,
told apart by its feature `part`; the relation layer `webanno.custom.StatementPart` leads from a quote to the others.
Both have to exist in the project. Article columns, probabilities, ids, rule, via and cluster have no place in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from stance.interop.annotated import Annotated, OnReject
from stance.interop.documents import files_of, id_of_stem, nameable, new_folder
from stance.interop.graph import Link, Node, graph_of
from stance.interop.markup import markup_of
from stance.interop.offsets import Utf16
from stance.interop.webanno_lines import FEATURES, HEADER, escaped
from stance.interop.webanno_reading import read_document
from stance.interop.words import covered, sentences_of, words_of
from stance.io.atomic import replacing
from stance.schema import Span


def write(articles: Iterable[Annotated], path: Path, on_reject: OnReject) -> None:
    """Write a folder with one file for each article."""
    new_folder(path)
    for stem, annotated in nameable(articles, on_reject):
        with replacing(path / f"{stem}.tsv") as part, part.open("w", encoding="utf-8", newline="") as file:
            file.write(HEADER)
            file.writelines(f"{line}\n" for line in _body(annotated))


def read(path: Path) -> Iterator[Annotated]:
    """Read a folder of .tsv files, or one; where sentences have gaps, spaces stand between them."""
    for file in files_of(path, ".tsv"):
        yield read_document(file, id_of_stem(file.stem))


def _body(annotated: Annotated) -> Iterator[str]:
    article, quotes = annotated
    text, units = article.text, Utf16(article.text)
    markups = [markup_of(quote, text) for quote in quotes]
    nodes, links = graph_of(markups)
    words = words_of(text, markups)
    sentences = list(sentences_of(text, words))
    addresses = [f"{s}-{w}" for s, one in enumerate(sentences, start=1) for w, _ in enumerate(one, start=1)]
    spans, relations = _span_columns(words, nodes), _relation_columns(words, addresses, nodes, links)
    at = 0
    for sentence, following in zip(sentences, [*sentences[1:], None], strict=True):
        end = following[0].start if following else len(text)
        yield ""
        yield from (f"#Text={escaped(line)}" for line in text[sentence[0].start : end].split("\n"))
        for word in sentence:
            start, stop = units.encode(word)
            yield "\t".join([addresses[at], f"{start}-{stop}", escaped(word.of(text)), *spans[at], *relations[at], ""])
            at += 1


def _span_columns(words: Sequence[Span], nodes: Iterable[Node]) -> list[list[str]]:
    """Return the cells of each word: for every feature the values of all that covers it, with their numbers."""
    stacks: list[list[tuple[int, Mapping[str, str]]]] = [[] for _ in words]
    for node in nodes:
        values = _features(node)
        for at in covered(words, node.span):
            stacks[at].append((node.number, values))
    return [
        ["|".join(f"{values.get(name) or '*'}[{number}]" for number, values in stack) or "_" for name in FEATURES]
        for stack in stacks
    ]


def _features(node: Node) -> dict[str, str]:
    shown = {"part": node.part, **{name: getattr(node.markup, name, None) for name in FEATURES[1:]}}
    return {name: escaped(str(value)) for name, value in shown.items() if value}


def _relation_columns(
    words: Sequence[Span], addresses: Sequence[str], nodes: Iterable[Node], links: Iterable[Link]
) -> list[list[str]]:
    """Return the cells of each word: the relations that end on it, and the quote's first word that each comes from."""
    firsts = {node.number: covered(words, node.span)[:1] for node in nodes}
    kinds: list[list[str]] = [[] for _ in words]
    sources: list[list[str]] = [[] for _ in words]
    for link in links:
        for part, quote in zip(firsts[link.part], firsts[link.quote], strict=True):
            kinds[part].append(str(link.kind))
            sources[part].append(f"{addresses[quote]}[{link.quote}_{link.part}]")
    return [["|".join(kind) or "_", "|".join(source) or "_"] for kind, source in zip(kinds, sources, strict=True)]
