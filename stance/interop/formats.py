"""The formats by name."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from stance.errors import StanceError
from stance.interop.annotated import Annotated, OnReject

_MODULES = {
    "label-studio": "label_studio",
    "doccano": "doccano",
    "brat": "brat",
    "webanno-tsv": "webanno_tsv",
    "conll": "conll",
    "jsonl": "jsonl",
}


class Format(NamedTuple):
    """How one format is written and read; what it cannot hold goes to the reject function."""

    write: Callable[[Iterable[Annotated], Path, OnReject], None]
    read: Callable[[Path], Iterator[Annotated]]


def format_named(name: str) -> Format:
    """Return a format; raise StanceError, with the nearest name, where there is none.

    >>> format_named("labelstudio")
    Traceback (most recent call last):
    ...
    stance.errors.StanceError: There is no format='labelstudio'. Did you mean label-studio? There are: label-studio, \
doccano, brat, webanno-tsv, conll, jsonl.
    """
    if name not in _MODULES:
        near = difflib.get_close_matches(name.lower().replace("_", "-"), _MODULES, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise StanceError(f"There is no format={name!r}. {hint}There are: {', '.join(_MODULES)}.")
    module = import_module(f"stance.interop.{_MODULES[name]}")
    return Format(cast("Callable[[Iterable[Annotated], Path, OnReject], None]", module.write), module.read)
