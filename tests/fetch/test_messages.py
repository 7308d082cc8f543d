"""SDMX structure messages, read without their wrapping."""

from pathlib import Path

import pytest

from talentstudy.errors import FetchFailed
from talentstudy.fetch.messages import digest_of_structure, read_structure

REPLIES = Path(__file__).parent / "replies"
SDMX_21 = b"""<mes:Structure xmlns:mes="m" xmlns:str="s" xmlns:com="c"><mes:Structures><str:DataStructures>
<str:DataStructure id="TPS00001" version="13.0"><str:DataStructureComponents><str:DimensionList>
<str:Dimension id="freq"><str:LocalRepresentation><str:Enumeration><Ref id="FREQ" version="3.2" agencyID="ESTAT"/>
</str:Enumeration></str:LocalRepresentation></str:Dimension></str:DimensionList></str:DataStructureComponents>
</str:DataStructure></str:DataStructures></mes:Structures></mes:Structure>"""


def test_a_data_structure_names_its_dimensions_in_order_with_their_lists() -> None:
    found = read_structure((REPLIES / "datastructure.xml").read_bytes(), "it")
    assert (found.id, found.version, found.updated) == ("ISOC_SKS_ITSPT", "41.0", "2026-04-17T23:00:00+0200")
    assert list(found.lists.items()) == [("freq", ("FREQ", "3.9")), ("unit", ("UNIT", "69.0"))]


def test_references_of_sdmx_2_1_are_read_as_well() -> None:
    assert read_structure(SDMX_21, "it").lists == {"freq": ("FREQ", "3.2")}


def test_a_code_list_names_its_codes_in_each_language() -> None:
    found = read_structure((REPLIES / "codelist_unit.xml").read_bytes(), "it")
    assert found.id == "UNIT"
    assert found.codes["PC_EMP"] == {"en": "Percentage of employment", "de": "Prozent", "fr": "Pourcentage"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<m:Structure", "is no whole XML"),
        (b"", "is no whole XML"),
        (b"<x/>", "holds no data structure and no code list"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "declares entities"),
        (b"<x>" + b" " * 5000 + b'<!ENTITY a "b"></x>', "declares entities"),
    ],
)
def test_what_is_no_structure_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(FetchFailed, match=f"^it {words}"):
        read_structure(content, "it")


def test_the_header_does_not_count_as_content() -> None:
    first = (REPLIES / "codelist_unit.xml").read_bytes()
    later = first.replace(b"0A2", b"7F9").replace(b"2026-05-02", b"2026-06-02")
    assert digest_of_structure(first) == digest_of_structure(later)
    assert digest_of_structure(first) != digest_of_structure(first.replace(b"Prozent", b"Anteil"))
