"""A batch in a process of its own, to be killed: small notebooks, a warm process that loads nothing.

``python tests/batch/kill.py STUDY OUTPUT``
"""

import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from talentstudy.batch import here, matrix, records
from talentstudy.batch.plan import Plan
from talentstudy.batch.running import run_batch
from talentstudy.kernels.warm import Nursery

# 18 notebooks.
WHOLE: dict[str, Any] = {"geos": ("BE", "NL", "DE"), "languages": ("fr", "nl"), "chapters": ("2", "3", "5")}

if __name__ == "__main__":
    patch.object(here, "warm", lambda *_: Nursery(())).start()
    patch.object(here, "lacking", lambda *_: []).start()
    # A file of the package that somebody edits between two runs is not what is tested.
    patch.object(matrix, "fingerprint", lambda *_: "data").start()
    patch.object(records, "package_digest", lambda: "package").start()
    plan = Plan(**WHOLE, home=sys.argv[1], output=sys.argv[2], jobs=2)
    sys.stdout.write(repr(run_batch(plan, lines=Path(sys.argv[2]).parent / "lines")))
