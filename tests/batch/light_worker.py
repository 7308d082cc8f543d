"""``dask worker --preload``: a worker for small notebooks, whose warm process loads nothing."""

from unittest.mock import patch

from talentstudy.batch import here, shipping
from talentstudy.kernels.warm import Nursery


def dask_setup(_worker: object) -> None:
    """What dask calls on a worker it preloads this for; a test run that only reads the file changes nothing."""
    patch.object(here, "warm", lambda *_: Nursery(())).start()
    patch.object(here, "lacking", lambda *_: []).start()
    patch.object(shipping, "package_digest", lambda: "package").start()
