"""1,000 small notebooks at 16 jobs: none lost, outputs equal to a sequential run's, memory bounded, nothing left behind."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from talentstudy.kernels.execution import Task, execute
from talentstudy.kernels.warm import Nursery
from tests.batch.conftest import write_notebook
from tests.batch.killing import outputs

COUNT, JOBS = 1000, 16
CELLS = (
    "import numpy as np\nimport matplotlib.pyplot as plt\nprint(EDITION, GEO, SHARE)",
    "plt.figure(figsize=(2, 1))\nplt.plot(np.cumsum(np.arange(9) * SHARE));",
    "{'geo': GEO, 'share': SHARE}",
)


def test_a_thousand_notebooks_at_sixteen_jobs_are_those_of_a_sequential_run(tmp_path: Path) -> None:
    source = write_notebook(tmp_path / "small.ipynb", *CELLS)

    def batch(folder: Path, jobs: int) -> list[float]:
        """What the warm process holds at the start, in the middle and at the end, in MiB."""

        def one(number: int) -> None:
            execute(Task(source, folder / f"{number}.ipynb", {"SHARE": number / COUNT}, {}), nursery)

        with Nursery(("numpy", "matplotlib.pyplot")) as nursery, ThreadPoolExecutor(jobs) as pool:
            warm = psutil.Process(nursery.pid)
            held = []
            for first, last in ((0, 10), (10, COUNT // 2), (COUNT // 2, COUNT)):
                list(pool.map(one, range(first, last)))
                held.append(warm.memory_info().rss / 2**20)
            assert warm.num_threads() == 1
            assert warm.children() == []
            return held

    held = batch(tmp_path / "many", JOBS)
    batch(tmp_path / "one", 1)
    many, alone = outputs(tmp_path / "many"), outputs(tmp_path / "one")
    assert len(many) == len(alone) == COUNT
    assert many == alone
    assert not list(tmp_path.rglob(".*.ipynb"))
    # A leak of 10 KiB a notebook would show.
    assert max(held) - held[0] < 5, held
    assert not psutil.Process().children(recursive=True)
