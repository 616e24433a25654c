"""Many articles through the pipeline: in this process, on this machine's cores, or on a Dask cluster."""

from stance.engine.running import run
from stance.engine.work import Extract, Result

__all__ = ["Extract", "Result", "run"]
