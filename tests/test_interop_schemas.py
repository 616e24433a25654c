"""The files are as the tools' own documentation says, and what the tools export is read.

Label Studio: labelstud.io/guide/predictions, /guide/task_format, /tags/text, /tags/relations; its frontend turns the
browser's offsets into code points. doccano: the data import and export of its repository; its frontend leaves the
browser's UTF-16 offsets as they are. brat: the page on its standoff format, and how its server reads it. WebAnno TSV:
the chapter on the format in the guide of INCEpTION. CoNLL-U Plus: universaldependencies.org/ext-format.html.
"""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from annotated_articles import TEXT, example, quote, span

from stance.errors import StanceError
from stance.interop.annotated import Annotated
from stance.interop.formats import format_named
from stance.interop.label_studio import config_path
from stance.schema import Article, Quote, Stance


def written(name: str, folder: Path) -> Path:
    path = folder / "out.json"
    format_named(name).write([example(), Annotated(Article("2", "لا أقوال"), [])], path, lambda _: None)
    return path


def read_back(name: str, path: Path) -> list[Quote]:
    return [quote for annotated in format_named(name).read(path) for quote in annotated.quotes]


def test_label_studio_takes_the_tasks_with_their_configuration(tmp_path: Path) -> None:
    path = written("label-studio", tmp_path)
    config = ElementTree.fromstring(config_path(path).read_text(encoding="utf-8"))
    controls = {tag.get("name"): tag for tag in config.iter() if tag.get("name")}
    offered = {name: {one.get("value") for one in tag} for name, tag in controls.items()}
    relations = {one.get("value") for one in config.iter("Relation")}
    [shown] = config.iter("Text")
    tasks = json.loads(path.read_bytes())
    assert [set(task) for task in tasks] == [{"data", "predictions"}] * 2
    for task in tasks:
        text = task["data"][shown.attrib["value"].removeprefix("$")]
        [prediction] = task["predictions"]
        assert isinstance(prediction["model_version"], str)
        regions = {result["id"] for result in prediction["result"] if result["type"] == "labels"}
        for result in prediction["result"]:
            if result["type"] == "relation":
                assert {result["from_id"], result["to_id"]} <= regions
                assert set(result["labels"]) <= relations
                assert result["direction"] in {"left", "right", "bi"}
                continue
            control, value = controls[result["from_name"]], result["value"]
            assert (result["to_name"], control.get("toName"), result["id"] in regions) == ("text", "text", True)
            assert result["type"] == control.tag.lower()
            assert 0 <= value["start"] < value["end"] <= len(text)
            if result["type"] == "labels":
                assert value["text"] == text[value["start"] : value["end"]]
            chosen = value[{"labels": "labels", "choices": "choices", "textarea": "text"}[result["type"]]]
            assert isinstance(chosen, list) and len(chosen) == 1
            assert result["type"] == "textarea" or set(chosen) <= offered[result["from_name"]]


def test_label_studio_counts_code_points_and_shows_all_white_space(tmp_path: Path) -> None:
    [task, _] = json.loads(written("label-studio", tmp_path).read_bytes())
    first = task["predictions"][0]["result"][0]["value"]
    assert (first["start"], TEXT[: first["start"]].count("😀")) == (span("بانتهاك").start, 1)
    assert "white-space: pre-wrap" in config_path(tmp_path / "out.json").read_text(encoding="utf-8")


def label_studio_export(folder: Path) -> dict[str, Any]:
    """Return the first task as Label Studio exports it: an annotation made from the prediction, and changed."""
    task: dict[str, Any] = json.loads(written("label-studio", folder).read_bytes())[0]
    results = [result for result in task["predictions"][0]["result"] if result.get("from_name") != "form"]
    for result in results:
        for key in {"id", "from_id", "to_id"} & set(result):
            result[key] = f"{result[key]}#made-anew"
        if result["type"] != "relation":
            result["origin"] = "prediction-changed"
        if result.get("from_name") == "stance":
            result["value"]["choices"] = ["neutral"]
        if result["type"] == "relation":
            result["from_id"], result["to_id"] = result["to_id"], result["from_id"]
    skipped = {"id": 8, "was_cancelled": True, "result": []}
    done = {"id": 7, "completed_by": 1, "was_cancelled": False, "ground_truth": False, "lead_time": 9.5}
    return task | {"id": 3, "annotations": [done | {"result": results}, skipped], "project": 1, "created_at": "…"}


