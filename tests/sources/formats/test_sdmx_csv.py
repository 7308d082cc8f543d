import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentstudy.errors import CleaningError, RawFileError, SchemaViolation
from talentstudy.sources.formats.opening import Source
from talentstudy.sources.formats.reply import Reply
from talentstudy.sources.formats.sdmx_csv import read_sdmx_csv

HEAD_1 = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS"
ROW = "ESTAT:TEST(1.0),11/06/26 23:00:00,"
HEAD_2 = "STRUCTURE,STRUCTURE_ID,ACTION,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,NOTE"
ROW_2 = "dataflow,ESTAT:TEST(1.0),"


def read(path, with_polars: bool = False, **options) -> Reply:
    return read_sdmx_csv(Source(path), with_polars=with_polars, **options)


def rows(table: pd.DataFrame) -> list[tuple]:
    plain = table.astype(dict.fromkeys(table.select_dtypes("category"), "str"))
    return [
        tuple(None if isinstance(cell, float) and cell != cell else cell for cell in row)
        for row in plain.itertuples(index=False)
    ]


@pytest.mark.parametrize("packed", ["", "gz"])
def test_version_1_as_eurostat_writes_it(reply, with_polars: bool, packed: str) -> None:
    lines = [HEAD_1, ROW + "A,PC,FR,2021,66.5,bd,", ROW + "A,PC,GR,2022,,,C", ROW + "A,PC,FR,2023,NaN,u,"]
    found = read(reply("\n".join(lines), packed), with_polars, expected="test")
    assert rows(found.table) == [
        ("A", "PC", "FR", "2021", 66.5, "bd"),
        ("A", "PC", "EL", "2022", None, "C"),
        ("A", "PC", "FR", "2023", None, "u"),
    ]
    assert (found.dataset, found.updated, found.format) == ("TEST", "11/06/26 23:00:00", "SDMX-CSV")
    assert found.dimensions == ("freq", "unit", "geo", "time_period")
    assert [str(one) for one in found.table.dtypes] == ["category"] * 4 + ["float64", "category"]


def test_attributes_stand_behind_the_flags(reply, with_polars: bool) -> None:
    lines = [HEAD_2, ROW_2 + 'I,BE,2023,1,b,"Normal, special and other"', ROW_2 + "I,BE,2024,2,,"]
    found = read(reply("\n".join(lines)), with_polars).table
    assert rows(found) == [("BE", "2023", 1.0, "b", "Normal, special and other"), ("BE", "2024", 2.0, "", "")]
    assert found.columns.tolist() == ["geo", "time_period", "obs_value", "obs_flag", "note"]


def test_another_separator_brings_a_decimal_comma(reply, with_polars: bool) -> None:
    lines = [
        "STRUCTURE[|];STRUCTURE_ID;ACTION;SERIES_KEY;OBS_KEY;geo: Pays;TIME_PERIOD: Temps;OBS_VALUE: Valeur;OBS_FLAG: Etat;A: B",
        "dataflow;ESTAT:TEST(1.6.0): Des comptes;I;BE;BE.2014-01;BE: Belgique;2014-01: 2014-01;12,4;b: rupture;Y: Oui",
        "dataflow;ESTAT:TEST(1.6.0): Des comptes;I;EL;EL.2014-02;EL: Grèce;2014-02: 2014-02;-10;;N: Non",
    ]
    found = read(reply("\n".join(lines)), with_polars)
    assert rows(found.table) == [("BE", "2014-01", 12.4, "b", "Y"), ("EL", "2014-02", -10.0, "", "N")]
    assert found.labels["geo"] == {"BE": "Belgique", "EL": "Grèce"}
    assert found.labels["obs_flag"] == {"b": "rupture"}
    assert found.dataset == "TEST"


def test_a_code_and_its_label_may_share_a_cell_without_a_blank(reply, with_polars: bool) -> None:
    lines = [
        "DATAFLOW,LAST UPDATE,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG",
        ROW + "BE:Belgium,2024,1,b",
        ROW + '"EL:Greece, all",2024,2,',
    ]
    found = read(reply("\n".join(lines)), with_polars)
    assert rows(found.table) == [("BE", "2024", 1.0, "b"), ("EL", "2024", 2.0, "")]
    assert found.labels == {"geo": {"BE": "Belgium", "EL": "Greece, all"}}


