from xml.etree import ElementTree

from talentstudy.sources.formats.attached import said_of_group, spread


def test_a_generic_group_parts_its_key_from_what_it_says() -> None:
    told = (
        '<Group type="Sibling"><GroupKey><Value id="GEO" value="BE"/></GroupKey>'
        '<Attributes><Value id="NOTE" value="x"/></Attributes></Group>'
    )
    assert said_of_group(ElementTree.fromstring(told)) == ({"geo": "BE"}, {"note": "x"})


def test_what_a_dataset_says_about_the_message_is_left_out() -> None:
    told = '<DataSet structureRef="S" action="Replace" setID="1" NOTE="x"><Comp id="MORE"><Value>y</Value></Comp></DataSet>'
    assert said_of_group(ElementTree.fromstring(told)) == ({}, {"note": "x", "more": "y"})


def test_the_observation_goes_before_the_longer_key_and_that_before_the_shorter() -> None:
    rows = [
        {"geo": "BE", "sex": "F"},
        {"geo": "BE", "sex": "M"},
        {"geo": "NL", "sex": "F", "note": "own"},
        {"geo": "NL"},
    ]
    groups = [
        ({}, {"note": "all", "by": "office"}),
        ({}, {"geo": "BE", "note": "Belgium"}),
        ({"geo": "BE", "sex": "F"}, {"note": "women"}),
        ({"geo": "BE"}, {"note": "too late"}),
    ]
    spread(rows, groups, {"geo", "sex"})
    assert [row["note"] for row in rows] == ["women", "Belgium", "own", "all"]
    assert {row["by"] for row in rows} == {"office"}
