"""The bibliography of the report of 2025: every footnote, each work once, the orphan noted."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from talentstudy.citations.bibliography import bibliography, first_of, footnotes
from talentstudy.editions import Edition, read_edition
from talentstudy.wording import LANGUAGES

EDITION = read_edition(2025)


def rows() -> list[dict[str, str]]:
    with (EDITION.folder / "bibliography.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_footnote_leads_to_a_work_that_stands_once() -> None:
    works = bibliography(EDITION, "en")
    assert len(footnotes(EDITION)) == 50
    assert {first_of(EDITION, key) for key in footnotes(EDITION)} == set(works)
    assert len({(one.title, one.author, one.container) for one in works.values()}) == len(works)


def test_footnotes_that_name_each_other_are_one_work() -> None:
    works = bibliography(EDITION, "en")
    repeated = {row["key"] for row in rows() for other in row["same_as"].split(";") if other and other < row["key"]}
    assert repeated
    assert set(works) == set(footnotes(EDITION)) - repeated
    assert first_of(EDITION, "fn29") == "fn25"
    assert "25, 28, and 29" in works["fn25"].note


def test_a_chain_of_footnotes_is_one_work_whichever_names_the_other(tmp_path: Path) -> None:
    class Elsewhere(Edition):
        folder = tmp_path

    head = "key,org,provider,title,title_language,year,url,type,same_as,note,cited\n"
    lines = ("fn01,A,,T,en,2020,,report,,,1", "fn02,A,,T,en,2020,,report,fn03,,0", "fn03,A,,T,en,2020,,report,fn01,,0")
    (tmp_path / "bibliography.csv").write_text(head + "\n".join([*lines, "fn04,B,,U,en,,,note,,,0"]), encoding="utf-8")
    found = bibliography(Elsewhere(**vars(EDITION)), "en")
    assert list(found) == ["fn01", "fn04"]
    # One of its footnotes is referred to, so the work is no orphan.
    assert found["fn01"].note == "Footnotes 1, 2, and 3 of the report."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_orphan_is_noted_and_no_other(language: str) -> None:
    orphans = [row["key"] for row in rows() if row["cited"] == "0"]
    assert orphans == ["fn15"]
    notes = {key: one.note for key, one in bibliography(EDITION, language).items()}
    (said,) = {note for key, note in notes.items() if key in orphans}
    words = said.split(". ")[-1]
    assert [key for key, note in notes.items() if words in note] == orphans


def test_an_edition_without_a_list_has_no_works() -> None:
    assert bibliography(replace(EDITION, name="1999"), "en") == {}
    assert footnotes(replace(EDITION, name="1999")) == ()
