import csv
from pathlib import Path

import pytest

from talentstudy.codes import Code, code_list, dimensions, known, label, member_states, read_code_list
from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
OFFICIAL = (
    "age",
    "freq",
    "geo",
    "indic_is",
    "isced11",
    "iscedf13",
    "nace_r2",
    "obs_flag",
    "sex",
    "size_emp",
    "unit",
)
# Treaty on European Union, Article 52, without the United Kingdom since 1 February 2020.
MEMBERS = [
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "EL",
    "ES",
    "FI",
    "FR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
]
# Combinations in Eurostat's code list of observation flags, as published in its bulk download.
COMBINED = [
    "bd",
    "bde",
    "bdep",
    "bdf",
    "bdn",
    "bdp",
    "bdu",
    "be",
    "bep",
    "bf",
    "bn",
    "bp",
    "bpu",
    "bu",
    "de",
    "dep",
    "df",
    "dn",
    "dp",
    "dpu",
    "du",
    "ep",
    "pu",
    "bdip",
    "bdi",
    "bdm",
    "bip",
    "bi",
    "bm",
    "dip",
    "di",
    "dm",
    "ip",
]


@pytest.mark.parametrize("dimension", dimensions())
def test_every_code_has_a_label_in_every_language(dimension: str) -> None:
    for code in code_list(dimension).values():
        for language in LANGUAGES:
            text = label(dimension, code.code, language)
            assert text
            assert text == text.strip()
            assert label(dimension, code.code, language, short=True)


@pytest.mark.parametrize("dimension", [*OFFICIAL, "dataset"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_codes_read_alike(dimension: str, language: str) -> None:
    labels = [code.labels[language] for code in code_list(dimension).values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_countries_share_a_short_label(language: str) -> None:
    shorts = [code.label(language, short=True) for code in code_list("geo").values()]
    assert len(set(shorts)) == len(shorts)


def test_a_short_label_is_shorter() -> None:
    for dimension in OFFICIAL:
        for code in code_list(dimension).values():
            assert all(len(short) < len(code.labels[language]) for language, short in code.short.items())


def test_the_27_members_are_those_of_today() -> None:
    assert sorted(member_states()) == MEMBERS
    assert {code.extra["eu27"] for code in code_list("geo").values()} == {"0", "1"}


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("data/raw/*/*/*/*.csv")), ids=lambda path: "/".join(path.parts[-3:-1])
)
def test_every_code_of_a_raw_file_is_in_its_list(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert path.parts[-3] in known("dataset")
    for dimension in set(rows[0]) & set(OFFICIAL) - {"obs_flag"}:
        assert {row[dimension] for row in rows} - {""} <= known(dimension), dimension
    assert set("".join(row["obs_flag"] for row in rows)) <= known("obs_flag")


def test_the_flags_are_those_in_force_since_january_2025() -> None:
    assert set("".join(COMBINED)) | set("bdefimnpu") | set("CNP") == known("obs_flag")
    former = {code.extra["formerly"]: code.code for code in code_list("obs_flag").values() if code.extra["formerly"]}
    assert former == {"s": "i", "z": "m", "c": "C"}


@pytest.mark.parametrize(
    ("unit", "low", "high", "decimals"),
    [("PC_EMP", "0", "100", "1"), ("PC_PNT", "-100", "100", "1"), ("THS_PER", "0", "", "0"), ("YR", "", "", "1")],
)
def test_a_unit_says_its_range_and_decimals(unit: str, low: str, high: str, decimals: str) -> None:
    assert dict(code_list("unit")[unit].extra) == {"min": low, "max": high, "decimals": decimals}


def test_every_unit_has_an_ordered_range_and_whole_decimals() -> None:
    for unit in code_list("unit").values():
        assert float(unit.extra["min"] or "-inf") < float(unit.extra["max"] or "inf")
        assert unit.extra["decimals"].isdigit()


@pytest.mark.parametrize(
    ("dimension", "code", "texts"),
    [
        ("geo", "BE1", ["Brussels Hoofdstedelijk Gewest", "Région de Bruxelles-Capitale"]),
        ("unit", "PC_PNT", ["procentpunt", "points de pourcentage"]),
        ("obs_flag", "b", ["breuk in de tijdreeks", "rupture de série"]),
        ("nace_r2", "ICT", ["ICT-sector", "Secteur des TIC"]),
    ],
)
def test_labels_use_the_terms_of_the_study(dimension: str, code: str, texts: list[str]) -> None:
    assert [label(dimension, code, "nl"), label(dimension, code, "fr")] == texts


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no unit code named 'PC_PTN'; did you mean PC_PNT"):
        label("unit", "PC_PTN", "nl")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="no language named 'es'"):
        label("sex", "F", "es")


def test_an_unknown_dimension_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"no code list named 'isced'; did you mean .*isced11"):
        code_list("isced")


def test_a_code_cannot_be_changed() -> None:
    code = Code("F", {"nl": "Vrouwen"})
    with pytest.raises(AttributeError):
        code.code = "M"  # type: ignore[misc]
    with pytest.raises(TypeError):
        code_list("sex")["F"].labels["nl"] = "x"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code,nl,fr,en\nF,a,b,c\n", "begins with the columns code, nl, fr, en; wanted: code, nl, fr, en, de"),
        ("", "begins with the columns nothing"),
        ("code,nl,fr,en,de\nF,a,b,c, \n", "line 2: code 'F' has nothing under de"),
        ("code,nl,fr,en,de\nF,a,b,c,d\nF,a,b,c,e\n", "line 3: code F stands a second time"),
        ("code,nl,fr,en,de\nF,a,b,c,d,e\n", "line 2: the line has more or fewer cells"),
        ("code,nl,fr,en,de\nF,a,b,c\n", "line 2: the line has more or fewer cells"),
    ],
)
def test_a_broken_list_is_refused_by_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "group.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaViolation, match=message) as refused:
        read_code_list(path)
    assert "group.csv" in str(refused.value)


def test_columns_of_its_own_reach_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "group.csv"
    path.write_text("code,nl,fr,en,de,nl_short,parent\nA1,Een,Un,One,Eins,1,A\n", encoding="utf-8")
    code = read_code_list(path)["A1"]
    assert (code.label("nl", short=True), code.label("fr", short=True)) == ("1", "Un")
    assert dict(code.extra) == {"parent": "A"}
