"""The tables of a run: as written, or refused."""

from pathlib import Path

import pytest

from talentstudy.codes import code_list
from talentstudy.deposit.tables import Table, manifest_of_run, tables_of_run
from talentstudy.errors import PublishError
from talentstudy.pipeline import Pipeline
from talentstudy.results import figure_folder, indicator_path
from talentstudy.store import Home
from tests.deposit.conftest import EDITION, INDICATORS, LANGUAGES, made_run


def test_every_indicator_is_deposited_byte_for_byte(tables: tuple[Table, ...], ran: Home) -> None:
    held = {one.shape.name: one for one in tables if one.shape.kind == "indicator"}
    assert set(held) == set(INDICATORS)
    for name, table in held.items():
        assert table.content == indicator_path(ran, EDITION, name).read_bytes()


def test_the_rows_of_a_figure_stand_once_and_words_once_per_language(tables: tuple[Table, ...]) -> None:
    paths = sorted(one.shape.path for one in tables if one.shape.kind == "figure")
    assert paths == [
        "data/figures/F4-02.csv",
        "data/figures/F5-03.csv",
        "data/figures/en/F2-03.csv",
        "data/figures/nl/F2-03.csv",
    ]


def test_every_code_list_that_is_looked_up_is_there_with_its_labels(tables: tuple[Table, ...]) -> None:
    lists = {one.shape.name.removeprefix("codes-"): one for one in tables if one.shape.kind == "codes"}
    assert {"obs_flag", "dataset"} < set(lists)
    for table in tables:
        assert set(table.shape.code_lists) <= set(lists)
    assert {"code": "BE", **code_list("geo")["BE"].labels} in lists["geo"].rows


def test_a_key_with_an_empty_cell_is_no_primary_key(tables: tuple[Table, ...]) -> None:
    held = {one.shape.name: one for one in tables}
    assert held["ict_women_share"].key == ("geo", "time_period", "unit")
    assert held["hired_higher_education_share"].key == ()


def test_a_column_filled_up_with_total_is_not_looked_up(tables: tuple[Table, ...]) -> None:
    held = {one.shape.name: one for one in tables}
    looked_up = [one.name for one in held["f5-03"].looked_up]
    assert "measure" not in looked_up
    assert "geo" in looked_up


def test_an_edition_that_was_not_run_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"edition 2025 was not run: .*Run 'talentstudy run --edition 2025 --geo BE"):
        manifest_of_run(Home(tmp_path), EDITION)


@pytest.fixture
def own(tmp_path: Path, edition_2025: Pipeline) -> Home:
    return made_run(tmp_path / "study", edition_2025)


def test_an_indicator_altered_since_the_run_is_refused_by_name(own: Home) -> None:
    path = indicator_path(own, EDITION, "ict_women_share")
    path.write_text(path.read_text(encoding="utf-8").replace("22.1", "22.2"), encoding="utf-8")
    with pytest.raises(PublishError, match=r"ict_women_share\.csv is not what the last run wrote"):
        tables_of_run(own, EDITION, "BE", LANGUAGES)


def test_a_language_or_country_without_figures_says_which_to_run(own: Home) -> None:
    with pytest.raises(PublishError, match=r"no figures of edition 2025 for BE in fr\. Run .*--language fr"):
        tables_of_run(own, EDITION, "BE", ("nl", "fr"))
    with pytest.raises(PublishError, match=r"for NL in nl\. Run .*--geo NL"):
        tables_of_run(own, EDITION, "NL", ("nl",))


def test_a_figure_whose_rows_are_gone_is_refused_by_name(own: Home) -> None:
    (figure_folder(own, EDITION, "BE", "en") / "F4-02.csv").unlink()
    with pytest.raises(PublishError, match="figure F4-02 has no rows for BE in en"):
        tables_of_run(own, EDITION, "BE", LANGUAGES)
