import pytest

from talentstudy.errors import SchemaViolation
from talentstudy.sources.formats.csv_header import read_header


def roles(line: str, dimensions: tuple[str, ...] = ()) -> dict[str, str]:
    return {one.id: one.role for one in read_header(line, "reply", dimensions).columns}


def test_eurostats_header_of_version_1() -> None:
    assert roles("DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\r") == {
        "dataflow": "identity",
        "last_update": "updated",
        "freq": "dimension",
        "geo": "dimension",
        "time_period": "dimension",
        "obs_value": "measure",
        "obs_flag": "status",
        "conf_status": "status",
    }


def test_a_header_of_version_2_with_keys_and_custom_columns() -> None:
    assert roles("STRUCTURE,STRUCTURE_ID,ACTION,SERIES_KEY,OBS_KEY,DIM_1,OBS_VALUE,ATTR_1,UPDATED") == {
        "structure": "technical",
        "structure_id": "identity",
        "action": "action",
        "series_key": "technical",
        "obs_key": "technical",
        "dim_1": "dimension",
        "obs_value": "measure",
        "attr_1": "attribute",
        "updated": "attribute",
    }


@pytest.mark.parametrize(
    ("line", "separator", "inner"),
    [
        ("STRUCTURE,STRUCTURE_ID,A,OBS_VALUE", ",", ";"),
        ("STRUCTURE[;],STRUCTURE_ID,A,OBS_VALUE", ",", ";"),
        ("STRUCTURE[|];STRUCTURE_ID;A;OBS_VALUE", ";", "|"),
        ("STRUCTURE\tSTRUCTURE_ID\tA\tOBS_VALUE", "\t", ";"),
        ("DATAFLOW;A;OBS_VALUE", ";", ";"),
        ('"DATAFLOW","A","OBS_VALUE"', ",", ";"),
        ("DATAFLOW: A flow;A: Land;OBS_VALUE: Value", ";", ";"),
        ("geo|time_period|obs_value", "|", ";"),
    ],
)
def test_the_separator_is_what_follows_the_first_word(line: str, separator: str, inner: str) -> None:
    header = read_header(line, "reply")
    assert (header.separator, header.inner) == (separator, inner)


def test_labels_in_the_header_are_no_part_of_the_id() -> None:
    header = read_header("STRUCTURE[|];STRUCTURE_ID;DIM_1: Dimension 1;OBS_VALUE: Observation: value", "reply")
    assert header.ids("dimension", "measure") == ("dim_1", "obs_value")
    assert header.columns[-1].label == "Observation: value"


def test_columns_of_labels_are_about_the_column_before() -> None:
    line = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,geo,Country,TIME_PERIOD,Time,OBS_VALUE,Value,OBS_FLAG,Flag"
    header = read_header(line, "reply")
    assert header.ids("dimension") == ("geo", "time_period")
    assert [(one.of, one.label) for one in header.columns if one.role == "label"] == [
        ("geo", "Country"),
        ("time_period", "Time"),
        ("obs_value", "Value"),
        ("obs_flag", "Flag"),
    ]


def test_columns_with_several_values_say_so() -> None:
    header = read_header("STRUCTURE[;],STRUCTURE_ID,DIM_1,OBS_VALUE,A[],B[en;fr],CONTACT[],CONTACT[].NAME[]", "reply")
    found = {one.id: one.inner for one in header.columns if one.inner}
    assert found == {"a": "[]", "b": "[en;fr]", "contact": "[]", "contact.name": "[]"}


def test_measures_may_come_first_and_be_several() -> None:
    found = roles("STRUCTURE[;],STRUCTURE_ID,ACTION,OBS_VALUE1,OBS_VALUE2,ATTR_3,ATTR_1[],DIM_2,DIM_1,DIM_3")
    assert [name for name, role in found.items() if role == "measure"] == ["obs_value1", "obs_value2"]
    assert [name for name, role in found.items() if role == "dimension"] == ["dim_2", "dim_1", "dim_3"]


def test_a_structure_decides_where_it_is_known() -> None:
    found = roles("STRUCTURE,STRUCTURE_ID,OBS_VALUE,NOTE,GEO,TIME_PERIOD", ("GEO", "TIME_PERIOD"))
    assert [name for name, role in found.items() if role == "dimension"] == ["geo", "time_period"]
    assert found["note"] == "attribute"


def test_a_cell_with_several_values_is_no_dimension() -> None:
    found = roles("STRUCTURE,STRUCTURE_ID,ACTION,DIM_2,COLLECTION.METHOD[en;fr],CONTACT[],CONTACT[].NAME[]")
    assert [name for name, role in found.items() if role == "dimension"] == ["dim_2"]


def test_measures_of_other_names() -> None:
    assert roles("STRUCTURE,STRUCTURE_ID,ACTION,DIM_1,DIM_2,MEAS_1,ATTR_1")["meas_1"] == "measure"


@pytest.mark.parametrize("known", [(), ("GEO",)])
def test_time_is_a_dimension_wherever_it_stands(known: tuple[str, ...]) -> None:
    header = read_header("DATAFLOW,GEO,OBS_VALUE,NOTE,TIME_PERIOD", "reply", known)
    assert header.ids("dimension") == ("geo", "time_period")
    assert header.ids("attribute") == ("note",)


def test_labels_instead_of_ids_are_refused() -> None:
    with pytest.raises(SchemaViolation, match=r"labels where ids stand .*\(unit of measure, observation value\)"):
        read_header("DATAFLOW,LAST UPDATE,Unit of measure,Time,Observation value", "reply")


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(SchemaViolation, match="reply has more than one column geo"):
        read_header("DATAFLOW,geo,GEO,OBS_VALUE", "reply")
