from xml.etree import ElementTree

import pytest

from talentstudy.sources.formats.references import concept, core_representations, enumeration, parent

LISTED = "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=X:GEO(1.0)"


def of(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


@pytest.mark.parametrize("listed", ['<Ref agencyID="X" id="GEO" version="1.0"/>', LISTED, f"<URN>{LISTED}</URN>"])
def test_an_enumeration_is_named_in_three_ways(listed: str) -> None:
    assert enumeration(of(f"<D><L><Enumeration>{listed}</Enumeration></L></D>")) == "X:GEO(1.0)"
    assert enumeration(of("<D/>")) == ""


def test_a_concept_names_its_scheme() -> None:
    refers = '<Ref agencyID="X" maintainableParentID="CS" id="GEO"/>'
    assert concept(of(f"<D><ConceptIdentity>{refers}</ConceptIdentity></D>")) == "X:CS(1.0).GEO"
    assert concept(of("<D><LocalRepresentation/></D>")) == ""


def test_only_concepts_with_a_code_list_have_one() -> None:
    inside = f'<Concept id="GEO"><CoreRepresentation><Enumeration>{LISTED}</Enumeration></CoreRepresentation></Concept>'
    scheme = f'<ConceptScheme agencyID="X" id="CS" version="2.0">{inside}<Concept id="NOTE"/></ConceptScheme>'
    assert core_representations(of(scheme)) == {"X:CS(2.0).GEO": "X:GEO(1.0)"}


def test_a_code_may_stand_under_another() -> None:
    assert parent(of('<Code id="BE1"><Parent><Ref id="BE"/></Parent></Code>')) == "BE"
    assert parent(of('<Code id="BE1"><Parent>BE</Parent></Code>')) == "BE"
    assert parent(of('<Code id="BE"/>')) == ""
