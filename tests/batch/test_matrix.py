"""Every combination is checked before the first notebook starts."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from talentstudy.batch.matrix import folder_of, matrix_of
from talentstudy.batch.plan import Plan
from talentstudy.editions import read_edition
from talentstudy.errors import BatchRefused, StudyError, UnknownName

Made = Callable[..., Plan]
ROOT = Path(__file__).parents[2]


def test_all_is_every_country_the_edition_counts_specialists_for(plan: Made) -> None:
    works = matrix_of(plan(editions=("2026",), geos=("all",))).works
    assert len(works) == len({work.geo for work in works}) == 37
    assert {"BE", "EU27_2020", "TR"} <= {work.geo for work in works}


def test_a_notebook_gets_what_a_run_would_give_it(plan: Made, study: Path) -> None:
    (work,) = matrix_of(plan(geos=("NL",))).works
    assert work.key == "2025/NL/fr/ch02_instruments"
    edition = read_edition(2025)
    peers = " ".join(code for code in (*edition.peers, "BE") if code != "NL")
    assert work.parameters == {"EDITION": 2025, "GEO": "NL", "LANGUAGE": "fr", "PEERS": peers}
    assert work.target == study / "data/processed/2025/notebooks/NL/fr/ch02_instruments.ipynb"


def test_annexes_begin_and_both_kinds_are_all(plan: Made) -> None:
    names = [work.notebook for work in matrix_of(plan(chapters=())).works]
    assert len(names) == 9
    assert [name.startswith("annex") for name in names] == [True] * 3 + [False] * 6


def test_an_annex_without_its_series_is_refused_by_name_and_left_out_of_all(plan: Made, study: Path) -> None:
    for path in (ROOT / "notebooks").glob("annex_b*"):
        shutil.copy(path, study / "notebooks")
    with pytest.raises(
        BatchRefused, match=r"2025/CH/annex_b_gender cannot be executed: ict_women_share holds no annual"
    ):
        matrix_of(plan(geos=("CH",), chapters=(), annexes=("b",)))
    matrix = matrix_of(plan(geos=("all",), annexes=("b",)))
    assert "2025/CH/annex_b_gender" in matrix.left_out
    assert ("CH", "ch02_instruments") in {(work.geo, work.notebook) for work in matrix.works}
    assert ("CH", "annex_b_gender") not in {(work.geo, work.notebook) for work in matrix.works}


@pytest.mark.parametrize(
    ("more", "refusal", "said"),
    [
        ({"editions": ("1999",)}, UnknownName, "no edition named '1999'"),
        ({"geos": ("XX",)}, UnknownName, "no country named 'XX'"),
        ({"geos": ("LI",)}, BatchRefused, "edition 2025 holds no value for LI"),
        ({"languages": ("es",)}, UnknownName, "no language of edition 2025 named 'es'"),
        ({"chapters": ("9",)}, UnknownName, "no chapter named '9'"),
        ({"peers": "ZZ"}, UnknownName, "no country named 'ZZ'"),
        ({"parameters": {"SHAER": 0.1}}, UnknownName, "did you mean SHARE"),
        ({"parameters": {"SHARE": "much"}}, StudyError, "parameter SHARE takes float"),
        ({"parameters": {"SHARE": 2.0}}, StudyError, "it goes from 0 to 1"),
        ({"parameters": {"GEO": "NL"}}, BatchRefused, "the matrix sets GEO"),
        ({"layout": "{year}.ipynb"}, UnknownName, "no part of the layout named 'year'"),
        ({"layout": "{geo.ipynb"}, BatchRefused, "cannot be read"),
        ({"layout": "../{notebook}.ipynb"}, BatchRefused, "a path within the output"),
        ({"layout": "{notebook}.txt"}, BatchRefused, "ending in .ipynb"),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(
    plan: Made, more: dict[str, object], refusal: type[Exception], said: str
) -> None:
    with pytest.raises(refusal, match=said):
        matrix_of(plan(**more))


def test_two_notebooks_on_one_path_are_refused(plan: Made) -> None:
    with pytest.raises(BatchRefused, match=r"2025/BE/fr/ch02_instruments and 2025/NL/fr/ch02_instruments would both"):
        matrix_of(plan(geos=("BE", "NL"), layout="{language}/{notebook}.ipynb"))


def test_a_notebook_that_is_not_there_is_named(plan: Made, study: Path) -> None:
    (study / "notebooks" / "ch02_instruments.ipynb").unlink()
    with pytest.raises(BatchRefused, match=r"ch02_instruments.ipynb is missing"):
        matrix_of(plan())


def test_the_output_is_the_studys_own_folder_or_the_one_named(plan: Made, study: Path, tmp_path: Path) -> None:
    assert folder_of(plan()) == study / "data" / "processed"
    assert folder_of(plan(output=str(tmp_path / "out"))) == tmp_path / "out"
