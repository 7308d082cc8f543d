from pathlib import Path

import pytest

from talentstudy.codes import dimensions, known
from talentstudy.errors import UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.sources import DATASETS
from talentstudy.sources.requests import fetchable

RAW = Path(__file__).parents[2] / "data" / "raw"
SPECIMENS = Path(__file__).parents[1] / "specimens"


@pytest.mark.parametrize("name", list(DATASETS))
def test_a_dataset_has_code_lists_for_its_dimensions_and_known_units(name: str) -> None:
    line = DATASETS[name]
    assert set(line.dims) <= set(dimensions())
    assert set(line.units) <= known("unit")
    assert set(line.constants) <= set(line.dims)
    for dim, code in line.constants.items():
        assert code in known(dim)


@pytest.mark.parametrize("name", list(DATASETS))
def test_a_dataset_has_a_folder_and_a_specimen_under_its_provider(name: str) -> None:
    assert list(RAW.glob(f"{DATASETS[name].provider}/{name}/*/origin.toml"))
    assert (SPECIMENS / DATASETS[name].provider / name / "raw.csv").exists()


def test_there_is_no_folder_and_no_specimen_of_an_unregistered_dataset(edition_2025: Pipeline) -> None:
    assert set(DATASETS) <= set(edition_2025.home.datasets()) <= {*DATASETS, *fetchable()}
    assert {path.parent.name for path in SPECIMENS.glob("*/*/raw.csv")} == set(DATASETS)


@pytest.mark.parametrize("name", list(DATASETS))
def test_every_vintage_held_can_be_read_and_has_the_shape(edition_2025: Pipeline, name: str) -> None:
    for vintage in edition_2025.home.vintages(name):
        table = edition_2025.vintage(name, vintage)
        assert len(table) > 0
        assert set(table["source"].str.split("#").str[0]) == {f"{name}@{vintage}"}
        origin = edition_2025.home.origin(name, vintage)
        assert (origin.dataset, origin.vintage, origin.facts["provider"]) == (name, vintage, DATASETS[name].provider)


@pytest.mark.parametrize("name", list(DATASETS))
def test_no_unit_is_registered_that_no_vintage_holds(edition_2025: Pipeline, name: str) -> None:
    held = {
        unit for vintage in edition_2025.home.vintages(name) for unit in edition_2025.vintage(name, vintage)["unit"]
    }
    assert held == set(DATASETS[name].units)


def test_a_dataset_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no dataset named 'isoc_sks_itspx'; did you mean isoc_sks_itsp"):
        DATASETS["isoc_sks_itspx"]