def test_what_label_studio_exports_is_read(tmp_path: Path) -> None:
    (tmp_path / "export.json").write_text(json.dumps([label_studio_export(tmp_path)]), encoding="utf-8")
    first, second = read_back("label-studio", tmp_path / "export.json")
    assert (first.stance, first.cue, first.target, first.rule) == (Stance.NEUTRAL, "اتهم", "الولايات المتحدة", "verb")
    assert (second.stance, second.cue, second.speaker) == (None, "وأضاف", "سامر الحلواني")


def test_doccano_takes_the_lines(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in written("doccano", tmp_path).read_text(encoding="utf-8").split("\n") if line]
    entities = [entity["id"] for line in lines for entity in line["entities"]]
    assert len(set(entities)) == len(entities) > 0
    for line in lines:
        units = line["text"].encode("utf-16-le")
        own = {entity["id"] for entity in line["entities"]}
        for entity in line["entities"]:
            assert set(entity) == {"id", "label", "start_offset", "end_offset"}
            assert 0 <= entity["start_offset"] < entity["end_offset"] <= len(units) // 2
            assert entity["label"] in {*Stance, "quote", "cue", "speaker", "target"}
        for relation in line["relations"]:
            assert set(relation) == {"id", "from_id", "to_id", "type"}
            assert {relation["from_id"], relation["to_id"]} <= own
    shown = [
        lines[0]["text"].encode("utf-16-le")[2 * e["start_offset"] : 2 * e["end_offset"]] for e in lines[0]["entities"]
    ]
    assert [one.decode("utf-16-le") for one in shown][:2] == [example().quotes[0].quote, "اتهم"]