def test_a_number_may_be_labelled_by_itself(reply, with_polars: bool) -> None:
    lines = [
        "DATAFLOW,GEO: Place,OBS_VALUE: Value,TIME_PERIOD: Time",
        "A:T(1.0): A test,BE: Belgium,5.5: 5.5,2024: 2024",
    ]
    found = read(reply("\n".join(lines)), with_polars)
    assert rows(found.table) == [("BE", "2024", 5.5, "")]
    assert found.dataset == "T"


def test_a_key_that_ends_behind_the_value_is_compared_whole(reply, with_polars: bool) -> None:
    lines = ["DATAFLOW,GEO,OBS_VALUE,TIME_PERIOD", "A:T(1.0),BE,5.5,2023", "A:T(1.0),BE,5.6,2024"]
    assert rows(read(reply("\n".join(lines)), with_polars).table) == [("BE", "2023", 5.5, ""), ("BE", "2024", 5.6, "")]
    with pytest.raises(SchemaViolation, match="1 key of geo, time_period stands more than once"):
        read(reply("\n".join([*lines, lines[-1]])), with_polars)


def test_confidentiality_has_an_older_name(reply, with_polars: bool) -> None:
    lines = ["DATAFLOW,GEO,TIME_PERIOD,AVAILABILITY,OBS_STATUS,OBS_CONF,OBS_VALUE", "A:T(1.0),BE,2023,K,M,C,#N/A"]
    found = read(reply("\n".join(lines)), with_polars)
    assert (found.dimensions, found.table["obs_flag"].tolist()) == (("geo", "time_period"), ["Cm"])


def test_labels_may_stand_in_columns_of_their_own(reply, with_polars: bool) -> None:
    lines = [
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,geo,Country,TIME_PERIOD,Time,OBS_VALUE,Value,OBS_FLAG,Flag",
        ROW_2 + "A test,I,BE,Belgium,2024,,5.5,,b,break in series",
        ROW_2 + "A test,I,EL,Greece,2024,,6,,,",
    ]
    found = read(reply("\n".join(lines)), with_polars)
    assert rows(found.table) == [("BE", "2024", 5.5, "b"), ("EL", "2024", 6.0, "")]
    assert found.labels == {"geo": {"BE": "Belgium", "EL": "Greece"}, "obs_flag": {"b": "break in series"}}


def test_a_cell_may_hold_several_values(reply, with_polars: bool) -> None:
    lines = [
        "STRUCTURE[;],STRUCTURE_ID,ACTION,OBS_VALUE1,OBS_VALUE2,ATTR_3,ATTR_1[],ATTR_2[en;fr],DIM_2,DIM_1",
        ROW_2 + 'I,12.4,12.5,"Normal, special",X;Y,en:Any;fr:Une,B,A',
        ROW_2 + "I,10.8,10.9,Normal,X,en:One,B,C",
    ]
    found = read(reply("\n".join(lines)), with_polars)
    assert found.measures == ("obs_value1", "obs_value2")
    assert found.dimensions == ("dim_2", "dim_1")
    assert found.table["attr_1"].tolist() == [("X", "Y"), ("X",)]
    assert found.table["attr_2"].tolist() == [{"en": "Any", "fr": "Une"}, {"en": "One"}]
    assert found.table["obs_value2"].tolist() == [12.5, 10.9]


def test_a_measure_of_another_name_is_a_number_where_all_of_it_is(reply) -> None:
    lines = ["STRUCTURE,STRUCTURE_ID,ACTION,DIM_1,MEAS_1,MEAS_2", ROW_2 + "I,A,12.4,low", ROW_2 + "I,B,,high"]
    table = read(reply("\n".join(lines))).table
    assert table["meas_1"].tolist()[0] == 12.4
    assert np.isnan(table["meas_1"][1])
    assert table["meas_2"].tolist() == ["low", "high"]


