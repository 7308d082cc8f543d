"""Nothing crosses from one notebook to the next, or from the nursery into one."""

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


TRACES = """
import builtins, logging, os, random, sys, warnings
import matplotlib.pyplot as plt
import numpy as np
builtins.trace = 1
os.environ["TRACE"] = "1"
os.makedirs("elsewhere", exist_ok=True)
os.chdir("elsewhere")
sys.path.insert(0, "trace")
sys.modules["trace_module"] = sys
random.seed(1)
np.random.seed(1)
plt.rcParams["font.size"] = 99
plt.figure()
warnings.simplefilter("ignore")
logging.getLogger().setLevel(1)
os.umask(0o777)
"""
LOOK = """
import builtins, logging, os, sys
import matplotlib.pyplot as plt
print(
    hasattr(builtins, "trace"), "TRACE" in os.environ, os.path.basename(os.getcwd()) == "elsewhere", "trace" in sys.path,
    "trace_module" in sys.modules, plt.rcParams["font.size"] == 99, plt.get_fignums() != [], logging.getLogger().level == 1,
    os.umask(0o022) == 0o777, "TRACES" in globals(), In[1:] == [],
)
"""


def test_a_notebook_leaves_no_trace_for_the_next(notebook: Write, nursery: Nursery) -> None:
    told(notebook("A = 1", TRACES, "print()"), nursery)
    assert set(told(notebook("A = 1", LOOK), nursery).split()) == {"False"}


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
