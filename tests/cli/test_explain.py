"""``talentstudy explain``: the whole chain of a number, as text and as JSON."""

import json
from collections.abc import Callable

Told = Callable[..., tuple[int, str, str]]


def test_a_figure_is_explained_number_by_number(told: Told) -> None:
    code, out, err = told("explain", "4.2")
    assert (code, err) == (0, "")
    assert out.startswith("F4-02 – Women among ICT specialists.")
    assert "19.0%  (value)\n  ict_women_share geo=BE time_period=2024: 19 %" in out
    assert "data/raw/eurostat/isoc_sks_itsps/2025-05-14/origin.toml" in out


def test_json_holds_number_indicator_key_dataset_vintage_and_origin(told: Told) -> None:
    code, out, _ = told("explain", "F4-02", "--json", "--language", "de", "--geo", "NL")
    assert code == 0
    chain = json.loads(out)
    first = chain["numbers"][0]
    assert first["number"] == "18,7\xa0%"
    cell = first["cells"][0]
    assert (cell["indicator"], cell["observation"]) == ("ict_women_share", "geo=NL time_period=2024")
    assert {"dataset", "vintage", "place", "origin", "sha256", "url"} <= set(cell["sources"][0])


def test_an_indicator_is_explained_down_to_the_observation(told: Told) -> None:
    code, out, _ = told("explain", "ict_women_share", "--geo", "NL", "--period", "2023")
    assert code == 0
    assert "isoc_sks_itsps sex=F geo=NL time_period=2023 unit=PC: " in out


def test_codes_choose_among_the_rows(told: Told) -> None:
    code, out, _ = told("explain", "core_skill_share", "--geo", "WORLD", "--where", "skill=PROGRAMMING", "--json")
    assert code == 0
    assert [row["value"] for row in json.loads(out)] == [17.0]


def test_a_claim_is_explained_by_the_ledger(told: Told) -> None:
    code, out, _ = told("explain", "C1-26")
    assert code == 0
    assert out.startswith("C1-26")


def test_refusals_are_one_line(told: Told) -> None:
    for arguments, words in {
        ("ict_woman_share",): "did you mean ict_women_share",
        ("F9-99",): "no figure named 'F9-99'",
        ("C9-99",): "no claim of edition 2025 named 'C9-99'",
        ("F1-06", "--geo", "NL"): "F1-06",
        ("F4-02", "--period", "2024"): "F4-02 is a figure",
        ("ict_women_share", "--where", "sex"): "--where takes DIMENSION=CODE",
        ("ict_women_share", "--where", "sex=F"): "is not broken down by sex",
        ("ict_women_share", "--geo", "XX"): "no country named 'XX'",
        ("ict_women_share", "--language", "es"): "no language named 'es'",
        ("ict_women_share", "--period", "1999"): "holds no 1999 for BE",
    }.items():
        code, out, err = told("explain", *arguments)
        assert (code, out) == (2, ""), arguments
        assert words in err
        assert err.count("\n") == 1
