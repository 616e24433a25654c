"""How many articles and quotes went into a file."""

from collections.abc import Iterable, Iterator

from stance.interop.annotated import Annotated
from stance.io import RejectsFile
from stance.plurals import plural


class Counted:
    """Passes articles on and counts them, and their quotes."""

    def __init__(self, articles: Iterable[Annotated]) -> None:
        self._given = articles
        self.articles = self.quotes = 0

    def __iter__(self) -> Iterator[Annotated]:
        for annotated in self._given:
            self.articles += 1
            self.quotes += len(annotated.quotes)
            yield annotated

    def report(self, place: str, rejects: RejectsFile) -> str:
        """Return the counts, a line each, and where the rejects are listed."""
        listed = str(rejects.path) if rejects.count else ""
        rows = (self.articles, "article", place), (self.quotes, "quote", ""), (rejects.count, "reject", listed)
        return "\n".join(f"{count:>9,} {plural(count, noun):<9} {where}".rstrip() for count, noun, where in rows)
