"""What is loaded before the first fork."""

import subprocess
import sys


def test_every_chart_kind_and_model_is_loaded() -> None:
    code = (
        "import os, sys\nfrom talentstudy.kernels.surroundings import surroundings\nos.environ.update(surroundings())\n"
        "from talentstudy.batch.warming import warm_up\nwarm_up([], '.')\n"
        "from talentstudy.figures import KINDS\n"
        "print({f'talentstudy.figures.{kind}' for kind in KINDS} <= set(sys.modules), 'talentstudy.trends.sensitivity' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "True True\n"
