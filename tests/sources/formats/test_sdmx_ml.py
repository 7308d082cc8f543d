import pandas as pd
import pytest

from talentstudy.errors import CleaningError, RawFileError, SchemaViolation
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.reply import Reply
from talentstudy.sources.formats.sdmx_ml import read_sdmx_ml

SPACES = 'xmlns:m="urn:message" xmlns:g="urn:generic" xmlns:c="urn:common" xmlns:f="urn:footer" xmlns:xsi="urn:xsi"'
HEADER = """<m:Header><m:ID>1</m:ID><m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD">
<c:Structure><Ref agencyID="ESTAT" id="DSD_test" version="1.0"/></c:Structure></m:Structure>
<m:DataSetID>test</m:DataSetID></m:Header>"""
GENERIC = """<m:DataSet structureRef="S">
<g:Series><g:SeriesKey><g:Value id="UNIT" value="PC"/><g:Value id="GEO" value="GR"/></g:SeriesKey>
<g:Attributes><g:Value id="TITLE" value="A series"/></g:Attributes>
<g:Obs><g:ObsDimension value="2024"/><g:ObsValue value="5.1"/>
<g:Attributes><g:Value id="OBS_FLAG" value="eb"/></g:Attributes></g:Obs>
<g:Obs><g:ObsDimension value="2023"/><g:ObsValue value="NaN"/>
<g:Attributes><g:Value id="OBS_STATUS" value="na"/></g:Attributes></g:Obs></g:Series>
<g:Series><g:SeriesKey><g:Value id="UNIT" value="PC"/><g:Value id="GEO" value="BE"/></g:SeriesKey>
<g:Obs><g:ObsDimension id="TIME_PERIOD" value="2024-Q1"/></g:Obs></g:Series></m:DataSet>"""
SPECIFIC = """<m:DataSet xsi:type="ns1:DataSetType">
<Series UNIT="PC" GEO="GR" TITLE="A series"><Obs TIME_PERIOD="2024" OBS_VALUE="5.1" OBS_FLAG="eb"/>
<Obs TIME_PERIOD="2023" OBS_VALUE="NaN"/></Series>
<Series UNIT="PC" GEO="BE"><Obs TIME_PERIOD="2024-Q1"/></Series></m:DataSet>"""
FLAT = """<m:DataSet><Obs UNIT="PC" GEO="GR" TIME_PERIOD="2024" OBS_VALUE="5.1" OBS_FLAG="eb" TITLE="A series"/>
<Obs UNIT="PC" GEO="GR" TIME_PERIOD="2023" OBS_VALUE="NaN" TITLE="A series"/>
<Obs UNIT="PC" GEO="BE" TIME_PERIOD="2024-Q1" OBS_VALUE="NaN"/></m:DataSet>"""
GENERIC_FLAT = """<m:DataSet>
<g:Obs><g:ObsKey><g:Value id="UNIT" value="PC"/><g:Value id="GEO" value="GR"/><g:Value id="TIME_PERIOD" value="2024"/></g:ObsKey>
<g:ObsValue value="5.1"/><g:Attributes><g:Value id="OBS_FLAG" value="eb"/><g:Value id="TITLE" value="A series"/></g:Attributes></g:Obs>
<g:Obs><g:ObsKey><g:Value id="UNIT" value="PC"/><g:Value id="GEO" value="GR"/><g:Value id="TIME_PERIOD" value="2023"/></g:ObsKey>
<g:ObsValue value="NaN"/><g:Attributes><g:Value id="TITLE" value="A series"/></g:Attributes></g:Obs>
<g:Obs><g:ObsKey><g:Value id="UNIT" value="PC"/><g:Value id="GEO" value="BE"/><g:Value id="TIME_PERIOD" value="2024-Q1"/></g:ObsKey>
</g:Obs></m:DataSet>"""
OLD = """<m:DataSet>
<g:Series><g:SeriesKey><g:Value concept="UNIT" value="PC"/><g:Value concept="GEO" value="GR"/></g:SeriesKey>
<g:Attributes><g:Value concept="TITLE" value="A series"/></g:Attributes>
<g:Obs><g:Time>2024</g:Time><g:ObsValue value="5.1"/><g:Attributes><g:Value concept="OBS_FLAG" value="eb"/></g:Attributes></g:Obs>
<g:Obs><g:Time>2023</g:Time></g:Obs></g:Series>
<g:Series><g:SeriesKey><g:Value concept="UNIT" value="PC"/><g:Value concept="GEO" value="BE"/></g:SeriesKey>
<g:Obs><g:Time>2024-Q1</g:Time></g:Obs></g:Series></m:DataSet>"""
FOUND = [
    ("PC", "EL", "2024", 5.1, "be", "A series"),
    ("PC", "EL", "2023", None, "", "A series"),
    ("PC", "BE", "2024-Q1", None, "", ""),
]


