import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import talentstudy.assumptions
from talentstudy.assumptions.log import OWNERS, QUALITIES, assumptions, data_log
from talentstudy.editions import Pin, editions, read_edition
from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.store import find_home
from talentstudy.wording import LANGUAGES

FOLDER = Path(talentstudy.assumptions.__path__[0])
ROOT = Path(talentstudy.__path__[0]).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The two tables, to be altered."""
    for name in ("assumptions.csv", "datasets.csv"):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def altered(folder: Path, name: str, before: str, after: str) -> Path:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder


def test_every_assumption_says_what_why_who_and_where_in_four_languages() -> None:
    for one in assumptions():
        assert re.fullmatch(r"[a-z_]+", one.name)
        for texts in (one.statement, one.reason):
            assert list(texts) == list(LANGUAGES)
            assert all(text.endswith(".") and text[0].isupper() for text in texts.values()), one.name
            assert len(set(texts.values())) == len(LANGUAGES), one.name
        assert (ROOT / one.where).exists(), f"{one.name} points to {one.where}"


def test_an_owner_is_a_role_and_every_quality_is_used() -> None:
    assert {one.owner for one in assumptions()} <= set(OWNERS)
    assert {one.quality for one in assumptions()} == set(QUALITIES)


@pytest.mark.parametrize("name", editions())
def test_every_pinned_vintage_has_a_line(name: str) -> None:
    edition = read_edition(name)
    lines = data_log(edition, find_home())
    assert [(one.dataset, one.vintage) for one in lines] == list(
        dict.fromkeys((pin.dataset, pin.vintage) for pin in edition.pins)
    )
    assert all(one.reasons for one in lines)


def test_a_line_says_what_follows_from_the_edition_and_the_origin() -> None:
    lines = {one.dataset: one for one in data_log(read_edition(2025), find_home())}
    later, official, keyed = lines["isoc_ske_itrcrs"], lines["isoc_sks_itspt"], lines["wef_future_of_jobs"]
    assert (later.until, official.until) == ("2024", "")
    assert "used up to 2024" in later.reason("en")
    assert "public copy" in official.reason("en")
    assert "public copy" not in keyed.reason("en")


def test_a_review_lies_after_the_edition_was_known() -> None:
    for name in editions():
        edition = read_edition(name)
        dates = [one.review for one in assumptions()] + [one.review for one in data_log(edition, find_home())]
        assert min(dates) > edition.as_of


def test_a_pinned_vintage_without_a_line_is_refused(copy: Path) -> None:
    folder = altered(copy, "datasets.csv", "gender_scan,,", "gender_scan,2025,")
    with pytest.raises(
        SchemaViolation, match=r"edition 2025 pins gender_scan at 2024-02-20, of which the data log says"
    ):
        data_log(read_edition(2025), find_home(), folder)


def test_the_line_of_a_vintage_comes_before_that_of_its_dataset(copy: Path) -> None:
    (copy / "datasets.csv").write_text(
        (copy / "datasets.csv").read_text(encoding="utf-8") + "desi,2022,data,amber,2027-03-31,own_page\n",
        encoding="utf-8",
    )
    lines = {one.dataset: one for one in data_log(read_edition(2025), find_home(), copy)}
    assert (lines["desi"].quality, lines["desi"].reasons) == ("amber", ("own_page",))


def test_an_unknown_dataset_is_refused(copy: Path) -> None:
    folder = altered(copy, "datasets.csv", "gender_scan,", "gender_scans,")
    with pytest.raises(UnknownName, match=r"no dataset in the data log named 'gender_scans'; did you mean gender_scan"):
        data_log(read_edition(2025), find_home(), folder)


def test_an_edition_that_pins_something_new_asks_for_a_line() -> None:
    edition = read_edition(2025)
    pinned = replace(edition, pins=(*edition.pins, Pin("acerta_disability", "2031")))
    with pytest.raises(SchemaViolation, match=r"pins acerta_disability at 2031, of which the data log says nothing"):
        data_log(pinned, find_home())


def test_a_reason_without_a_sentence_is_refused(copy: Path) -> None:
    folder = altered(copy, "datasets.csv", "households older_vintage", "household older_vintage")
    with pytest.raises(UnknownName, match=r"no sentence of log named 'household'; did you mean households"):
        data_log(read_edition(2025), find_home(), folder)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "breaks_jump,statistics,amber",
            "breaks_jump,statistics,orange",
            r"quality is none of green, amber, red \(line 2\)",
        ),
        (
            "breaks_jump,statistics,",
            "breaks_jump,Jan Peeters,",
            r"owner is none of statistics, data, editing \(line 2\)",
        ),
        ("breaks_jump,statistics,amber,2027-05-31", "breaks_jump,statistics,amber,31/05/2027", "review is no day"),
        ("breaks_jump,statistics,amber,2027-05-31", "breaks_jump,statistics,amber,2027-02-30", "review is no day"),
        ("docs/trends.md", "", r"where is empty \(line 2\)"),
        ("common_slope,", "breaks_jump,", r"a line stands more than once \(line 2, 3\)"),
        ("assumption,owner", "assumption,who", "a column is missing: owner"),
    ],
)
def test_a_table_that_is_not_as_it_should_be_is_refused(copy: Path, before: str, after: str, told: str) -> None:
    with pytest.raises(SchemaViolation, match=rf"assumptions/assumptions\.csv: .*{told}"):
        assumptions(altered(copy, "assumptions.csv", before, after))


def test_a_line_with_a_cell_too_many_is_refused(copy: Path) -> None:
    folder = altered(copy, "datasets.csv", "isoc_sks_itsps,", "isoc_sks_itsps,,,,,,,")
    with pytest.raises(SchemaViolation, match=r"assumptions/datasets\.csv: it cannot be read as a table"):
        data_log(read_edition(2025), find_home(), folder)
