"""Nothing crosses from one notebook to the next, or from the nursery into one."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import nbformat
import pandas as pd

from talentstudy.kernels.execution import Task, execute
from talentstudy.kernels.warm import Nursery

Write = Callable[..., Path]


def told(source: Path, nursery: Nursery, **environment: str) -> str:
    target = source.parent / "executed.ipynb"
    execute(Task(source, target, {"A": 2}, environment, cwd=source.parent), nursery)
    return "".join(output.text for output in nbformat.read(target, as_version=4).cells[-1].outputs)


LOOK = """
import builtins, decimal, json, locale, logging, os, resource, signal, sys, time, warnings
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
mask = os.umask(0o022)
os.umask(mask)
print(json.dumps({
    "builtins": hasattr(builtins, "trace"), "globals": "trace" in globals(), "modules": "trace_module" in sys.modules,
    "environment": sorted(os.environ.items()), "zone": time.tzname, "folder": os.getcwd(), "umask": mask,
    "files": sorted(os.listdir("/proc/self/fd")), "limits": resource.getrlimit(resource.RLIMIT_NOFILE),
    "path": sys.path, "locale": locale.setlocale(locale.LC_ALL), "warnings": repr(warnings.filters),
    "logging": logging.getLogger().level, "signals": repr(signal.getsignal(signal.SIGUSR1)),
    "recursion": sys.getrecursionlimit(), "decimal": decimal.getcontext().prec, "numpy": np.geterr(),
    "pandas": pd.get_option("display.max_rows"), "figures": plt.get_fignums(), "style": repr(plt.rcParams),
}))
"""
TRACES = """
trace = builtins.trace = open(os.devnull)
sys.modules["trace_module"] = sys
os.environ.update(TRACE="1", TZ="Asia/Tokyo")
time.tzset()
os.makedirs("elsewhere", exist_ok=True)
os.chdir("elsewhere")
os.umask(0o777)
resource.setrlimit(resource.RLIMIT_NOFILE, (99, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
sys.path.insert(0, "trace")
locale.setlocale(locale.LC_CTYPE, "POSIX")
warnings.simplefilter("ignore")
logging.getLogger().setLevel(1)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
sys.setrecursionlimit(9999)
decimal.getcontext().prec = 3
np.seterr(all="raise")
pd.set_option("display.max_rows", 3)
plt.rcParams["font.size"] = 99
get_ipython().run_line_magic("config", "InlineBackend.close_figures = False")
plt.figure()
"""


def test_a_notebook_leaves_no_trace_for_the_next(notebook: Write, nursery: Nursery) -> None:
    source = notebook("A = 1", LOOK, TRACES, LOOK)
    found = [seen(source, nursery) for _ in range(2)]
    for before, after in found:
        # Each trace can be seen: by the notebook that left it.
        assert [name for name in before if before[name] == after[name]] == []
    assert found[0][0] == found[1][0]


def seen(source: Path, nursery: Nursery) -> list[dict[str, object]]:
    """What both looks of a notebook saw, in a folder that is as it was."""
    told(source, nursery)
    (source.parent / "elsewhere").rmdir()
    cells = nbformat.read(source.parent / "executed.ipynb", as_version=4).cells
    texts = ["".join(output.get("text", "") for output in cell.outputs) for cell in cells]
    return [json.loads(text) for text in texts if text.startswith("{")]


def test_each_notebook_has_random_numbers_of_its_own(notebook: Write, nursery: Nursery) -> None:
    source = notebook("A = 1", "import random\nimport numpy as np\nprint(random.random(), np.random.rand())")
    first, second = told(source, nursery).split(), told(source, nursery).split()
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_notebook_sees_the_environment_it_is_given_and_its_own_folder(notebook: Write, nursery: Nursery) -> None:
    source = notebook(
        "A = 1", "import os\nprint(os.environ['GIVEN'], os.getcwd(), os.getppid(), os.getpid() == os.getsid(0))"
    )
    assert told(source, nursery, GIVEN="yes").split() == ["yes", str(source.parent), str(nursery.pid), "True"]
    assert "GIVEN" not in os.environ


def test_a_library_that_starts_threads_is_there_when_a_notebook_asks(notebook: Write, nursery: Nursery) -> None:
    look = "import sys\nbefore = 'polars' in sys.modules\nimport polars\nprint(before, polars.Series([1, 2]).sum())"
    assert told(notebook("A = 1", look), nursery).split() == ["False", "3"]
    # A thread of a child is none of the nursery's.
    assert told(notebook("A = 1", "print(A)"), nursery) == "2\n"


def test_text_is_kept_as_in_a_plain_kernel(notebook: Write, nursery: Nursery) -> None:
    look = "import pandas as pd\nprint(pd.Series(['a']).array.dtype.storage, len(pd.array(['a'], dtype='string[pyarrow]')))"
    assert told(notebook("A = 1", look), nursery).split() == [getattr(pd.Series(["a"]).dtype, "storage", ""), "1"]


def test_input_is_refused_instead_of_waited_for(notebook: Write, nursery: Nursery) -> None:
    ask = "try:\n    input()\nexcept Exception as refused:\n    print(type(refused).__name__)"
    assert told(notebook("A = 1", ask), nursery) == "StdinNotImplementedError\n"
