from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import talentstudy.editions as rooms
from talentstudy.codes import known
from talentstudy.editions import Pin, editions, read_edition
from talentstudy.errors import StudyError, UnknownName
from talentstudy.pipeline import Pipeline
from talentstudy.sources import DATASETS
from talentstudy.wording import LANGUAGES

HEAD = 'title = "T"\nas_of = "2025-06-30"\ngeo = "BE"\npeers = []\nlanguages = ["nl"]\n'


@pytest.fixture
def written_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def write(pins: str) -> None:
        (tmp_path / "1999").mkdir()
        (tmp_path / "1999" / "edition.toml").write_text(HEAD + pins, encoding="utf-8")

    monkeypatch.setattr(rooms, "_FOLDER", tmp_path)
    return write


def key_columns(table: pd.DataFrame) -> list[str]:
    return [one for one in table.columns if one not in {"obs_value", "obs_lower", "obs_upper", "obs_flag", "source"}]


def slice_of(pipeline: Pipeline, one: Pin, vintage: str) -> pd.DataFrame:
    table = pipeline.vintage(one.dataset, vintage)
    for column, code in one.where.items():
        table = table[table[column] == code]
    return table[table["time_period"] <= one.until] if one.until else table


PINS = read_edition(2025).pins
IDS = [f"{one.name}@{one.vintage} {dict(one.where) or ''}" for one in PINS]


def test_the_edition_of_2025() -> None:
    edition = read_edition("2025")
    assert (edition.geo, edition.as_of, edition.languages) == ("BE", "2025-06-30", LANGUAGES)
    assert {edition.geo, *edition.peers} <= known("geo")
    assert read_edition(2025) == edition
    assert "known by 2025-06-30" in repr(edition)
    assert (edition.folder / "edition.toml").exists()


def test_an_edition_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="no edition named '2052'; did you mean 2026 or 2025"):
        read_edition(2052)
    assert "2025" in editions()


def test_an_edition_is_printed_unless_it_says_otherwise(written_edition: Callable[[str], None]) -> None:
    pin = '[[pin]]\ndataset = "desi"\nvintage = "2022"\n'
    written_edition(pin)
    assert read_edition(1999).state == "printed"
    (rooms._FOLDER / "1999" / "edition.toml").write_text(HEAD + 'state = "in preparation"\n' + pin, encoding="utf-8")
    assert read_edition(1999).state == "in preparation"


def test_a_state_that_is_none_is_refused(written_edition: Callable[[str], None]) -> None:
    written_edition('state = "prepared"\n[[pin]]\ndataset = "desi"\nvintage = "2022"\n')
    with pytest.raises(UnknownName, match="no state of edition 1999 named 'prepared'"):
        read_edition(1999)


def test_a_dataset_that_is_not_pinned_is_refused() -> None:
    with pytest.raises(
        UnknownName, match="no dataset pinned by edition 2025 named 'isoc_sks_itspz'; did you mean isoc"
    ):
        read_edition(2025).pins_of("isoc_sks_itspz")


def test_a_vintage_after_the_edition_needs_until_and_because(written_edition: Callable[[str], None]) -> None:
    written_edition('[[pin]]\ndataset = "tin00085"\nvintage = "2025-07-01"\n')
    with pytest.raises(StudyError, match="known by 2025-06-30 and pins tin00085 at 2025-07-01, which is later"):
        read_edition(1999)


def test_until_without_because_is_not_enough(written_edition: Callable[[str], None]) -> None:
    written_edition('[[pin]]\ndataset = "tin00085"\nvintage = "2025-07-01"\nuntil = "2023"\n')
    with pytest.raises(StudyError, match="Give 'until', the last reference period it may use, and 'because'"):
        read_edition(1999)


def test_a_later_vintage_with_until_and_because_is_read(written_edition: Callable[[str], None]) -> None:
    written_edition('[[pin]]\ndataset = "tin00085"\nvintage = "2025-07-01"\nuntil = "2023"\nbecause = "It was out."\n')
    assert read_edition(1999).pins == (Pin("tin00085", "2025-07-01", {}, "2023", "It was out.", "tin00085"),)


