"""Workers of a Dask cluster: one that is running, or one started on this machine for the run."""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, cast

from stance.engine.pool import Pending
from stance.engine.work import Task
from stance.errors import StanceError
from stance.schema import Article

if TYPE_CHECKING:
    from distributed import Client

log = logging.getLogger(__name__)
_SECONDS_FOR_AN_ANSWER = 30
_SECONDS_BETWEEN_COUNTS = 5.0
_SETTINGS = {
    # A worker's first death tells enough, as we try again ourselves.
    "distributed.scheduler.allowed-failures": 0,
    # A cluster gives up a worker that is not there so long after a death, be it that a second one is being mended.
    "distributed.deploy.lost-worker-timeout": "30 days",
}


@contextmanager
def dask_pool(address: str | None, width: int) -> Iterator["DaskPool"]:
    """Lend the workers of the cluster at `address`, or `width` of this machine where it is None.

    Raises StanceError where Dask is not installed, nobody answers, or the cluster is lost on the way.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise StanceError(
            f"engine=dask needs Dask, which is not installed ({error}). Install it with: pip install 'stance[dask]'"
        ) from error
    logging.getLogger("distributed").setLevel(logging.ERROR)
    with ExitStack() as stack:
        place = address or stack.enter_context(_cluster_of_this_machine(width))
        try:
            client = stack.enter_context(Client(place, timeout=_SECONDS_FOR_AN_ANSWER))
            client.wait_for_workers(1, timeout=_SECONDS_FOR_AN_ANSWER)
        except (OSError, TimeoutError, ValueError) as error:
            raise StanceError(
                f"No Dask cluster with a worker answers at {address} within {_SECONDS_FOR_AN_ANSWER} s ({error}). "
                "Start one with `dask scheduler` and `dask worker`, and give its address: engine.address=tcp://host:8786"
            ) from error
        try:
            yield DaskPool(client)
        except CancelledError as error:
            raise StanceError(f"The Dask cluster at {client.scheduler.address} was lost. Start it again.") from error


class DaskPool:
    """The workers of a cluster, as many as there are at the time."""

    def __init__(self, client: "Client") -> None:
        from distributed import KilledWorker

        self.deaths = (KilledWorker,)
        self._client = client
        self._counted_at, self._width = 0.0, 1
        if any(threads > 1 for threads in client.nthreads().values()):
            log.warning("workers of Dask with several threads are no faster here: start them with --nthreads 1")

    @property
    def width(self) -> int:
        """Count the workers; they may come and go."""
        if time.monotonic() > self._counted_at + _SECONDS_BETWEEN_COUNTS:
            self._width = max(1, sum(self._client.nthreads().values()))
            self._counted_at = time.monotonic()
        return self._width

    def submit(self, task: Task, chunk: list[Article]) -> Pending:
        """Leave it to the scheduler who does it."""
        return cast("Pending", self._client.submit(task, chunk, pure=False))

    def renew(self) -> None:
        """Do nothing: Dask replaces its workers itself."""


@contextmanager
def _cluster_of_this_machine(width: int) -> Iterator[object]:
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set(_SETTINGS),
        LocalCluster(
            n_workers=width,
            threads_per_worker=1,
            dashboard_address=":0",
            silence_logs=logging.ERROR,
        ) as cluster,
    ):
        yield cluster
