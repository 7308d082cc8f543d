from xml.etree import ElementTree

import pytest

from talentstudy.errors import RawFileError
from talentstudy.sources.formats.markup import attributes, compound, elements, local, referred, texts, values
from talentstudy.sources.formats.opening import Source


def of(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def test_what_an_element_says_is_in_the_studys_names() -> None:
    assert attributes(of('<Obs xmlns:x="urn:x" x:type="T" TIME="2024" GEO="BE"/>')) == {
        "time_period": "2024",
        "geo": "BE",
    }
    assert values(of('<Key><Value id="GEO" value="BE"/><Value concept="SEX" value="F"/></Key>')) == {
        "geo": "BE",
        "sex": "F",
    }
    assert compound(of('<Comp id="S"><Value>E</Value><Value> B </Value><Other/></Comp>')) == {"s": "E;B"}
    assert texts(of("<M><Text>One  two</Text><T>no</T></M>")) == ["One two"]


def test_a_reference_is_an_element_or_a_urn() -> None:
    assert referred(of('<S><Ref agencyID="X" id="FLOW"/></S>')) == "FLOW"
    assert referred(of("<S>urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=X:FLOW(1.0)</S>")) == "FLOW"
    assert referred(of("<S/>")) == ""


def test_elements_come_in_order_and_a_cut_is_refused(reply) -> None:
    assert [(event, local(one)) for event, one in elements(Source(reply('<a xmlns="urn:x"><b/></a>')))] == [
        ("start", "a"),
        ("start", "b"),
        ("end", "b"),
        ("end", "a"),
    ]
    with pytest.raises(RawFileError, match="breaks off"):
        list(elements(Source(reply("<a><b/>"))))
