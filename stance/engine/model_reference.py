"""A model by its place and digest: what travels in its stead to the processes that use it."""

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from stance.errors import StanceError
from stance.paths import MODELS_DIR

if TYPE_CHECKING:
    from stance.model import StanceModel


@dataclass(frozen=True, slots=True)
class ModelReference:
    """Where a model is, and whether it is trusted, as `load_model` takes it; and which one it must be.

    `sha256` is the digest of its manifest, which holds those of its other files, or of the one file that it is.
    """

    path: str | None
    trusted: bool
    sha256: str

    @classmethod
    def of(cls, path: str | None, *, trusted: bool = False) -> Self:
        """Refer to the model at `path`, or the default one; raises StanceError where there is none."""
        if path is not None and Path(path).exists():
            path = str(Path(path).resolve())  # workers may stand in another folder
        return cls(path, trusted, _digest(path))

    def load(self) -> "StanceModel":
        """Load the model; raises StanceError where another one is found in its place."""
        from stance.model import load_model

        if _digest(self.path) != self.sha256:
            raise StanceError(
                f"The model {self.path or 'used by default'} is not the same for all processes: give the path of one "
                "that every worker can read, or install the same version of stance everywhere."
            )
        return load_model(self.path, trusted=True) if self.trusted else load_model(self.path)

    def load_once(self) -> "StanceModel":
        """Load the model at the first call in this process, and return the same one from then on."""
        return _loaded(self)


@functools.cache
def _loaded(reference: ModelReference) -> "StanceModel":
    return reference.load()


def _digest(path: str | None) -> str:
    from stance.model import load_model
    from stance.model.persistence import DEFAULT, MANIFEST

    name = path or DEFAULT
    for file in (Path(name), Path(name) / MANIFEST, MODELS_DIR / name / MANIFEST):
        if file.is_file():
            return hashlib.sha256(file.read_bytes()).hexdigest()
    load_model(path)  # which says what is wrong
    raise StanceError(f"There is no model in {path}.")