@pytest.mark.parametrize("vintage", ["2025", "2025-06", "2025-06-30"])
def test_a_vintage_no_later_than_the_day_is_read(written_edition: Callable[[str], None], vintage: str) -> None:
    written_edition(f'[[pin]]\ndataset = "tin00085"\nvintage = "{vintage}"\n')
    assert read_edition(1999).pins_of("tin00085")[0].vintage == vintage


@pytest.mark.parametrize("one", PINS, ids=IDS)
def test_a_pin_names_a_vintage_held_and_holds_rows(edition_2025: Pipeline, one: Pin) -> None:
    assert len(slice_of(edition_2025, one, one.vintage)) > 0


@pytest.mark.parametrize("one", PINS, ids=IDS)
def test_a_pin_is_known_by_the_day_or_says_until_when_and_why(one: Pin) -> None:
    if one.vintage > "2025-06-30":
        assert one.until
        assert one.because
        assert one.until <= "2024"
    else:
        assert not one.until


@pytest.mark.parametrize("one", PINS, ids=IDS)
def test_a_pin_is_the_newest_vintage_of_its_slice_held_by_the_day(edition_2025: Pipeline, one: Pin) -> None:
    """Of official series: a publication is a vintage of its own, and its next edition another publication."""
    if DATASETS[one.dataset].keyed:
        return
    held = [
        one_held for one_held in edition_2025.home.vintages(one.dataset) if len(slice_of(edition_2025, one, one_held))
    ]
    by_the_day = [vintage for vintage in held if vintage <= "2025-06-30"]
    if by_the_day:
        assert one.vintage == by_the_day[-1]
    else:
        # Only later ones are held: the first of them, which has changed least since.
        assert one.vintage == held[0]
        assert one.until


def test_the_newest_edition_of_every_publication_is_pinned(edition_2025: Pipeline) -> None:
    """Gender Scan 2025 alone is held and not used: its one figure is a lower bound of what 2024 gives exactly."""
    edition, unused = edition_2025.edition, set()
    for dataset in edition_2025.home.datasets():
        if DATASETS[dataset].keyed:
            newest = edition_2025.home.vintages(dataset)[-1]
            if newest not in {one.vintage for one in edition.pins_of(dataset)}:
                unused.add((dataset, newest))
    assert unused == {("gender_scan", "2025")}


def test_every_dataset_held_is_pinned(edition_2025: Pipeline) -> None:
    assert {one.dataset for one in edition_2025.edition.pins} == set(edition_2025.home.datasets())


@pytest.mark.parametrize("name", read_edition(2025).datasets)
def test_slices_read_by_one_name_do_not_overlap(edition_2025: Pipeline, name: str) -> None:
    pins = edition_2025.edition.pins_of(name)
    assert len({one.dataset for one in pins}) == 1
    table = pd.concat([slice_of(edition_2025, one, one.vintage) for one in pins])
    assert not table.duplicated(key_columns(table)).any()
    assert len(edition_2025.observations(name)) == len(table)


@pytest.mark.parametrize("name", [one for one in read_edition(2025).datasets if one in DATASETS])
def test_slices_together_cover_every_code_of_the_vintages_held_by_the_day(edition_2025: Pipeline, name: str) -> None:
    """Nothing that a release known by then holds for a code is lost between the slices."""
    if DATASETS[name].keyed:
        return
    pinned = edition_2025.observations(name)
    dims = [*DATASETS[name].dims, "unit"]
    for one in edition_2025.edition.pins_of(name):
        held = edition_2025.vintage(name, one.vintage)
        codes = set(held[dims].drop_duplicates().itertuples(index=False, name=None))
        # The release of 2025 gives shares of women alone; those of men are a hundred less.
        lost = codes - set(pinned[dims].drop_duplicates().itertuples(index=False, name=None))
        assert lost <= {("M", "PC")}


def test_the_two_shares_of_women_and_counts_of_both_sexes_are_two_slices(edition_2025: Pipeline) -> None:
    table = edition_2025.observations("isoc_sks_itsps")
    vintages = table["source"].str.split("@").str[1].groupby(table["unit"]).unique().map(list).to_dict()
    assert vintages == {"PC": ["2025-05-14"], "THS_PER": ["2024-02-02"]}