def message(content: str, root: str = "GenericData", header: str = HEADER, footer: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><m:{root} {SPACES}>{header}{content}{footer}</m:{root}>'


def footer(code: str, severity: str, text: str) -> str:
    return f'<f:Footer><f:Message code="{code}" severity="{severity}"><c:Text>{text}</c:Text></f:Message></f:Footer>'


def read(path, **options) -> Reply:
    return read_sdmx_ml(Source(path), **options)


def rows(table: pd.DataFrame) -> list[tuple]:
    plain = table.astype({column: "str" for column in table if column != "obs_value"})
    return [tuple(None if cell != cell else cell for cell in row) for row in plain.itertuples(index=False)]


@pytest.mark.parametrize("content", [GENERIC, SPECIFIC, FLAT, GENERIC_FLAT, OLD])
@pytest.mark.parametrize("packed", ["", "zip"])
def test_every_kind_of_message_is_the_same_table(reply, content: str, packed: str) -> None:
    found = read(reply(message(content), packed), expected="TEST")
    assert rows(found.table) == FOUND
    assert found.table.columns.tolist() == ["unit", "geo", "time_period", "obs_value", "obs_flag", "title"]
    assert found.dimensions == ("unit", "geo", "time_period")
    assert found.dataset == "test"


def test_a_structure_tells_dimensions_from_attributes(reply) -> None:
    content = '<m:DataSet><Series GEO="BE" NOTE="x"><Obs TIME_PERIOD="2024" OBS_VALUE="1"/></Series></m:DataSet>'
    assert read(reply(message(content))).dimensions == ("geo", "note", "time_period")
    assert read(reply(message(content)), dimensions=("GEO", "TIME_PERIOD")).dimensions == ("geo", "time_period")


@pytest.mark.parametrize(
    "structure",
    [
        '<c:StructureUsage><Ref agencyID="ESTAT" id="test" version="1.0"/></c:StructureUsage>',
        "<c:StructureUsage>urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=ESTAT:test(1.0)</c:StructureUsage>",
        '<c:Structure><Ref agencyID="ESTAT" id="DSD_test"/></c:Structure>',
    ],
)
def test_the_dataset_is_named_in_several_ways(reply, structure: str) -> None:
    header = f'<m:Header><m:Structure structureID="S">{structure}</m:Structure></m:Header>'
    path = reply(message(SPECIFIC, header=header))
    assert read(path, expected="test").dataset.removeprefix("DSD_") == "test"
    with pytest.raises(RawFileError, match="not isoc_sks_itspt that was asked for"):
        read(path, expected="isoc_sks_itspt")


def test_a_footer_without_data_is_refused_in_its_own_words(reply) -> None:
    told = footer("413", "Infomation", "Due to the large query the response will be written to a file")
    with pytest.raises(RawFileError, match="'413 Due to the large query the response will be written to a file'"):
        read(reply(message("", footer=told)))


def test_a_footer_that_reports_an_error_spoils_the_data_before_it(reply) -> None:
    with pytest.raises(RawFileError, match="'510 Response size exceeds the limit'"):
        read(reply(message(GENERIC, footer=footer("510", "Error", "Response size exceeds the limit"))))
    assert rows(read(reply(message(GENERIC, footer=footer("0", "Information", "All is well")))).table) == FOUND


def test_a_message_without_observations_is_an_empty_table_with_its_reason(reply) -> None:
    found = read(reply(message("<m:DataSet/>")))
    assert found.table.columns.tolist() == ["geo", "time_period", "obs_value", "obs_flag"]
    assert "holds no observation" in found.reason


@pytest.mark.parametrize("cut", [30, 200, 600])
def test_a_message_that_breaks_off_is_refused(reply, cut: int) -> None:
    with pytest.raises(RawFileError, match="XML that breaks off or is damaged"):
        read(reply(message(GENERIC)[:-cut]))


def test_entities_are_not_expanded(reply) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + message(GENERIC).split("?>", 1)[1]
    with pytest.raises(RawFileError, match="declares entities"):
        read(reply(bomb))


def test_wrong_cells_are_refused_by_name(reply) -> None:
    with pytest.raises(CleaningError, match="text where a number stands in obs_value: 'many'"):
        read(reply(message(GENERIC.replace('"5.1"', '"many"'))))
    with pytest.raises(SchemaViolation, match="1 key of unit, geo, time_period stands more than once"):
        read(reply(message(GENERIC.replace('"2023"', '"2024"'))))


def test_an_attribute_may_hold_several_values(reply) -> None:
    content = """<m:DataSet><Series UNIT="PC" GEO="BE">
    <Comp id="SOURCE"><Value>LFS</Value><Value>SES</Value></Comp>
    <Comp id="NOTE"><Value><c:Text xml:lang="en">Two  words</c:Text></Value></Comp>
    <Obs TIME_PERIOD="2023" OBS_VALUE="1.5"><Comp id="OBS_STATUS"><Value>E</Value><Value>B</Value></Comp></Obs>
    <Obs TIME_PERIOD="2024" OBS_VALUE="2"><Comp id="OBS_STATUS"><Value>A</Value></Comp></Obs></Series></m:DataSet>"""
    found = read(reply(message(content, "StructureSpecificData")))
    assert found.dimensions == ("unit", "geo", "time_period")
    assert rows(found.table[["time_period", "obs_value", "obs_flag"]]) == [("2023", 1.5, "be"), ("2024", 2.0, "")]
    assert set(found.table["source"]) == {"LFS;SES"}
    assert set(found.table["note"]) == {"Two words"}


def test_an_error_message_is_refused_in_its_own_words(reply) -> None:
    told = '<m:ErrorMessage code="100"><c:Text>No results found</c:Text></m:ErrorMessage>'
    with pytest.raises(RawFileError, match="not the data asked for: '100 No results found'"):
        read(reply(message(told, "Error", header="")))


def series(geo: str, **said: str) -> str:
    own = "".join(f' {name}="{text}"' for name, text in said.items())
    return f'<Series UNIT="PC" GEO="{geo}"{own}><Obs TIME_PERIOD="2024" OBS_VALUE="1"/></Series>'


def generic_series(geo: str, said: str = "") -> str:
    return (
        f'<g:Series><g:SeriesKey><g:Value id="UNIT" value="PC"/><g:Value id="GEO" value="{geo}"/></g:SeriesKey>{said}'
        '<g:Obs><g:ObsDimension value="2024"/><g:ObsValue value="1"/></g:Obs></g:Series>'
    )


def generic_group(key: dict[str, str], said: dict[str, str]) -> str:
    def values(of: dict[str, str]) -> str:
        return "".join(f'<g:Value id="{name}" value="{text}"/>' for name, text in of.items())

    named = f"<g:GroupKey>{values(key)}</g:GroupKey>" if key else ""
    told = f"<g:Attributes>{values(said)}</g:Attributes>"
    return f'<g:Group type="Sibling">{named}{told}</g:Group>' if key else told


# The dataset says p of all and who collects; a group says b and a note of Belgium; the Netherlands say e themselves.
IN_GROUPS = {
    "generic": (
        '<m:DataSet structureRef="S" action="Replace">'
        + generic_group({}, {"OBS_STATUS": "P", "COLLECTION": "A"})
        + generic_group({"GEO": "BE"}, {"OBS_STATUS": "B", "NOTE": "Belgium"})
        + "".join(map(generic_series, ("BE", "DE")))
        + generic_series("NL", generic_group({}, {"OBS_STATUS": "E"}))
        + "</m:DataSet>"
    ),
    "specific 2.1": (
        '<m:DataSet xsi:type="ns1:DataSetType" structureRef="S" OBS_STATUS="P" COLLECTION="A">'
        '<Group xsi:type="ns1:Sibling" GEO="BE" OBS_STATUS="B" NOTE="Belgium"/>'
        f"{series('BE')}{series('DE')}{series('NL', OBS_STATUS='E')}</m:DataSet>"
    ),
    "specific 3.0": (
        '<m:DataSet structureRef="S" COLLECTION="A"><Comp id="OBS_STATUS"><Value>P</Value></Comp>'
        '<Group GEO="BE" OBS_STATUS="B"><Comp id="NOTE"><Value><c:Text xml:lang="en">Belgium</c:Text></Value></Comp></Group>'
        f"{series('BE')}{series('DE')}{series('NL', OBS_STATUS='E')}</m:DataSet>"
    ),
    "specific 3.0, behind": (
        '<m:DataSet structureRef="S" OBS_STATUS="P" COLLECTION="A">'
        f"{series('BE')}{series('DE')}{series('NL', OBS_STATUS='E')}"
        '<Atts GEO="BE" OBS_STATUS="B" NOTE="Belgium"/></m:DataSet>'
    ),
    "series in a group, 2.0": (
        "<m:DataSet>"
        + generic_group({}, {"OBS_STATUS": "P", "COLLECTION": "A"})
        + generic_group({"GEO": "BE"}, {"OBS_STATUS": "B", "NOTE": "Belgium"}).replace(
            "</g:Group>", generic_series("BE") + "</g:Group>"
        )
        + generic_series("DE")
        + generic_series("NL", generic_group({}, {"OBS_STATUS": "E"}))
        + "</m:DataSet>"
    ),
}


@pytest.mark.parametrize("content", IN_GROUPS.values(), ids=IN_GROUPS)
def test_what_is_said_of_a_group_stands_at_its_observations(reply, content: str) -> None:
    found = read(reply(message(content)))
    assert found.dimensions == ("unit", "geo", "time_period")
    assert rows(found.table[["unit", "geo", "time_period", "obs_value", "obs_flag", "collection", "note"]]) == [
        ("PC", "BE", "2024", 1.0, "b", "A", "Belgium"),
        ("PC", "DE", "2024", 1.0, "p", "A", ""),
        ("PC", "NL", "2024", 1.0, "e", "A", ""),
    ]


def test_what_a_dataset_says_stays_in_it(reply) -> None:
    first = f'<m:DataSet OBS_STATUS="P">{series("BE")}</m:DataSet>'
    second = f'<m:DataSet>{series("NL")}<Group UNIT="PC" OBS_STATUS="E"/></m:DataSet>'
    assert read(reply(message(first + second))).table["obs_flag"].tolist() == ["p", "e"]


@pytest.mark.parametrize(
    "content",
    [
        """<Series GEO="BE" MEASURE="X"><Obs TIME_PERIOD="2023" OBS_VALUE="5" LOWER="4.5" COUNTED="120" NOTE="few"/>
        <Obs TIME_PERIOD="2024" LOWER="NaN" COUNTED="80"/></Series>""",
        """<Obs GEO="BE" MEASURE="X" TIME_PERIOD="2023" OBS_VALUE="5" LOWER="4.5" COUNTED="120" COMMENT="few"/>
        <Obs GEO="BE" MEASURE="X" TIME_PERIOD="2024" OBS_VALUE="NaN" COUNTED="80"/>""",
    ],
)
def test_a_second_measure_is_a_measure(reply, content: str) -> None:
    found = read(reply(message(f"<m:DataSet>{content}</m:DataSet>", "StructureSpecificData")))
    assert found.dimensions == ("geo", "measure", "time_period")
    assert found.measures == ("obs_value", "lower", "counted")
    assert rows(found.table[["time_period", "obs_value", "counted"]].astype({"counted": float})) == [
        ("2023", 5.0, "120.0"),
        ("2024", None, "80.0"),
    ]
    assert found.table["lower"].isna().tolist() == [False, True]
    assert found.table[found.table.columns[-1]].tolist() == ["few", ""]


def test_measures_may_have_no_obs_value_among_them(reply) -> None:
    content = '<m:DataSet><Obs GEO="BE" TIME_PERIOD="2024" MEASURE_1="5" MEASURE_2="6.5"/></m:DataSet>'
    found = read(reply(message(content)))
    assert found.measures == ("obs_value", "measure_1", "measure_2")
    assert found.table[["measure_1", "measure_2"]].values.tolist() == [[5.0, 6.5]]
    renamed = read(reply(message(content.replace("MEASURE_", "M"))), dimensions=("GEO", "TIME_PERIOD"))
    assert renamed.measures == ("obs_value", "m1", "m2")
    assert renamed.dimensions == ("geo", "time_period")


def test_the_dimension_at_the_observation_may_be_another_than_time(reply) -> None:
    header = HEADER.replace('"TIME_PERIOD"', '"GEO"')
    content = '<m:DataSet><Series TIME_PERIOD="2024"><Obs GEO="BE" OBS_VALUE="1"/><Obs GEO="NL" OBS_VALUE="2"/></Series></m:DataSet>'
    found = read(reply(message(content, header=header)))
    assert rows(found.table[["geo", "time_period", "obs_value"]]) == [("BE", "2024", 1.0), ("NL", "2024", 2.0)]
    assert found.measures == ("obs_value",)


def test_a_cross_sectional_message_is_refused(reply) -> None:
    content = '<DataSet><Group TIME="2024"><Section UNIT="PC"><ADULTS GEO="BE" value="1"/></Section></Group></DataSet>'
    with pytest.raises(RawFileError, match="a cross-sectional message, which is not read"):
        read(reply(message(content, "CrossSectionalData")))