def test_other_actions_stay_in_a_column(reply, with_polars: bool) -> None:
    lines = [
        HEAD_2,
        ROW_2 + "A,BE,2023,1,,",
        ROW_2 + "R,BE,2024,2,,",
        ROW_2 + "D,BE,2022,-,,-",
        ROW_2 + "M,BE,2021,3,,",
    ]
    table = read(reply("\n".join(lines)), with_polars).table
    assert table["action"].tolist() == ["A", "R", "D", "M"]
    assert rows(table[["time_period", "obs_value"]]) == [("2023", 1.0), ("2024", 2.0), ("2022", None), ("2021", 3.0)]


def test_a_message_that_deletes_all_has_no_dimension(reply, with_polars: bool) -> None:
    found = read(reply("STRUCTURE,STRUCTURE_ID,ACTION\ndatastructure,ESTAT:DSD_TEST(1.6.0),D\n"), with_polars)
    assert (found.dimensions, found.table["action"].tolist()) == ((), ["D"])


def test_information_needs_no_column(reply) -> None:
    assert "action" not in read(reply("\n".join([HEAD_2, ROW_2 + "I,BE,2023,1,,"]))).table


def test_an_attribute_of_a_partial_key_goes_to_its_observations(reply, with_polars: bool) -> None:
    lines = [
        HEAD_2,
        ROW_2 + "I,BE,2023,1,,",
        ROW_2 + "I,BE,2024,2,,own",
        ROW_2 + "I,NL,2024,3,,",
        ROW_2 + "I,BE,,,,shared",
    ]
    assert rows(read(reply("\n".join(lines)), with_polars).table) == [
        ("BE", "2023", 1.0, "", "shared"),
        ("BE", "2024", 2.0, "", "own"),
        ("NL", "2024", 3.0, "", ""),
    ]


def test_several_structures_tell_rows_apart(reply) -> None:
    lines = [HEAD_2, "dataflow,ESTAT:TEST(1.6.0),I,BE,2024,1,,", "dataflow,ESTAT:TEST(1.7.0),I,BE,2024,2,,"]
    found = read(reply("\n".join(lines)))
    assert found.dimensions == ("structure_id", "geo", "time_period")
    assert found.table["structure_id"].tolist() == ["ESTAT:TEST(1.6.0)", "ESTAT:TEST(1.7.0)"]


def test_a_line_break_within_quotes_is_text(reply, with_polars: bool) -> None:
    lines = [HEAD_2, ROW_2 + 'I,BE,2024,1,,"<p>some ""xhtml""\nbreak</p>"', ROW_2 + "I,NL,2024,2,,"]
    assert rows(read(reply("\n".join(lines)), with_polars).table)[0][-1] == '<p>some "xhtml"\nbreak</p>'


def test_a_table_without_a_dataflow_is_read_too(reply, with_polars: bool) -> None:
    found = read(
        reply("sex,geo,time_period,unit,obs_value,obs_flag\nF,BE,2024,PC,:,u\nF,NL,2024,PC,5.1,\n"), with_polars
    )
    assert found.format == "CSV"
    assert found.dimensions == ("sex", "geo", "time_period", "unit")
    assert rows(found.table) == [("F", "BE", "2024", "PC", None, "u"), ("F", "NL", "2024", "PC", 5.1, "")]


def test_a_header_alone_is_an_empty_table_with_its_reason(reply, with_polars: bool) -> None:
    found = read(reply(HEAD_1 + "\r\n"), with_polars)
    assert found.table.columns.tolist() == ["freq", "unit", "geo", "time_period", "obs_value", "obs_flag"]
    assert "no line below it" in found.reason


