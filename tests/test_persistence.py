import json
import pickle
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from stance.corpus import Split, read_corpus
from stance.errors import StanceError
from stance.features import QuoteLike
from stance.model import load_model, make_pipeline, persistence, save_model
from stance.model.persistence import DEFAULT

CLASSES = ["cooperative", "hostile", "neutral"]
FIGURES: dict[str, Any] = {
    "quotes": 3,
    **dict.fromkeys(("macro_f1", "accuracy", "log_loss", "brier", "ece"), 0.5),
    "classes": {name: {"precision": 0.5, "recall": 0.5, "f1": 0.5, "quotes": 1} for name in CLASSES},
    "intervals": {"macro_f1": [0.4, 0.6]},
}
METRICS: dict[str, Any] = {
    "folds": 5,
    "seed": 0,
    "cross_validation": {"model": FIGURES},
    "by_source": {},
    "held_out": {"article": FIGURES},
    "reliability": [{"confidence": 0.5, "right": 0.5, "quotes": 3}],
    "risk_coverage": [{"coverage": 1.0, "confidence": 0.4, "risk": 0.5}],
}
DATA = {"files": {}, "left_out": {}, "train": {"source": {"article": 3}, "stance": dict.fromkeys(CLASSES, 1)}}
ASKED: list[QuoteLike] = ["نرحب بأي حوار جاد", "لن نغفر لهم هذا العدوان", {"quote": "تبدأ الجلسة غدا", "cue": "قال"}]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    quotes = [quote for quote in read_corpus() if quote.split is Split.TRAIN][::60]
    return make_pipeline(LogisticRegression(max_iter=500), char_ngrams=(2, 3)).fit(
        quotes, [str(quote.label) for quote in quotes]
    )


def save(pipeline: Pipeline, folder: Path, **more: Any) -> Path:
    save_model(
        pipeline, folder, metrics=METRICS, config="seed: 0\n", command="python -m stance.train", data=DATA, **more
    )
    return folder


@pytest.fixture
def folder(pipeline: Pipeline, tmp_path: Path) -> Path:
    return save(pipeline, tmp_path / "trial")


def edit_manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **changes}), encoding="utf-8")


def test_a_saved_model_comes_back_the_same(pipeline: Pipeline, folder: Path) -> None:
    np.testing.assert_array_equal(load_model(folder, trusted=True).predict_proba(ASKED), pipeline.predict_proba(ASKED))
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["model.joblib", "manifest.json", "metrics.json", "config.yaml", "README.md"]
    )
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert (manifest["name"], manifest["classes"]) == ("trial", CLASSES)
    assert manifest["packages"]["scikit-learn"] == version("scikit-learn")


def test_a_pickle_from_elsewhere_needs_trust(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StanceError, match=r"can run any code .* trusted=true; .* export=skops"):
        load_model(folder)
    monkeypatch.setattr(persistence, "MODELS_DIR", folder.parent)
    assert load_model("trial").classes_ == load_model(folder).classes_ == CLASSES


def test_a_link_out_of_models_is_elsewhere(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "linked").symlink_to(folder)
    monkeypatch.setattr(persistence, "MODELS_DIR", tmp_path / "models")
    with pytest.raises(StanceError, match="trusted=true"):
        load_model("linked")


class Bomb:
    """A pickle that leaves a file behind when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def test_a_file_that_is_not_the_manifests_is_refused_unread(folder: Path) -> None:
    fuse = folder / "went-off"
    (folder / "model.joblib").write_bytes(pickle.dumps(Bomb(fuse)))
    with pytest.raises(StanceError, match=r"is not the file that manifest\.json describes"):
        load_model(folder, trusted=True)
    assert not fuse.exists()
    pickle.loads((folder / "model.joblib").read_bytes())
    assert fuse.exists()


@pytest.mark.parametrize("other", ["1.5.2", "2.0.0"])
def test_a_model_of_another_scikit_learn_is_refused(folder: Path, other: str) -> None:
    edit_manifest(folder, packages={"scikit-learn": other})
    with pytest.raises(StanceError, match=rf"scikit-learn {other}.*train again: python -m stance\.train"):
        load_model(folder, trusted=True)


def test_a_patch_release_of_scikit_learn_is_no_hindrance(folder: Path) -> None:
    minor = version("scikit-learn").rpartition(".")[0]
    edit_manifest(folder, packages={"scikit-learn": f"{minor}.99"})
    assert load_model(folder, trusted=True).classes_ == CLASSES


def test_a_folder_without_model_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StanceError, match=rf"no model in {tmp_path}.*Models at hand: .*{DEFAULT}"):
        load_model(tmp_path)
    (folder / "model.joblib").unlink()
    with pytest.raises(StanceError, match=r"model\.joblib: cannot be read"):
        load_model(folder, trusted=True)
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(StanceError, match=r"manifest\.json: is not a manifest"):
        load_model(folder)


class TestSkops:
    @pytest.fixture(autouse=True)
    def needs_skops(self) -> None:
        pytest.importorskip("skops")

    def test_an_exported_model_needs_no_trust(self, pipeline: Pipeline, tmp_path: Path) -> None:
        folder = save(pipeline, tmp_path / "sent", export=True)
        (folder / "model.joblib").unlink()
        for place in (folder, folder / "model.skops"):
            np.testing.assert_array_equal(load_model(place).predict_proba(ASKED), pipeline.predict_proba(ASKED))

    def test_a_changed_export_is_refused(self, pipeline: Pipeline, tmp_path: Path) -> None:
        folder = save(pipeline, tmp_path / "sent", export=True)
        with (folder / "model.skops").open("ab") as file:
            file.write(b"more")
        with pytest.raises(StanceError, match=r"model\.skops is not the file"):
            load_model(folder)

    def test_saving_without_export_leaves_no_older_export(self, pipeline: Pipeline, tmp_path: Path) -> None:
        save(pipeline, tmp_path, export=True)
        save(pipeline, tmp_path)
        assert not (tmp_path / "model.skops").exists()

    def test_what_is_no_class_of_ours_is_not_loaded(self, tmp_path: Path) -> None:
        import skops.io

        path = tmp_path / "strange.skops"
        skops.io.dump(Bomb(tmp_path / "went-off"), path)
        with pytest.raises(StanceError, match=r"was not loaded: .*Bomb"):
            load_model(path)

    def test_a_broken_file_is_said(self, tmp_path: Path) -> None:
        path = tmp_path / "broken.skops"
        path.write_bytes(b"no archive")
        with pytest.raises(StanceError, match=r"broken\.skops: cannot be read as a skops file"):
            load_model(path)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("other.txt", "")
        with pytest.raises(StanceError, match=r"broken\.skops: cannot be read as a skops file"):
            load_model(path)
        with pytest.raises(StanceError, match=r"nowhere\.skops: cannot be read"):
            load_model(tmp_path / "nowhere.skops")
