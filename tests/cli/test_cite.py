"""``talentstudy cite``."""

import json
from collections.abc import Callable

Told = Callable[..., tuple[int, str, str]]


def test_cites_an_indicator_in_apa_unless_another_style_is_named(told: Told) -> None:
    code, out, _ = told("cite", "ict_women_share", "--language", "nl")
    assert code == 0
    assert "Eurostat. (2025)." in out
    assert "Geraadpleegd op 14 mei 2025" in out


def test_prints_what_a_program_reads_and_nothing_else(told: Told) -> None:
    code, out, _ = told("cite", "isoc_sks_itspt", "--style", "csl-json")
    assert code == 0
    assert [one["number"] for one in json.loads(out)] == ["isoc_sks_itspt"]


def test_cites_the_study_where_nothing_is_named(told: Told) -> None:
    _, out, _ = told("cite")
    assert out.startswith("The talentstudy authors. (2025). talentstudy")


def test_refuses_an_unknown_name_or_style_in_one_line(told: Told) -> None:
    for arguments, near in ((("ict_woman_share",), "ict_women_share"), (("study", "--style", "apaa"), "apa")):
        code, out, err = told("cite", *arguments)
        assert (code, out) == (2, "")
        assert f"did you mean {near}" in err
        assert err.count("\n") == 1
