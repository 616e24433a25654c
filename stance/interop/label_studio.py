"""Label Studio's JSON: one task per article, its quotes as a prediction that annotators correct.

Label Studio counts code points. Beside the tasks lies the labeling configuration that they need. A region of label
`quote` carries stance, form and the canonical names of speaker and target; relations lead to its cue, and to where the
speaker and the target are named. The task's data keeps all columns of article and quotes.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from stance.errors import StanceError
from stance.interop.annotated import Annotated, OnReject
from stance.interop.graph import Link, Node, graph_of, markups_of
from stance.interop.markup import Markup, Part, markup_of, restored
from stance.interop.rows import article_of, article_row, quote_rows, quotes_of
from stance.io.atomic import replacing
from stance.schema import Form, Span, Stance

Result = dict[str, Any]
_CONFIG = Path(__file__).parent / "label_studio.xml"
_FIELDS = {"stance": "choices", "form": "choices", "speaker_name": "textarea", "target_name": "textarea"}
_VALUE_KEYS = {"choices": "choices", "textarea": "text"}


def config_path(path: Path) -> Path:
    """Return where the labeling configuration of a task file lies."""
    return path.with_suffix(".config.xml")


def write(articles: Iterable[Annotated], path: Path, _on_reject: OnReject) -> None:
    """Write tasks, one a line inside a JSON list, and the labeling configuration beside them."""
    with replacing(path) as part, part.open("wb") as file:
        file.write(b"[")
        for number, annotated in enumerate(articles):
            file.write((b",\n" if number else b"\n") + orjson.dumps(_task(annotated)))
        file.write(b"\n]\n")
    with replacing(config_path(path)) as part:
        part.write_bytes(_CONFIG.read_bytes())


def _task(annotated: Annotated) -> Result:
    article, quotes = annotated
    nodes, links = graph_of(markup_of(quote, article.text) for quote in quotes)
    results = [result for node in nodes for result in _region(node, article.text)]
    results += [_relation(link) for link in links]
    return {
        "data": {"text": article.text, "article": article_row(article), "quotes": quote_rows(quotes)},
        "predictions": [{"model_version": "stance", "result": results}],
    }


def _region(node: Node, text: str) -> Iterator[Result]:
    """Yield what makes a region: its label, then what is chosen or written for it."""
    region = {"id": f"r{node.number}", "to_name": "text"}
    place = {"start": node.span.start, "end": node.span.end}
    label = {**place, "text": node.span.of(text), "labels": [str(node.part)]}
    yield region | {"from_name": "part", "type": "labels", "value": label}
    for name, kind in _FIELDS.items():
        value = getattr(node.markup, name) if node.markup else None
        if value:
            yield region | {"from_name": name, "type": kind, "value": place | {_VALUE_KEYS[kind]: [str(value)]}}


def _relation(link: Link) -> Result:
    return {
        "type": "relation",
        "from_id": f"r{link.quote}",
        "to_id": f"r{link.part}",
        "direction": "right",
        "labels": [str(link.kind)],
    }


def read(path: Path) -> Iterator[Annotated]:
    """Read tasks as exported in the format JSON: of each the last annotation, or the prediction where there is none.

    The list is one JSON value, which is held in memory.
    """
    try:
        tasks = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise StanceError(f"{path}, line {error.lineno}, column {error.colno}: not valid JSON ({error.msg}).") from None
    if not isinstance(tasks, list):
        raise StanceError(f"{path}: a list of tasks is expected. Export from Label Studio in the format JSON.")
    for number, task in enumerate(tasks, start=1):
        place = f"{path}, task {number}"
        try:
            yield _annotated(task, place)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise StanceError(
                f"{place} does not read as one ({error!r}). Export from Label Studio in the format JSON, not JSON-MIN."
            ) from error


def _annotated(task: Mapping[str, Any], place: str) -> Annotated:
    data = task["data"]
    article = article_of(data["article"], data["text"], place)
    return restored(article, _markups(_results(task)), quotes_of(data.get("quotes"), place))


def _results(task: Mapping[str, Any]) -> list[Result]:
    finished = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
    chosen = finished or task.get("predictions") or [{"result": []}]
    results: list[Result] = chosen[-1]["result"]
    return results


def _markups(results: Iterable[Result]) -> list[Markup]:
    quotes: dict[str, Markup] = {}
    parts: dict[str, tuple[Part, Span]] = {}
    links: list[tuple[str, str]] = []
    chosen: dict[str, dict[str, str]] = {}
    for result in results:
        if result["type"] == "relation":
            links.append((result["from_id"], result["to_id"]))
        elif result["type"] == "labels":
            value = result["value"]
            parts[result["id"]] = Part(value["labels"][0]), Span(int(value["start"]), int(value["end"]))
        elif result["from_name"] in _FIELDS:
            values = result["value"][_VALUE_KEYS[result["type"]]]
            chosen.setdefault(result["id"], {})[result["from_name"]] = values[0] if values else ""
    for region, (part, span) in parts.items():
        if part is Part.QUOTE:
            quotes[region] = _markup(span, chosen.get(region, {}))
    return markups_of(quotes, parts, links)


def _markup(span: Span, chosen: Mapping[str, str]) -> Markup:
    return Markup(
        quote=span,
        stance=Stance(chosen["stance"]) if chosen.get("stance") else None,
        form=Form(chosen["form"]) if chosen.get("form") else None,
        speaker_name=chosen.get("speaker_name", ""),
        target_name=chosen.get("target_name", ""),
    )
