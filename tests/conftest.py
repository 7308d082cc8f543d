"""Fixtures shared by the rooms: the 2025 edition on the real data, and small studies made of specimens."""

import hashlib
import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

# Before numpy loads: workers beside each other gain nothing from threads of linear algebra, and wait for them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The tests start a hundred interpreters: what one has compiled, the next need not compile, whatever the shell prefers.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import pandas as pd
import pytest
from hypothesis import settings

from talentstudy.editions import Edition, Pin, read_edition
from talentstudy.kernels.surroundings import can_fork
from talentstudy.kernels.warm import Nursery
from talentstudy.pipeline import Pipeline, open_pipeline
from talentstudy.sources import DATASETS
from talentstudy.store import Home

# The same examples in every run, and none refused for the time a busy machine takes.
settings.register_profile("study", deadline=None, derandomize=True)
settings.load_profile("study")


def pytest_configure(config: pytest.Config) -> None:
    """Of several processes each begins with a run of files, and takes over from another when it is done.

    By turns, as is usual, every process would prepare what the tests of a file or a room share.
    """
    if config.getoption("dist", "no") == "load":
        config.option.dist = "worksteal"


SPECIMENS = Path(__file__).parent / "specimens"
VINTAGE = "2025-01-01"
# Where an edition reads a second vintage of a dataset, the specimen is cut in two.
SLICES = {
    "acerta_disability_2022": {"size_class": "P5_9"},
    "acerta_disability_2024": {"size_class": "TOTAL"},
}


def specimen(dataset: str) -> Path:
    return SPECIMENS / DATASETS[dataset].provider / dataset / "raw.csv"


def add_vintage(folder: Path, dataset: str, vintage: str, content: bytes, **facts: object) -> Path:
    """Put a raw file and its origin where a study looks for them."""
    provider = DATASETS[dataset].provider
    place = folder / "data" / "raw" / provider / dataset / vintage
    place.mkdir(parents=True)
    (place / "raw.csv").write_bytes(content)
    origin = {
        "provider": provider,
        "dataset": dataset,
        "vintage": vintage,
        "vintage_is": "publication" if DATASETS[dataset].keyed else "last update",
        "producer": provider.title(),
        "title": f"A specimen of {dataset}",
        "url": "https://example.org/specimen",
        "accessed": vintage,
        "licence": "Made for tests.",
        "file": "raw.csv",
        "sha256": hashlib.sha256(content).hexdigest(),
        **facts,
    }
    lines = [f'{key} = "{value}"\n' for key, value in origin.items()]
    (place / "origin.toml").write_text("".join(lines), encoding="utf-8")
    return place / "raw.csv"


def furnished(folder: Path, datasets: Iterable[str]) -> Home:
    for dataset in datasets:
        add_vintage(folder, dataset, VINTAGE, specimen(dataset).read_bytes())
    return Home(folder)


def edition_of(*pins: Pin) -> Edition:
    return Edition("1999", "A small edition", "2025-06-30", "BE", ("NL",), ("nl", "fr", "en", "de"), pins)


def pin(dataset: str, name: str = "", **where: str) -> Pin:
    return Pin(dataset, VINTAGE, where or SLICES.get(name, {}), name=name or dataset)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """No test reaches beyond this machine: a socket connects to loopback or not at all."""
    connect = socket.socket.connect

    def within(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            # Whoever opened it does not expect this, and would leave it open.
            self.close()
            raise AssertionError(f"a test asks the network for {address[0]}; serve a reply on 127.0.0.1 instead")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", within)
        yield


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def edition_2025() -> Pipeline:
    """The 2025 edition on the real data; what it computed once it gives again."""
    return open_pipeline(2025)


@pytest.fixture(scope="session")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """Every indicator on the specimens, which every indicator's rows can be checked against by eye."""
    read_as = {one.name: one.dataset for one in read_edition(2025).pins}
    home = furnished(tmp_path_factory.mktemp("specimens"), DATASETS)
    return Pipeline(edition_of(*(pin(dataset, name) for name, dataset in read_as.items())), home)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A study's folder of one's own, to alter: three datasets at one vintage."""
    return furnished(tmp_path, ["isoc_sks_itspt", "isoc_sks_itsps", "convidencia_hackathons"])


@pytest.fixture
def edition() -> Edition:
    """The edition that pins what ``home`` holds."""
    return edition_of(pin("isoc_sks_itspt"), pin("isoc_sks_itsps"), pin("convidencia_hackathons"))


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """A warm process with numpy, pandas and pyplot: one for all tests, none of which can leave a trace in it."""
    if not can_fork():
        pytest.skip("kernels are forked on Linux only")
    with Nursery(("numpy", "pandas", "matplotlib.pyplot")) as one:
        yield one


@pytest.fixture(scope="session")
def rows() -> Callable[..., pd.DataFrame]:
    """Indicator rows or observations from one text per line: ``BE 2023 PC 5.4 be``.

    The columns are the dimensions asked for, geo, time_period, unit, obs_value and, if there are any,
    obs_flag; a value of ``:`` is missing.
    """

    def made(*lines: str, dims: str = "", source: str = "isoc_sks_itspt@2025-05-14") -> pd.DataFrame:
        columns = [*dims.split(), "geo", "time_period", "unit", "obs_value", "obs_flag"]
        cells = [dict(zip(columns, [*line.split(), ""], strict=False)) for line in lines]
        table = pd.DataFrame(cells, columns=columns, dtype="str")
        values = table["obs_value"].mask(table["obs_value"] == ":").astype(float)
        return table.assign(obs_value=values, source=pd.Series(source, index=table.index, dtype="str"))

    return made


@pytest.fixture(scope="session")
def value() -> Callable[..., Any]:
    """The one value under a key: ``value(rows, geo="BE", time_period="2023")``."""

    def found(table: pd.DataFrame, column: str = "obs_value", **key: str) -> Any:
        for dimension, code in key.items():
            table = table[table[dimension] == code]
        assert len(table) == 1, f"{len(table)} rows under {key}"
        return table[column].iloc[0]

    return found
