"""The typed schemas of the command lines' configs: what may be set, and of which type."""

from dataclasses import dataclass, field
from typing import Any

from omegaconf import MISSING


@dataclass
class EngineConfig:
    """How the work is spread: `n_jobs` processes (-1: all cores), each given `chunk_size` articles at a time."""

    n_jobs: int = 1
    chunk_size: int = 16


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
    """Articles in, labelled quotes out. A path of None is the default one, or for `aliases` none.

    `merge_speakers` gives a speaker one name in all articles, rather than the name that each article has.
    """

    input: str = MISSING
    output: str = MISSING
    model: str | None = None
    aliases: str | None = None
    merge_speakers: bool = False
    columns: ColumnsConfig = field(default_factory=ColumnsConfig)
    rejects: str | None = None
    engine: EngineConfig = field(default_factory=EngineConfig)


@dataclass
class ReportConfig:
    """Quotes, or articles, in; a page and a table out. `model`, `columns` and `engine` are for articles."""

    input: str = MISSING
    output: str = MISSING
    model: str | None = None
    aliases: str | None = None
    columns: ColumnsConfig = field(default_factory=ColumnsConfig)
    engine: EngineConfig = field(default_factory=EngineConfig)
    language: str = "ar"
    sections: int = 200
    quotes_per_section: int = 100
    rows: int = 2000


@dataclass
class EvaluateConfig:
    """Gold against given predictions, or against what the pipeline finds now where `predictions` is None."""

    gold: str = MISSING
    split: str | None = None
    predictions: str | None = None
    model: str | None = None
    errors: str | None = None
    metrics: str | None = None
    resamples: int = 1000
    seed: int = 0


@dataclass
class DataConfig:
    """What to train on: the corpus's folder (None: the checkout's) and the texts of the standoff labels, if at hand."""

    name: str = MISSING
    path: str | None = None
    texts: str | None = MISSING


@dataclass
class FeaturesConfig:
    """The arguments of `stance.model.make_pipeline`: n-grams are [shortest, longest], or None for none."""

    word_ngrams: list[int] | None = None
    char_ngrams: list[int] | None = None
    cue: bool = True
    min_df: int = 2


@dataclass
class TrainConfig:
    """Corpus in, model folder out. `classifier` names a scikit-learn class as `_target_`, and its arguments."""

    name: str = MISSING
    output: str = MISSING
    data: DataConfig = field(default_factory=DataConfig)
    features: FeaturesConfig = field(default_factory=FeaturesConfig)
    classifier: dict[str, Any] = field(default_factory=dict)
    folds: int = 5
    seed: int = 0
