"""Structures and code lists as vintages."""

from datetime import timedelta
from pathlib import Path

import pytest

from talentstudy.errors import FetchFailed, StudyError
from talentstudy.fetch.labels import without_label
from talentstudy.fetch.structures import fetch_structures
from talentstudy.store import Home
from tests.fetch.faults import HURRIED, NOW, content
from tests.fetch.service import Service, Step, by_address, gives, serving

REPLIES = Path(__file__).parent / "replies"


def reply(name: str, *changes: tuple[bytes, bytes]) -> Step:
    body = (REPLIES / name).read_bytes()
    for change in changes:
        body = body.replace(*change)
    return gives(body)


def structures(*changes: tuple[bytes, bytes]) -> Service:
    def chosen(path: str) -> Step:
        if "/datastructure/ESTAT/ISOC_SKS_ITSPT/~" in path:
            return reply("datastructure.xml", *changes)
        if "/codelist/ESTAT/FREQ/3.9" in path:
            return reply("codelist_freq.xml", *changes)
        if "/codelist/ESTAT/UNIT/69.0" in path:
            return reply("codelist_unit.xml", *changes)
        return gives(b"", 404)

    return Service([by_address(chosen)])


@pytest.fixture
def store(tmp_path: Path) -> Home:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return Home(tmp_path)


def test_the_structure_and_each_code_list_are_vintages_of_their_own(store: Home) -> None:
    with serving(structures()) as base:
        outcomes, codes = fetch_structures("isoc_sks_itspt", store, base=base, patience=HURRIED, now=NOW)
    assert [(one.dataset, one.kind, one.vintage) for one in outcomes] == [
        ("datastructure-isoc_sks_itspt", "new", "2026-04-17"),
        ("codelist-freq", "new", "2026-05-02"),
        ("codelist-unit", "new", "2026-05-02"),
    ]
    kept = store.raw / "eurostat" / "structures" / "codelist-unit" / "2026-05-02" / "reply.xml"
    assert kept.read_bytes() == (REPLIES / "codelist_unit.xml").read_bytes()
    assert codes["unit"]["LITRE"]["fr"] == "Litre"
    # They are no datasets, and no edition can pin one.
    assert Home(store.folder).datasets() == ()


def test_codes_we_have_no_words_for_are_reported(store: Home) -> None:
    with serving(structures()) as base:
        _, codes = fetch_structures("isoc_sks_itspt", store, base=base, patience=HURRIED, now=NOW)
    assert [str(one) for one in without_label(codes)] == [
        "unit LITRE: no label in codes/unit.csv (the provider says 'Litre')",
    ]


def test_a_new_header_makes_no_new_vintage_and_a_new_code_does(store: Home) -> None:
    with serving(structures()) as base:
        fetch_structures("isoc_sks_itspt", store, base=base, patience=HURRIED, now=NOW)
    before = content(store.raw)
    later = NOW + timedelta(days=30)
    with serving(structures((b"2026-05-02T10", b"2026-06-01T10"), (b"0A2", b"7F9"))) as base:
        outcomes, _ = fetch_structures("isoc_sks_itspt", store, base=base, patience=HURRIED, now=later)
    assert {one.kind for one in outcomes} == {"unchanged"}
    assert content(store.raw) == before
    with serving(structures((b'id="LITRE"', b'id="L"'))) as base:
        outcomes, _ = fetch_structures("isoc_sks_itspt", store, base=base, patience=HURRIED, now=later)
    assert [one.kind for one in outcomes] == ["unchanged", "unchanged", "new"]


def test_another_structure_than_asked_for_is_refused(store: Home) -> None:
    with (
        serving(Service([reply("codelist_freq.xml")])) as base,
        pytest.raises(FetchFailed, match="ISOC_SKS_ITSPT and sent FREQ"),
    ):
        fetch_structures("isoc_sks_itspt", store, base=base, patience=HURRIED, now=NOW)
    assert content(store.raw) == {}


def test_only_eurostat_gives_structures(store: Home) -> None:
    with pytest.raises(StudyError, match="structures are fetched from Eurostat; oecd_ict_businesses is of OECD"):
        fetch_structures("oecd_ict_businesses", store, patience=HURRIED)
