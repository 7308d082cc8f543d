"""A new edition begun from the last one."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import talentstudy.editions as rooms
from talentstudy.editions import Edition, Pin, read_edition
from talentstudy.errors import StudyError
from talentstudy.sources import DATASETS
from talentstudy.store import Home, find_home
from talentstudy.vintages.drafting import Draft, draft_edition
from tests.conftest import add_vintage

HEAD = b"geo,time_period,unit,obs_value,obs_flag\n"


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_edition("2027", read_edition(2025), "2026-06-30", find_home())


@pytest.fixture
def begun(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> tuple[Edition, Home]:
    """A small edition of 2001 on one's own data, and no other."""
    folder = tmp_path / "editions"
    (folder / "2001").mkdir(parents=True)
    (folder / "2001" / "edition.toml").write_text(
        '# Said at the top.\nedition = 2001\ntitle = "T"\nas_of = "2025-01-31"\ngeo = "BE"\npeers = ["NL"]\nlanguages = ["nl"]\n\n'
        '# Said before the pin.\n[[pin]]\ndataset = "isoc_sks_itspt"\nvintage = "2025-01-01"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(rooms, "_FOLDER", folder)
    return read_edition(2001), home


def pins_of(text: str) -> list[dict[str, Any]]:
    pins: list[dict[str, Any]] = tomllib.loads(text)["pin"]
    return pins


def test_edition_2026_pins_what_the_command_would_pin_or_says_why() -> None:
    """The committed edition was begun by the command; what a person changes since has a reason beside it."""
    edition = read_edition(2026)
    made = draft_edition("2027", read_edition(2025), edition.as_of, find_home()).text
    wanted = {(line.get("name", line["dataset"]), line["vintage"]) for line in pins_of(made)}
    assert {(pin.name, pin.vintage) for pin in edition.pins if not pin.because} <= wanted
    assert edition.state == "in preparation"


def test_official_series_move_to_the_newest_vintage_and_publications_stay(draft: Draft) -> None:
    before = read_edition(2025)
    for line, pin in zip(pins_of(draft.text), before.pins, strict=True):
        if DATASETS[pin.dataset].keyed:
            assert line["vintage"] == pin.vintage
        else:
            assert "until" not in line
            assert "because" not in line
    moved = {after.name: (old.vintage, after.vintage) for old, after in draft.moved}
    assert moved["isoc_sks_itspt"] == ("2025-05-14", "2026-04-17")
    assert moved["tepsr_sp200"] == ("2025-05-14", "2025-10-20")


def test_a_new_edition_is_in_preparation_and_known_by_its_day(draft: Draft) -> None:
    facts = tomllib.loads(draft.text)
    assert (facts["edition"], facts["as_of"], facts["state"]) == (2027, "2026-06-30", "in preparation")
    assert (facts["geo"], facts["title"]) == ("BE", read_edition(2025).title)


def test_comments_between_the_pins_are_kept_and_the_head_is_new(draft: Draft) -> None:
    assert "# Figures keyed from publications: the publication is the vintage." in draft.text
    assert draft.text.startswith(
        "# What the 2027 edition is made from. Begun by 'talentstudy edition new 2027 --from 2025'"
    )
    assert "What the 2025 edition was made from" not in draft.text


def test_what_is_left_to_do_is_listed(draft: Draft) -> None:
    told = "\n".join(draft.to_do)
    assert "isoc_sks_itspa: nothing newer than 2024-02-02 is held" in told
    assert "isoc_sks_itspt: nothing newer" not in told
    assert "gender_scan: the issue of 2025 is held and not read" in told
    assert "F4-02: its words or rows name" in told
    assert "quotations.csv of edition 2025" in told
    assert "claim C1-10: '272 600' (2023) became '302.300' (2025)" in told


def test_a_newer_vintage_that_lacks_a_slice_is_not_pinned_and_told(begun: tuple[Edition, Home]) -> None:
    origin, home = begun
    add_vintage(home.folder, "isoc_sks_itspt", "2025-06-01", HEAD + b"BE,2024,PC_EMP,5.8,\n")
    found = draft_edition("2002", origin, "2025-12-31", Home(home.folder))
    assert found.moved == ()
    assert (
        "isoc_sks_itspt: 2025-06-01 is newer and lacks THS_PER; pin its part by hand with a 'where' of its own."
        in found.to_do
    )


def test_written_it_is_read_as_an_edition(begun: tuple[Edition, Home]) -> None:
    origin, home = begun
    whole = HEAD + b"BE,2024,PC_EMP,5.8,\nBE,2024,THS_PER,290,\n"
    add_vintage(home.folder, "isoc_sks_itspt", "2025-06-01", whole)
    draft = draft_edition("2002", origin, "2025-12-31", Home(home.folder))
    edition = draft.write()
    assert edition.pins == (Pin("isoc_sks_itspt", "2025-06-01", name="isoc_sks_itspt"),)
    assert edition.state == "in preparation"
    assert "# Said before the pin." in draft.path.read_text(encoding="utf-8")
    assert "# Said at the top." not in draft.path.read_text(encoding="utf-8")
    with pytest.raises(StudyError, match="edition 2002 exists already"):
        draft_edition("2002", origin, "2025-12-31", Home(home.folder))


def test_a_vintage_after_the_day_is_not_pinned(begun: tuple[Edition, Home]) -> None:
    origin, home = begun
    add_vintage(home.folder, "isoc_sks_itspt", "2025-06-01", HEAD + b"BE,2024,PC_EMP,5.8,\nBE,2024,THS_PER,290,\n")
    assert draft_edition("2002", origin, "2025-05-31", Home(home.folder)).moved == ()


@pytest.mark.parametrize(
    ("year", "as_of", "said"),
    [
        ("2026", "2026-06-30", "edition 2026 exists already"),
        ("2025", "2026-06-30", "edition 2025 exists already"),
        ("2024", "2026-06-30", "edition 2024 cannot be made from 2025, which comes no earlier"),
        ("27", "2026-06-30", "'27' is no year"),
        ("../2027", "2026-06-30", "'../2027' is no year"),
        ("2027", "2025-06-30", "edition 2025 is known by 2025-06-30, and edition 2027 comes after it"),
        ("2027", "2001-01-01", "'2001-01-01' is no later"),
        ("2027", "June", "'June' is no day; write it as 2025-06-01"),
    ],
)
def test_what_cannot_be_begun_is_refused_by_name(year: str, as_of: str, said: str) -> None:
    with pytest.raises(StudyError) as refused:
        draft_edition(year, read_edition(2025), as_of, find_home())
    assert said in str(refused.value)
