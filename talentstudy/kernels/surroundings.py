"""The environment a kernel lives in."""

from __future__ import annotations

import logging
import os
import sys
from functools import cache

# Set to "plain", every notebook gets a kernel of its own, as where nothing forks.
KERNELS_VARIABLE = "TALENTSTUDY_KERNELS"
_log = logging.getLogger(__name__)


def can_fork() -> bool:
    """Whether kernels may be forked here: macOS and Windows have libraries that do not bear it."""
    return sys.platform == "linux" and os.environ.get(KERNELS_VARIABLE) != "plain"


@cache
def say_plain() -> None:
    """Say, once a process, that notebooks get plain kernels."""
    _log.warning("kernels are not forked here; each notebook gets a plain one, which takes several times as long")


def surroundings() -> dict[str, str]:
    """The environment of a kernel: this process's, with one thread for linear algebra and figures below cells."""
    return {
        **os.environ,
        # Two kernels on two cores: threads of linear algebra would only wait for each other.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        # pandas loads pyarrow, whose allocator would tidy up in a thread of its own: no fork after that.
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        # A debugger nobody attaches to costs a kernel a tenth of a second and a warning about frozen modules.
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
