import pytest

from talentstudy.errors import RawFileError, UnknownName
from talentstudy.sources.formats.structures import read_structures

SPACES = 'xmlns:m="urn:message" xmlns:s="urn:structure" xmlns:c="urn:common"'


def names(en: str, de: str, fr: str) -> str:
    return "".join(f'<c:Name xml:lang="{lang}">{text}</c:Name>' for lang, text in (("en", en), ("de", de), ("fr", fr)))


def codelist(version: str, *codes: str, partial: str = "false") -> str:
    return (
        f'<s:Codelist agencyID="ESTAT" id="GEO" version="{version}" isPartial="{partial}">'
        f"{names('Country', 'Land', 'Pays')}{''.join(codes)}</s:Codelist>"
    )


BE = f'<s:Code id="BE"><c:Annotations><c:Annotation/></c:Annotations>{names("Belgium", "Belgien", "Belgique")}</s:Code>'
BE1 = f"<s:Code id='BE1'>{names('Brussels', 'Brüssel', 'Bruxelles')}<s:Parent><Ref id='BE'/></s:Parent></s:Code>"


def component(kind: str, name: str, position: int, listed: str) -> str:
    return (
        f'<s:{kind} id="{name}" position="{position}"><s:LocalRepresentation><s:Enumeration>{listed}</s:Enumeration>'
        f"</s:LocalRepresentation></s:{kind}>"
    )


def structure(list_of_geo: str) -> str:
    return (
        '<s:DataStructures><s:DataStructure agencyID="ESTAT" id="TEST" version="39.0">'
        f"{names('Test structure', 'Struktur', 'Structure')}<s:DataStructureComponents><s:DimensionList id='D'>"
        f"{component('Dimension', 'geo', 2, list_of_geo)}<s:Dimension id='freq' position='1'/>"
        "<s:TimeDimension id='TIME_PERIOD' position='3'/></s:DimensionList>"
        "<s:AttributeList id='A'><s:Attribute id='OBS_FLAG'/></s:AttributeList>"
        "<s:MeasureList id='M'><s:PrimaryMeasure id='OBS_VALUE'/></s:MeasureList></s:DataStructureComponents>"
        "</s:DataStructure></s:DataStructures>"
    )


def message(content: str) -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?><m:Structure {SPACES}><m:Structures>{content}</m:Structures></m:Structure>"


def test_a_code_list_has_labels_in_the_providers_languages(reply) -> None:
    found = read_structures(reply(message(f"<s:Codelists>{codelist('26.0', BE, BE1)}</s:Codelists>"))).codelist("geo")
    assert found.codes == {
        "BE": {"en": "Belgium", "de": "Belgien", "fr": "Belgique"},
        "BE1": {"en": "Brussels", "de": "Brüssel", "fr": "Bruxelles"},
    }
    assert (found.identity, found.name["de"], found.parents, found.partial) == (
        "ESTAT:GEO(26.0)",
        "Land",
        {"BE1": "BE"},
        False,
    )


@pytest.mark.parametrize(
    "refers",
    [
        '<Ref agencyID="ESTAT" id="GEO" version="26.0" class="Codelist"/>',
        "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=ESTAT:GEO(26.0)",
    ],
)
def test_a_data_structure_names_dimensions_in_order_and_their_code_lists(reply, refers: str) -> None:
    found = read_structures(reply(message(structure(refers)), "gz")).structures["TEST"]
    assert found.dimensions == ("freq", "geo", "TIME_PERIOD")
    assert (found.time, found.measures, found.attributes) == ("TIME_PERIOD", ("OBS_VALUE",), ("OBS_FLAG",))
    assert found.codelists == {"geo": "ESTAT:GEO(26.0)"}
    assert found.name["fr"] == "Structure"


def test_of_several_versions_the_whole_and_newest_one_is_meant(reply) -> None:
    lists = codelist("13.1", BE, partial="true") + codelist("9.0", BE, BE1) + codelist("10.0", BE, BE1)
    found = read_structures(reply(message(f"<s:Codelists>{lists}</s:Codelists>")))
    assert found.codelist("GEO").version == "10.0"
    assert found.codelist("ESTAT:GEO(13.1)").partial
    with pytest.raises(UnknownName, match="no code list named 'SEX'"):
        found.codelist("SEX")


def test_a_dataflow_has_a_title(reply) -> None:
    flow = f'<s:Dataflows><s:Dataflow id="TEST">{names("A  title", "Ein Titel", "Un titre")}</s:Dataflow></s:Dataflows>'
    assert read_structures(reply(message(flow))).dataflows["TEST"]["en"] == "A title"


def test_a_code_list_of_two_columns_is_read(reply) -> None:
    found = read_structures(reply("b\tbreak in time series\r\nbd\tbreak, definition differs\r\n"))
    (listed,) = found.codelists.values()
    assert listed.codes == {"b": {"": "break in time series"}, "bd": {"": "break, definition differs"}}
    with pytest.raises(RawFileError, match="1 lines that are no code and label"):
        read_structures(reply("b\tbreak\nbd\n"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("geo,time_period,obs_value\n", "is CSV; wanted is an SDMX-ML structure message or a TSV code list"),
        (message(structure("x"))[:-40], "XML that breaks off or is damaged"),
        ("<!DOCTYPE html><html>", "HTML page"),
    ],
)
def test_what_is_no_structure_is_refused(reply, content: str, told: str) -> None:
    with pytest.raises(RawFileError, match=told):
        read_structures(reply(content))


def concepts(*ids: str, listed: str) -> str:
    core = f"<s:CoreRepresentation><s:Enumeration>{listed}</s:Enumeration></s:CoreRepresentation>"
    inside = "".join(f'<s:Concept id="{one}">{names(one, one, one)}{core}</s:Concept>' for one in ids)
    return f'<s:Concepts><s:ConceptScheme agencyID="X" id="CS" version="1.0">{inside}</s:ConceptScheme></s:Concepts>'


@pytest.mark.parametrize(
    ("identity", "listed"),
    [
        (
            '<Ref agencyID="X" maintainableParentID="CS" maintainableParentVersion="1.0" id="GEO" class="Concept"/>',
            '<Ref agencyID="ESTAT" id="GEO" version="26.0" class="Codelist"/>',
        ),
        (
            "urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=X:CS(1.0).GEO",
            "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=ESTAT:GEO(26.0)",
        ),
        (
            "<URN>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=X:CS(1.0).GEO</URN>",
            "<URN>urn:sdmx:org.sdmx.infomodel.codelist.Codelist=ESTAT:GEO(26.0)</URN>",
        ),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_component_without_a_code_list_has_that_of_its_concept(
    reply, identity: str, listed: str, first: bool
) -> None:
    content = structure("urn:sdmx:org.sdmx.infomodel.codelist.Codelist=ESTAT:OWN(1.0)").replace(
        "<s:Dimension id='freq' position='1'/>",
        f"<s:Dimension id='area' position='1'><s:ConceptIdentity>{identity}</s:ConceptIdentity></s:Dimension>"
        f"<s:Dimension position='4'><s:ConceptIdentity>{identity}</s:ConceptIdentity></s:Dimension>",
    )
    scheme = concepts("GEO", "FREQ", listed=listed)
    found = read_structures(reply(message(scheme + content if first else content + scheme))).structures["TEST"]
    # The second of them has no id of its own.
    assert found.dimensions == ("area", "geo", "GEO", "TIME_PERIOD")
    assert found.codelists == {"area": "ESTAT:GEO(26.0)", "geo": "ESTAT:OWN(1.0)", "GEO": "ESTAT:GEO(26.0)"}