@pytest.mark.parametrize(
    ("line", "error", "told"),
    [
        ("A,PC,BE,2024,n/a,,", CleaningError, r"text where a number stands in obs_value: 'n/a'"),
        ('A,PC,BE,2024,"5,1",,', CleaningError, r"text where a number stands in obs_value: '5,1'"),
        ("A,PC,BE,2024,-,,", CleaningError, r"text where a number stands in obs_value: '-'"),
        ("A,PC,BE,2024,inf,,", CleaningError, "text where a number stands"),
        ("A,PC,BE,2024,1,x,", CleaningError, "unknown letter: 'x'"),
        ("A,PC,BE,2024,1,,?", CleaningError, "unknown conf_status"),
        ("A,PC,BE,2024", SchemaViolation, "1 lines with more or fewer than the 9 cells"),
        ("A,PC,BE,2024,1,,,,", SchemaViolation, "1 lines with more or fewer than the 9 cells"),
        ("A,PC,FR,2021,1,,", SchemaViolation, "1 key of freq, unit, geo, time_period stands more than once"),
    ],
)
def test_a_wrong_line_is_refused_by_name(reply, with_polars: bool, line: str, error: type, told: str) -> None:
    with pytest.raises(error, match=told):
        read(reply("\n".join([HEAD_1, ROW + "A,PC,FR,2021,66.5,bd,", ROW + line])), with_polars)


def test_what_means_no_number_is_text_where_text_stands(reply, with_polars: bool) -> None:
    lines = [
        HEAD_2,
        ROW_2 + "I,BE,2023,NaN,,NaN",
        ROW_2 + "I,BE,2024,#N/A,,:",
        ROW_2 + "I,BE,2025,:,,#N/A",
        ROW_2 + "I,BE,2026,1,,",
    ]
    table = read(reply("\n".join(lines)), with_polars).table
    assert table["obs_value"].tolist() == pytest.approx([np.nan, np.nan, np.nan, 1.0], nan_ok=True)
    assert table["note"].tolist() == ["NaN", ":", "#N/A", ""]


@pytest.mark.parametrize("numbers", [["1,5", "2", "-3,25"], ["1", "2.5", "3"], ["1", "2,5", "NaN"]])
def test_either_decimal_sign_is_read_where_another_separates_cells(
    reply, with_polars: bool, numbers: list[str]
) -> None:
    lines = [
        "DATAFLOW;geo;OBS_VALUE;NOTE",
        *(f"ESTAT:TEST(1.0);{name};{number};a" for name, number in zip("ABC", numbers, strict=True)),
    ]
    found = read(reply("\n".join(lines)), with_polars).table["obs_value"].tolist()
    assert found == pytest.approx([float(number.replace(",", ".")) for number in numbers], nan_ok=True)


def test_an_unknown_action_is_refused(reply) -> None:
    with pytest.raises(CleaningError, match="unknown action 'X'; SDMX-CSV knows I, A, R, M and D"):
        read(reply("\n".join([HEAD_2, ROW_2 + "X,BE,2023,1,,"])))


def test_another_dataset_is_refused(reply, with_polars: bool) -> None:
    path = reply("\n".join([HEAD_1, ROW + "A,PC,FR,2021,66.5,bd,"]))
    with pytest.raises(RawFileError, match="holds the dataset TEST, not isoc_sks_itspt"):
        read(path, with_polars, expected="isoc_sks_itspt")


TEXT = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters=":\0\r\x85\u2028\u2029", exclude_categories=["Cs", "Cc"]),
    max_size=8,
)


@given(
    keys=st.lists(
        st.tuples(st.from_regex(r"[A-Z0-9_]{1,5}", fullmatch=True), st.integers(1950, 2049)),
        min_size=1,
        max_size=8,
        unique=True,
    ),
    separator=st.sampled_from([",", ";", "\t"]),
    data=st.data(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_by_both_parsers(reply, keys, separator, data) -> None:
    value = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
    flag = st.sampled_from(["", "b", "be", "u"])
    found = [(code, str(year), data.draw(value), data.draw(flag), data.draw(TEXT)) for code, year in keys]
    table = pd.DataFrame(found, columns=["GEO", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "NOTE"])
    table.insert(0, "DATAFLOW", "ESTAT:TEST(1.0)")
    path = reply(table.to_csv(index=False, sep=separator))
    by_pandas = read(path).table
    wanted = [("EL" if code == "GR" else "UK" if code == "GB" else code, *rest) for code, *rest in found]
    assert rows(by_pandas) == [tuple(row) for row in wanted]
    pytest.importorskip("polars")
    pd.testing.assert_frame_equal(read(path, True).table, by_pandas)
