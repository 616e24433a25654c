"""What an engine offers to whoever hands out work."""

from typing import Protocol

from stance.engine.work import Result, Task
from stance.schema import Article


class Pending(Protocol):
    """The results of a chunk, to come."""

    def result(self) -> list[Result]:
        """Wait for them; raises one of a pool's `deaths` where the worker has died."""
        ...


class Pool(Protocol):
    """Worker processes, somewhere."""

    @property
    def deaths(self) -> tuple[type[Exception], ...]:
        """What a result raises when the process that worked for it has died."""
        ...

    @property
    def width(self) -> int:
        """How many chunks are worked on at a time."""
        ...

    def submit(self, task: Task, chunk: list[Article]) -> Pending:
        """Have a worker do it; raises one of `deaths` where there are no workers any more."""
        ...

    def renew(self) -> None:
        """Have new workers in the place of dead ones; nothing is pending then."""
        ...