def test_what_doccano_exports_is_read(tmp_path: Path) -> None:
    [line, _] = written("doccano", tmp_path).read_text(encoding="utf-8").strip().split("\n")
    row = json.loads(line)
    for entity in row["entities"]:
        entity["id"] += 100
        entity["label"] = "cooperative" if entity["label"] == "hostile" else entity["label"]
    for relation in row["relations"]:
        relation |= {"from_id": relation["from_id"] + 100, "to_id": relation["to_id"] + 100, "id": relation["id"] + 50}
    row |= {"id": 12, "Comments": []}
    (tmp_path / "export.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    first, second = read_back("doccano", tmp_path / "export.jsonl")
    assert (first.stance, first.speaker_id, first.p_hostile) == (Stance.COOPERATIVE, "own:7", 0.7)
    assert second == example().quotes[1]


def test_brat_takes_the_folder(tmp_path: Path) -> None:
    folder = written("brat", tmp_path)
    assert {path.suffix for path in folder.iterdir()} == {".txt", ".ann", ".conf"}
    text = (folder / "خبر%2F1.txt").read_bytes().decode()
    annotations = (folder / "خبر%2F1.ann").read_text(encoding="utf-8").splitlines()
    assert text == TEXT
    ids = [line.partition("\t")[0] for line in annotations]
    assert len(set(ids)) == len(ids)
    for line in annotations:
        if line[0] == "T":
            match = re.fullmatch(r"T\d+\t(Quote|Cue|Speaker|Target) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", line)
            assert match
            fragments = [tuple(map(int, one.split())) for one in match[2].split(";")]
            assert " ".join(text[start:end] for start, end in fragments) == match[3]
            assert all(len(text[start:end].splitlines()) == 1 for start, end in fragments)
        else:
            assert re.match(
                r"A\d+\t(?:Stance|Form) T\d+ \w+$"
                r"|R\d+\thas_(?:cue|speaker|target) Arg1:T\d+ Arg2:T\d+\t$"
                r"|#\d+\tAnnotatorNotes T\d+\t\{",
                line,
            )
    settings = (folder / "annotation.conf").read_text(encoding="utf-8")
    assert [
        section for section in ("entities", "relations", "events", "attributes") if f"[{section}]" not in settings
    ] == []
    assert "Text\tdirection:rtl" in (folder / "visual.conf").read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_brat_meets_no_line_break_in_an_annotation(tmp_path: Path, end: str) -> None:
    article = Article("1", f"قالت هند: نعم{end}ولا")
    note = quote(f"نعم{end}ولا", "قالت", "هند", article, speaker=f"هند{end}الراوي")
    format_named("brat").write([Annotated(article, [note])], tmp_path / "out", lambda _: None)
    lines = (tmp_path / "out" / "1.ann").read_bytes().decode()
    assert lines.splitlines() == lines.removesuffix("\n").split("\n")
    assert read_back("brat", tmp_path / "out") == [note]


def test_webanno_takes_the_files(tmp_path: Path) -> None:
    lines = (written("webanno-tsv", tmp_path) / "خبر%2F1.tsv").read_bytes().decode().split("\n")
    assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
    assert [line.partition("=")[0] for line in lines[1:3]] == ["#T_SP", "#T_RL"]
    assert lines[3:5] == ["", ""] and lines[5].startswith("#Text=")
    spans, relations = lines[1].count("|"), lines[2].count("|")
    units, rows = TEXT.encode("utf-16-le"), [line.split("\t") for line in lines if re.match(r"\d+-\d+\t", line)]
    end = 0
    for address, offsets, word, *cells in rows:
        start, stop = map(int, offsets.split("-"))
        assert end <= start < stop
        assert units[2 * start : 2 * stop].decode("utf-16-le") == re.sub(r"\\(.)", r"\1", word), address
        assert (
            len(cells) == spans + relations + 1 and cells[-1] == ""
        )  # each line ends in a tab, as INCEpTION writes them
        end = stop
    sources = [cells[-2] for *_, cells in ((None, row) for row in rows) if cells[-2] != "_"]
    addresses = {row[0] for row in rows}
    assert sources and all(one.partition("[")[0] in addresses for cell in sources for one in cell.split("|"))


def test_what_inception_exports_is_read(tmp_path: Path) -> None:
    """As it writes annotations: features by name, numbers only where they are needed, lines for sentence ids."""
    path = tmp_path / "7.tsv"
    path.write_text(
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_SP=webanno.custom.Statement|form|part|speaker_name|stance|target_name\n"
        "#T_RL=webanno.custom.StatementPart|part|BT_webanno.custom.Statement\n\n\n"
        "#Sentence.id=s1\n#Text=😀 رحبت هند بالقرار\n"
        "1-1\t0-2\t😀\t_\t_\t_\t_\t_\t_\t_\t\n"
        "1-2\t3-7\tرحبت\t*\tcue\t*\t*\t*\tcue\t1-4[0_0]\t\n"
        "1-3\t8-11\tهند\t*\tspeaker\t*\t*\t*\tspeaker\t1-4\t\n"
        "1-4\t12-19\tبالقرار\tindirect\tquote\tهند الراوي\tcooperative\t*\t_\t_\t\n",
        encoding="utf-8",
    )
    [quote] = read_back("webanno-tsv", path)
    assert (quote.quote, quote.cue, quote.speaker_mention) == ("بالقرار", "رحبت", "هند")
    assert (quote.quote_id, quote.speaker, quote.stance) == ("7:11-18", "هند الراوي", Stance.COOPERATIVE)


def test_conll_u_plus_readers_take_the_file(tmp_path: Path) -> None:
    lines = written("conll", tmp_path).read_bytes().decode().split("\n")
    columns = lines[0].removeprefix("# global.columns = ").split()
    assert columns == ["ID", "FORM", "QUOTE", "CUE", "SPEAKER", "TARGET", "MISC"]
    expected = 1
    for line in lines[1:]:
        if line.startswith("# "):
            continue
        if not line:
            expected = 1
            continue
        cells = line.split("\t")
        assert len(cells) == len(columns) and all(cells) and int(cells[0]) == expected
        assert all(re.fullmatch(r"O|[BI]-\w+", tag) for tag in cells[2:6])
        expected += 1
    tags = [line.split("\t")[2] for line in lines if line[:1].isdigit()]
    assert [tag for tag in tags if tag[0] == "B"] == ["B-hostile", "B-undecided"]


def test_the_lines_are_gold_for_evaluate(tmp_path: Path) -> None:
    from stance.evaluate.gold import read_gold

    article, quotes = example()
    decided = [quotes[0]]
    format_named("jsonl").write([Annotated(article, decided)], tmp_path / "gold.jsonl", lambda _: None)
    [gold] = read_gold(tmp_path / "gold.jsonl")
    [one] = gold.quotes
    assert (one.span.of(TEXT), one.speakers, one.stance, one.target) == (
        *(quotes[0].quote, ("سامر الحلواني",)),
        *(Stance.HOSTILE, "الولايات المتحدة"),
    )


def test_articles_annotated_by_hand_are_read(tmp_path: Path) -> None:
    row = {"start": 0, "end": 3, "speaker": "هند", "form": "direct", "stance": "neutral", "target": "", "cue": None}
    line = json.dumps({"id": "7", "split": "dev", "text": "نعم. قالت هند", "quotes": [row]})
    (tmp_path / "hand.jsonl").write_text(line, encoding="utf-8")
    [quote] = read_back("jsonl", tmp_path / "hand.jsonl")
    assert (quote.quote_id, quote.quote, quote.speaker, quote.article_id) == ("7:0-3", "نعم", "هند", "7")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("label-studio", "[{", "not valid JSON"),
        ("label-studio", "{}", "list of tasks"),
        ("label-studio", '[{"text": "نص", "label": []}]', "JSON-MIN"),
        ("label-studio", '[{"data": {"text": "نص", "article": {}}}]', "no article id"),
        ("doccano", '{"text": "نص"}', "JSONL(Relation)"),
        ("doccano", "[]", "not a JSON object"),
        (
            "doccano",
            '{"text": "نص", "article": {"id": "1"}, "entities": '
            '[{"id": 1, "label": "x", "start_offset": 0, "end_offset": 1}]}',
            "'x'",
        ),
        ("brat", "T1\tPerson 0 3\tنعم\n", "line 1"),
        ("brat", "T1\tQuote 0 3\tنعم\nA1\tStance T1 angry\n", "line 2"),
        ("webanno-tsv", "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Other|value\n", "custom.Other"),
        ("conll", "1\tنعم\tO\n", "line 1"),
        (
            "conll",
            "# global.columns = ID FORM QUOTE CUE SPEAKER TARGET MISC\n# newdoc id = 1\n1\tنعم\tO\n",
            "3 columns",
        ),
        (
            "conll",
            "# global.columns = ID FORM QUOTE CUE SPEAKER TARGET MISC\n# newdoc id = 1\n1\tنعم\tB-x\tO\tO\tO\t_\n",
            "'B-x'",
        ),
        ("jsonl", '{"id": "1", "text": "نص"}', "list of quotes"),
        ("jsonl", '{"id": "1", "text": "نص", "quotes": [{"form": "direct"}]}', "quote_id"),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_place(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / "file.ann"
    path.write_text(content, encoding="utf-8")
    path.with_suffix(".txt").write_text("نعم", encoding="utf-8")
    with pytest.raises(StanceError, match=re.escape(str(path))) as caught:
        read_back(name, path)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["brat", "webanno-tsv"])
def test_an_empty_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StanceError, match="There is no"):
        read_back(name, tmp_path)
