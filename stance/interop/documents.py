"""Formats that keep a file for each article: a new folder, and file names that say the article's id."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from stance.errors import StanceError
from stance.interop.annotated import Annotated, OnReject
from stance.io import Reject

_UNSAFE = re.compile(r'[%/\\:*?"<>|\x00-\x1f\x7f]|^\.')
_LONGEST_NAME = 200  # bytes: file systems take 255, and a suffix follows


def stem_of(article_id: str) -> str:
    """Return a file name without its suffix from which the id can be read again.

    >>> stem_of("أخبار/7"), id_of_stem("أخبار%2F7")
    ('أخبار%2F7', 'أخبار/7')
    """
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", article_id)


def id_of_stem(stem: str) -> str:
    """Return the id of an article from the name of its file."""
    return unquote(stem)


def new_folder(path: Path) -> None:
    """Make a folder, or raise StanceError where files of another export, or anything else, lies there already."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        in_the_way = next(path.iterdir(), None)
    except OSError as error:
        raise StanceError(f"Cannot write into the folder {path}: {error}. Choose another output.") from error
    if in_the_way:
        raise StanceError(f"The folder {path} is not empty (it holds {in_the_way.name}). Choose a new one as output.")


def nameable(articles: Iterable[Annotated], on_reject: OnReject) -> Iterator[tuple[str, Annotated]]:
    """Yield articles with the names of their files; an id that is too long for one is set aside."""
    for annotated in articles:
        stem = stem_of(annotated.article.id)
        if len(stem.encode()) > _LONGEST_NAME:
            on_reject(Reject("the id is too long for the name of a file", article_id=annotated.article.id))
        else:
            yield stem, annotated


def files_of(path: Path, suffix: str) -> list[Path]:
    """Return the files of a folder that end in `suffix`, or the one file that is given; raise StanceError for none."""
    found = sorted(path.rglob(f"*{suffix}")) if path.is_dir() else [path]
    if not found:
        raise StanceError(f"There is no {suffix} file in {path}. Give the folder that holds the annotated files.")
    return found
