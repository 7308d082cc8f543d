"""The object a notebook holds: what it shows, what it completes, what it says is stale."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from talentstudy import open_edition
from talentstudy.errors import StudyError, UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.results import RESULTS_VARIABLE, UNSEEN, figure_folder, index_mark
from talentstudy.study import Picture, Prose, Study

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def study() -> Study:
    return open_edition(2025, "BE", "nl", home=ROOT)


def test_shows_edition_vintages_and_what_is_stale(study: Study) -> None:
    told = repr(study)
    assert "<Study 2025: BE in nl, known by 2025-06-30" in told
    assert "isoc_sks_itsps 2025-05-14, 2024-02-02" in told
    assert study.stale in {(), ("not run yet",), ("indicators", "figures", "tables", "notebooks")}
    assert "isoc_sks_itspt" in study._repr_html_()


def test_says_it_was_not_run_and_that_old_results_are_stale(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    assert open_edition(home=tmp_path).stale == ("not run yet",)
    manifest = tmp_path / "data" / "processed" / "2025" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text(json.dumps({"fingerprint": "of another day"}), encoding="utf-8")
    again = open_edition(home=tmp_path)
    assert again.stale == ("indicators", "figures", "tables", "notebooks")
    assert "stale: indicators" in repr(again)


def test_in_a_batch_it_shows_what_it_makes_whatever_a_run_has_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    study = open_edition(home=tmp_path)
    index = figure_folder(study.home, study.edition, "BE", "en") / "index.json"
    mark = index_mark(study._mark, "BE", study.focus.peers)
    entry = {"state": "no data", "reason": "It was left by a run."}
    index.parent.mkdir(parents=True)
    index.write_text(json.dumps({"fingerprint": mark, "figures": {"F4-02": entry}}), encoding="utf-8")
    assert "left by a run" in repr(study.draw("F4-02"))
    monkeypatch.setenv(RESULTS_VARIABLE, UNSEEN)
    assert "left by a run" not in repr(study.draw("F4-02"))
    assert study.stale == ()


def test_names_of_indicators_complete_by_tab(study: Study) -> None:
    assert dir(study.indicators) == sorted(INDICATORS)
    assert study.indicators.ict_women_share.id == "ict_women_share"
    with pytest.raises(AttributeError, match="did you mean ict_women_share"):
        _ = study.indicators.ict_woman_share


def test_every_public_name_of_the_study_completes(study: Study) -> None:
    assert {"draw", "tell", "cite", "indicator", "indicators", "standing", "table", "vintages", "stale"} <= set(
        dir(study)
    )


def test_an_indicator_shows_a_table_with_unit_flags_and_source(study: Study) -> None:
    rows = study.indicator("ict_women_share")
    assert rows.unit == "PC"
    assert "b" in rows.flags
    assert repr(rows).startswith("<ict_women_share: ")
    html = rows._repr_html_()
    assert "<table" in html
    assert "obs_flag" in html
    assert "Bron: Eurostat, isoc_sks_itsps" in html


def test_belgium_reads_as_published(study: Study) -> None:
    def value(name: str, period: str) -> float:
        table = study.indicator(name).table
        return float(table.loc[(table["geo"] == "BE") & (table["time_period"] == period), "obs_value"].item())

    assert value("ict_specialists_share", "2023") == 5.4
    assert value("ict_specialists_count", "2023") == 273
    assert value("ict_women_share", "2015") == 15.1
    assert value("ict_women_share", "2024") == 19.0


def test_a_figure_shows_an_image_with_alternative_text(study: Study) -> None:
    picture = study.draw("F4-02")
    assert isinstance(picture, Picture)
    assert picture.png.startswith(b"\x89PNG")
    assert 'alt="' in picture._repr_html_()
    assert "2017" in picture.alt
    assert study.draw("4.2") == picture


def test_a_figure_that_is_lost_says_whom_to_ask(study: Study) -> None:
    lost = study.draw("F2-02")
    assert isinstance(lost, Prose)
    assert "Convidencia" in lost.text


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_a_break_becomes_a_clause_of_the_sentence(language: str) -> None:
    told = open_edition(2025, "BE", language, home=ROOT).tell("F4-02").text
    for year in ("2005", "2011", "2017", "2021"):
        assert year in told
    # 2004 to 2024: 15.1 to 19.0, and what of it falls at the four breaks.
    assert "3,9" in told or "3.9" in told


def test_a_sentence_holds_the_numbers_of_its_rows(study: Study) -> None:
    assert "15,1%" in study.tell("F4-02").text
    assert "19,0%" in study.tell("F4-02").text


def test_a_paragraph_knows_where_its_numbers_come_from(study: Study) -> None:
    told = study.tell("4.2")
    assert (
        '<data value="19" title="ict_women_share · geo=BE time_period=2024 · isoc_sks_itsps@2025-05-14"'
        in told._repr_html_()
    )
    table = study.explain("4.2").table
    row = table[table["Getal"] == "19,0%"].iloc[0]
    assert row["Waarneming"] == "geo=BE time_period=2024"
    assert (row["Dataset"], row["Stand van de gegevens"]) == ("isoc_sks_itsps", "2025-05-14")
    assert study.explain("ict_women_share", "2023").facts[0]["observation"] == "geo=BE time_period=2023"


def test_the_paragraph_of_the_last_run_is_told_as_it_was_unless_something_changed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    study = open_edition(2025, "BE", "nl", home=tmp_path)
    made = {**study.tell("F4-02").facts(), "sentences": ["Zo stond het er."]}
    folder = figure_folder(study.home, study.edition, "BE", "nl")
    folder.mkdir(parents=True)
    for mark, words in ((study._mark, "Zo stond het er."), ("another", "In 2024 bedroeg")):
        content = {"fingerprint": index_mark(mark, "BE", study.focus.peers), "figures": {"F4-02": {"told": made}}}
        (folder / "index.json").write_text(json.dumps(content), encoding="utf-8")
        assert words in open_edition(2025, "BE", "nl", home=tmp_path).tell("4.2").text


def test_a_citation_names_producer_dataset_vintage_and_terms(study: Study) -> None:
    text = study.cite("ict_women_share").text
    assert "Eurostat" in text
    assert "isoc_sks_itsps, 2025-05-14" in text
    assert "Eurostat laat hergebruik toe" in text
    assert "Figuur 3.3" in study.cite("F3-04").text


def test_standing_gives_rank_and_distances(study: Study) -> None:
    table = study.standing("ict_women_share")
    row = table[table["geo"] == "BE"].iloc[0]
    assert row["ranked"] <= 27
    assert row["distance_to_eu"] == pytest.approx(row["obs_value"] - row["eu_value"])
    assert row["distance_to_leader"] <= 0


def test_a_chapter_table_is_printed_in_the_language(study: Study) -> None:
    table = study.table(4).table
    assert "Indicator" in table.columns
    assert "België" in table.columns
    assert len(table) >= 2


def test_what_is_known_for_brussels_names_a_source_for_every_number(study: Study) -> None:
    table = study.region("BE1").table
    assert len(table) > 5
    assert table["Bron"].str.contains(r"\(\d{4}|stand van de gegevens", regex=True).all()


def test_the_caveat_on_small_counts_speaks_four_languages() -> None:
    told = {
        open_edition(language=language, home=ROOT).caveat("sampling_error").text
        for language in ("nl", "fr", "en", "de")
    }
    assert len(told) == 4
    assert not any(character.isdigit() for text in told for character in text)


def test_peers_are_chosen_by_the_reader() -> None:
    study = open_edition(geo="NL", peers="SE FI", home=ROOT)
    assert study.focus.peers == ("SE", "FI")
    # The edition's own country is one of the peers of another country.
    assert "BE" in open_edition(geo="NL", home=ROOT).focus.peers


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"edition": 2052}, "no edition named '2052'; did you mean 2026 or 2025"),
        ({"geo": "NLD"}, "no country named 'NLD'; did you mean NL"),
        ({"language": "nl_BE"}, "no language named 'nl_BE'; did you mean nl"),
        ({"peers": "FR DD"}, "no country named 'DD'"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(arguments: dict, said: str) -> None:
    with pytest.raises(UnknownName, match=said):
        open_edition(**{"home": ROOT, **arguments})


def test_data_are_found_wherever_the_notebook_sits(tmp_path: Path) -> None:
    code = "from talentstudy import open_edition; print(open_edition().home.folder)"
    elsewhere = {key: value for key, value in os.environ.items() if key != "TALENTSTUDY_HOME"}
    for folder, variables in [
        (ROOT / "notebooks", elsewhere),
        (tmp_path, {**elsewhere, "TALENTSTUDY_HOME": str(ROOT)}),
    ]:
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=folder, env=variables, capture_output=True, text=True, check=True
        )
        assert Path(done.stdout.strip()) == ROOT


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="holds no data/raw"):
        open_edition(home=tmp_path)


def test_pictures_of_a_fresh_run_are_shown_and_not_drawn_again(tmp_path: Path) -> None:
    from talentstudy import results

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw", target_is_directory=True)
    study = open_edition(home=tmp_path)
    folder = results.figure_folder(study.home, study.edition, "BE", "en")
    folder.mkdir(parents=True)
    mark = results.index_mark(results.fingerprint(study.home, study.edition), "BE", study.focus.peers)
    (folder / "F4-02.png").write_bytes(b"drawn by the run")
    entry = {"state": "drawn", "title": "t", "alt": "a", "sources": "s", "files": []}
    index = {"fingerprint": mark, "figures": {"F4-02": entry}}
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    picture = study.draw("F4-02")
    assert isinstance(picture, Picture)
    assert picture.png == b"drawn by the run"
    (folder / "index.json").write_text(json.dumps({**index, "fingerprint": "another"}), encoding="utf-8")
    again = study.draw("F4-02")
    assert isinstance(again, Picture)
    assert again.png.startswith(b"\x89PNG")
    shutil.rmtree(folder)


def test_the_claims_of_a_chapter_come_with_their_verdicts() -> None:
    study = open_edition(2025, language="fr")
    claims = study.claims(chapter=4)
    assert {one.of.chapter for one in claims.verdicts} == {4}
    assert claims["C4-05"].verdict == "differs"
    assert '<th scope="col">verdict</th>' in claims._repr_html_()
    assert len(study.claims()) == 140
