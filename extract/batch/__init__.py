"""Runs over whole archives: in parallel, resumable, and without losing anything.

    inputs ─► plan ─► tasks ─► workers ─► commit ─► journal ─► summary
             (extract.inputs)  (read, extract,   (names, in their order)
                                validate, write)

`engine` is the loop; `tasks` what is handed to a worker and back; `work` what it does; `pool` the processes of one
machine, `cluster` those of many (Dask); `folder` and `shards` what is written and how; `manifest` how far a run has
come.
"""

from extract.batch.engine import on_dask, run
from extract.batch.manifest import ResumeError
from extract.batch.summary import Summary
from extract.batch.tasks import PIECES, BrokenOffError, Settings
from extract.batch.version import rules_version

__all__ = ["PIECES", "BrokenOffError", "ResumeError", "Settings", "Summary", "on_dask", "rules_version", "run"]
