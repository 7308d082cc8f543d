"""The environment a kernel lives in."""

from __future__ import annotations

import os
import sys


def can_fork() -> bool:
    """Whether kernels may be forked here: macOS and Windows have libraries that do not bear it."""
    return sys.platform == "linux"


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
