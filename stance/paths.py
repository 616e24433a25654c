"""Where the files that ship beside the code live: configs and models."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    """Return the copy inside an installed wheel if there is one, else the folder of the checkout."""
    packaged = _PACKAGE / "_packaged" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


CONFIG_DIR = _shipped("configs")
MODELS_DIR = _shipped("models")
DATA_DIR = _PACKAGE.parent / "data"
