"""The claims of an edition as an index holds them."""

import pytest

from talentstudy.documents.claims import read_claims
from talentstudy.errors import PublishError
from talentstudy.store import Home
from tests.executed import annex_notebook, cell, entry, notebook, output, write_notebook


def test_each_claim_comes_with_its_verdict_and_evidence(tmp_path) -> None:
    home = Home(tmp_path)
    write_notebook(home, "annex_c_claims", "en", annex_notebook("c"))
    found = read_claims(home, "2025", "BE", "en")
    assert [(one.id, one.chapter, one.verdict) for one in found] == [("C0-01", 0, "agrees"), ("C4-02", 4, "differs")]
    assert found[0].lines == ("isoc_sks_itsps@2025-05-14 geo=BE",)


def test_without_the_annex_there_are_none(tmp_path) -> None:
    assert read_claims(Home(tmp_path), "2025", "BE", "en") == []


def test_an_annex_of_an_earlier_version_is_to_be_run_again(tmp_path) -> None:
    old = {name: value for name, value in entry("C0-01", 0, "agrees", "x").items() if name != "chapter"}
    shown = output({"kind": "evidence", "entries": [old]})
    write_notebook(Home(tmp_path), "annex_c_claims", "en", notebook(cell("claims.evidence", shown)))
    with pytest.raises(PublishError, match="has no chapter: it was executed by an earlier version"):
        read_claims(Home(tmp_path), "2025", "BE", "en")
