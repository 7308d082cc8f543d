"""Codes a provider uses and we have no words for."""

import hashlib
import re

from talentstudy.codes import code_list
from talentstudy.fetch.labels import Unlabelled, used_codes, without_label
from talentstudy.store import Home

LISTS = {
    "sex": {"F": {"en": "Females"}, "DIFF": {"en": "Difference"}, "X": {}},
    "wst_oper": {"DSP_I": {"en": "Incineration"}},
}


def test_every_code_without_a_label_is_reported_in_the_order_of_its_list() -> None:
    assert without_label(LISTS) == (
        Unlabelled("sex", "DIFF", "Difference"),
        Unlabelled("sex", "X", "nothing"),
        Unlabelled("wst_oper", "DSP_I", "Incineration"),
    )


def test_only_codes_in_use_are_reported_where_those_are_known() -> None:
    assert without_label(LISTS, {"sex": {"F", "DIFF"}}) == (Unlabelled("sex", "DIFF", "Difference"),)


def test_our_own_codes_are_never_reported() -> None:
    ours = {code: {"en": code} for code in code_list("unit")}
    assert without_label({"unit": ours}) == ()


def test_a_report_says_where_the_label_belongs() -> None:
    assert str(Unlabelled("sex", "DIFF", "Difference")) == (
        "sex DIFF: no label in codes/sex.csv (the provider says 'Difference')"
    )


def test_the_codes_in_use_are_those_of_the_newest_vintage(home: Home) -> None:
    used = used_codes(home, "isoc_sks_itsps")
    assert used is not None
    assert used["sex"] <= {"F", "M", "T"}
    assert "BE" in used["geo"]
    assert used_codes(home, "tin00085") is None


def test_codes_of_a_dimension_without_a_list_of_ours_are_in_use_too(home: Home) -> None:
    origin = home.origin("isoc_sks_itsps", home.vintages("isoc_sks_itsps")[-1])
    content = origin.path.read_text(encoding="utf-8").replace("sex,", "wstatus,", 1)
    origin.path.write_text(content, encoding="utf-8", newline="")
    facts = origin.folder / "origin.toml"
    digest = hashlib.sha256(content.encode()).hexdigest()
    facts.write_text(
        re.sub('sha256 = ".*"', f'sha256 = "{digest}"', facts.read_text(encoding="utf-8")), encoding="utf-8"
    )
    told = without_label(
        {"wstatus": {"F": {"en": "Females"}, "X_1": {"en": "Other"}}}, used_codes(home, "isoc_sks_itsps")
    )
    assert [one.code for one in told] == ["F"]
