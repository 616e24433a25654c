"""The typed schemas of the command lines' configs: what may be set, and of which type."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from omegaconf import MISSING


@dataclass
class EngineConfig:
    """How the work is spread, as `stance.engine.run` takes it: serial, local or dask.

    `n_jobs` processes (-1: all cores) are each given up to `chunk_size` articles at a time. `address` is that of a
    Dask scheduler; None starts one on this machine.
    """

    backend: str = "serial"
    n_jobs: int = -1
    chunk_size: int = 16
    per_article_timeout_s: float = 60.0
    address: str | None = None


@dataclass
class ColumnsConfig:
    """What the columns, or JSON keys, of the articles are called in the user's files."""

    id: str = "id"
    text: str = "text"
    title: str = "title"
    date: str = "date"
    outlet: str = "outlet"
    url: str = "url"
    author: str = "author"


@dataclass
class PredictConfig:
    """Articles in, labelled quotes out. A path of None is the default one; for `aliases` and `corrections`, none.

    `merge_speakers` gives a speaker one name in all articles, rather than the name that each article has; `repeats`
    gives statements that are reported again one `cluster_id`. A stance less probable than `abstain_below` is left
    undecided. Where `output` is a folder, `shard_size` articles (None: those of an input file) make a file of it, and
    `partition_by`, outlet or month, divides each.
    """

    input: str = MISSING
    output: str = MISSING
    model: str | None = None
    trusted: bool = False
    abstain_below: float | None = None
    aliases: str | None = None
    corrections: str | None = None
    merge_speakers: bool = False
    repeats: bool = False
    shard_size: int | None = 10_000
    partition_by: str | None = None
    columns: ColumnsConfig = field(default_factory=ColumnsConfig)
    rejects: str | None = None
    engine: EngineConfig = field(default_factory=EngineConfig)


class ReportFormat(Enum):
    """What a report is written as."""

    html = "html"
    xlsx = "xlsx"
    csv = "csv"
    json = "json"


class Period(Enum):
    """How long the periods of a timeline are."""

    day = "day"
    week = "week"
    month = "month"
    year = "year"


@dataclass
class ReportConfig:
    """Quotes, or articles, in; pages and tables out. `columns`, and for articles `model` and `engine`, say how to read.

    Where lists of names are not empty, the report is about them alone. `articles` are those that quotes were found in,
    for quotes shown where they stand. A path of None is the default one, or for `aliases`, `corrections` and `articles`
    none; `by` None is as the dates allow. The latest `shown` of the first `pages` speakers are shown, `quotes_per_page`
    a page, and of the first `rows` a row of figures.
    """

    input: str = MISSING
    output: str = MISSING
    articles: str | None = None
    speakers: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    since: str | None = None
    until: str | None = None
    by: Period | None = None
    language: str = "ar"
    format: list[ReportFormat] = field(default_factory=list)
    model: str | None = None
    trusted: bool = False
    abstain_below: float | None = None
    explain: bool = True
    aliases: str | None = None
    corrections: str | None = None
    columns: ColumnsConfig = field(default_factory=ColumnsConfig)
    engine: EngineConfig = field(default_factory=EngineConfig)
    pages: int = 200
    shown: int = 50_000
    quotes_per_page: int = 200
    rows: int = 2000


@dataclass
class EvaluateConfig:
    """Gold against given predictions, or against what the pipeline finds now where `predictions` is None."""

    gold: str = MISSING
    split: str | None = None
    predictions: str | None = None
    model: str | None = None
    trusted: bool = False
    errors: str | None = None
    metrics: str | None = None
    resamples: int = 1000
    seed: int = 0


@dataclass
class DataConfig:
    """What to train on: the annotated corpus, or a table of the user's where `text` names one of its columns.

    `path` is the corpus's folder (None: the checkout's) or the table's file, `texts` the texts of the standoff labels.
    A table's `cue` and `group` columns may be missing. `labels` maps its labels to classes, or to None to leave rows
    out; without it, they are the classes.
    """

    name: str = MISSING
    path: str | None = MISSING
    texts: str | None = MISSING
    text: str | None = MISSING
    label: str | None = MISSING
    labels: Any = None  # a mapping, which Hydra takes no new keys for where it is typed as one
    cue: str | None = None
    group: str | None = None


@dataclass
class FeaturesConfig:
    """The arguments of `stance.model.make_pipeline`: n-grams are [shortest, longest], or None for none.

    `signals` is the longest run of classes of the stance lexicon, `signals_weight` what they count beside any other
    kind, `stems` the widest gap in a pair of stems.
    """

    word_ngrams: list[int] | None = None
    char_ngrams: list[int] | None = None
    cue: bool = True
    signals: int | None = None
    signals_weight: float = 1.0
    stems: int | None = None
    min_df: int = 2


class Measure(Enum):
    """How much to measure: what one cross-validation shows, or also what takes some ten times as many fits."""

    quick = "quick"
    all = "all"


class Export(Enum):
    """Formats, beside joblib, that a model is written in."""

    skops = "skops"


@dataclass
class TrainConfig:
    """Labelled quotes in, model folder out. `classifier` names a scikit-learn class as `_target_`, and its arguments.

    `output` takes the model, `run` the record with what was answered for every quote. With a `test_share`, each of the
    folds is a new draw of that share of the articles.
    """

    name: str = MISSING
    output: str = MISSING
    run: str = MISSING
    data: DataConfig = field(default_factory=DataConfig)
    features: FeaturesConfig = field(default_factory=FeaturesConfig)
    classifier: dict[str, Any] = field(default_factory=dict)
    continue_from: str | None = None
    continue_weight: float = 1.0
    folds: int = 5
    test_share: float | None = None
    seed: int = 0
    measure: Measure = Measure.quick
    export: Export | None = None


@dataclass
class ExportConfig:
    """Articles and their quotes in, a file or folder of an annotation tool out."""

    quotes: str = MISSING
    articles: str = MISSING
    format: str = MISSING
    output: str = MISSING
    columns: ColumnsConfig = field(default_factory=ColumnsConfig)
    rejects: str | None = None


@dataclass
class ImportConfig:
    """A file or folder of an annotation tool in, quotes out.

    `articles` are the texts that the quotes must stand in, `quotes` those that were exported: what a format has no
    place for comes from them, and `corrections` is written against them.
    """

    input: str = MISSING
    format: str = MISSING
    output: str = MISSING
    articles: str | None = None
    quotes: str | None = None
    corrections: str | None = None
    columns: ColumnsConfig = field(default_factory=ColumnsConfig)
    rejects: str | None = None


@dataclass
class ReviewConfig:
    """Quotes in, those worth checking first out: a workbook and, with `articles`, tasks for Label Studio.

    Quotes that `corrections` deals with have been checked and do not come again.
    """

    quotes: str = MISSING
    output: str = MISSING
    n: int = 100
    articles: str | None = None
    corrections: str | None = None
    language: str = "ar"
    columns: ColumnsConfig = field(default_factory=ColumnsConfig)
    rejects: str | None = None


@dataclass
class CompareConfig:
    """Two files of quotes, or two slices of one: `quotes` parted `by` outlet, period or speaker."""

    left: str = MISSING
    right: str = MISSING
    quotes: str | None = None
    by: str | None = None
    output: str | None = None
    language: str = "ar"
    rows: int = 25
    differing: int = 200
    resamples: int = 1000
    seed: int = 0
