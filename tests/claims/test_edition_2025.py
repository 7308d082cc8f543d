"""The printed edition of 2025: what its claims come to, and that each verdict hangs on the cells it names."""

import csv
import hashlib
import io
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from talentstudy.claims import decided
from talentstudy.claims.checking import findings
from talentstudy.claims.correcting import correction
from talentstudy.claims.explaining import explanations
from talentstudy.claims.ledger import read_ledger
from talentstudy.claims.records import FAILING, REASONS
from talentstudy.claims.verdict import Verdict
from talentstudy.editions import read_edition
from talentstudy.errors import RawFileError
from talentstudy.pipeline import Pipeline
from talentstudy.store import Home
from talentstudy.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
SPECIALISTS = "eurostat/isoc_sks_itspt/2025-05-14"
WOMEN = "eurostat/isoc_sks_itsps/2025-05-14"


@pytest.fixture(scope="module")
def verdicts(edition_2025: Pipeline) -> Mapping[str, Verdict]:
    return decided(edition_2025)


# Verdict, number computed, and the rule that decided, of what the edition is known for.
EXPECTED = {
    "C1-02": ("mislabelled", 75, "target year"),
    "C1-03": ("agrees", 9, "series"),
    "C1-04": ("agrees", 47.69, "series"),
    "C1-10": ("agrees", 273_000, "series"),
    "C1-11": ("mislabelled", 5.4, "judgement"),
    "C1-13": ("differs", 1.9, "direction"),
    "C1-16": ("mislabelled", 5.6, "edition year"),
    "C1-17": ("mislabelled", 5.4, "edition year"),
    "C1-18": ("superseded", -0.2, "trend"),
    "C1-35": ("agrees", 62.61, "series"),
    "C2-09": ("contradicts itself", 5e6, "relation"),
    "C4-01": ("mislabelled", None, "judgement"),
    "C4-02": ("agrees", pytest.approx(13.73, abs=0.005), "relation"),
    "C4-03": ("mislabelled", None, "judgement"),
    "C4-04": ("agrees", pytest.approx(86.27, abs=0.005), "relation"),
    "C4-05": ("differs", 19.0, "series"),
    "C4-06": ("differs", 81.0, "series"),
    "C4-07": ("differs", 15.1, "series"),
    "C4-29": ("contradicts itself", 10_000, "relation"),
}


@pytest.mark.parametrize("claim", EXPECTED)
def test_a_claim_comes_to_what_is_known_of_it(verdicts: Mapping[str, Verdict], claim: str) -> None:
    one = verdicts[claim]
    assert (one.verdict, one.computed, one.rule) == EXPECTED[claim]


def test_the_two_shares_of_reports_are_of_the_years_before(verdicts: Mapping[str, Verdict]) -> None:
    shown = [verdicts[claim].observed for claim in ("C1-16", "C1-17")]
    assert [one.address.period for one in shown if one] == ["2022", "2023"]
    assert verdicts["C1-18"].since is not None
    assert verdicts["C1-18"].since.address.ends == ("2023", "2024")


def test_the_people_with_an_education_are_29_times_the_graduates_of_a_year(verdicts: Mapping[str, Verdict]) -> None:
    assert verdicts["C4-01"].ratio == pytest.approx(28.9, abs=0.05)
    assert all("29" in sentence for sentence in explanations(verdicts["C4-01"]).values())


def test_every_claim_with_a_number_or_a_check_is_decided_or_says_why(verdicts: Mapping[str, Verdict]) -> None:
    ledger = read_ledger(read_edition(2025))
    checked = {name for check in ledger.checks.values() for name in check.claims}
    numbered = {name for name, one in ledger.claims.items() if one.value is not None}
    assert len(verdicts) == 140
    for name in checked | numbered:
        one = verdicts[name]
        assert one.verdict != "not computed" or one.reason in REASONS
    assert all(one.evidence for one in verdicts.values())


def test_a_judgement_is_visibly_one_and_none_is_idle(verdicts: Mapping[str, Verdict]) -> None:
    ledger = read_ledger(read_edition(2025))
    deciding = {name for name, one in verdicts.items() if one.rule == "judgement"}
    assert deciding == set(ledger.judgements)
    words = {"nl": "Beoordeling", "fr": "Appréciation", "en": "Judgement", "de": "Beurteilung"}
    for name in deciding:
        told = explanations(verdicts[name])
        assert all(told[language].startswith(word) for language, word in words.items())


def test_the_66_checks_are_answered_or_say_why_not(verdicts: Mapping[str, Verdict]) -> None:
    found = findings(read_ledger(read_edition(2025)), verdicts)
    assert len(found) == 66
    assert all(one.is_as_before or one.check.why for one in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_is_explained_and_what_does_not_hold_is_corrected(
    verdicts: Mapping[str, Verdict], language: str
) -> None:
    for one in verdicts.values():
        told = explanations(one)[language]
        assert told.endswith((".", "»."))
        assert not re.search(r"[{}]|\bnan\b|\binf\b", told)
        assert bool(correction(one, "2025", language)) is (one.verdict in FAILING)


class Copied:
    """A copy of the raw files in which single cells can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")

    def change(self, where: str, value: str, *, seal: bool = True, **key: str) -> None:
        """Write another number into the one row with this key, and its sha256 into the origin."""
        place = self.folder / "data" / "raw" / where
        path = place / "observations.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        (row,) = [row for row in rows if all(row[dimension] == code for dimension, code in key.items())]
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        row["obs_value"] = value
        text = io.StringIO()
        lines = csv.DictWriter(text, list(row), lineterminator="\n")
        lines.writeheader()
        lines.writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
        if seal:
            origin = place / "origin.toml"
            after = hashlib.sha256(path.read_bytes()).hexdigest()
            origin.write_text(origin.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")

    def decided(self) -> Mapping[str, Verdict]:
        return decided(Pipeline(read_edition(2025), Home(self.folder)))


@pytest.fixture
def copied(tmp_path: Path) -> Copied:
    return Copied(tmp_path)


def verdict_words(found: Mapping[str, Verdict]) -> dict[str, str]:
    return {name: one.verdict for name, one in found.items()}


def moved(before: Mapping[str, Verdict], after: Mapping[str, Verdict]) -> dict[str, str]:
    """The verdicts that are no longer what they were."""
    return {name: word for name, word in verdict_words(after).items() if word != before[name].verdict}


def resting_on(found: Mapping[str, Verdict], dataset: str, geo: str, period: str) -> set[str]:
    """The claims whose evidence names a cell."""
    return {
        name
        for name, one in found.items()
        for entry in one.evidence
        if dataset in entry.get("source", "")
        and f"geo={geo};" in f"{entry.get('key', '')};"
        and period in re.findall(r"\d{4}", entry.get("key", ""))
    }


def test_a_changed_digit_without_its_hash_is_refused(copied: Copied) -> None:
    copied.change(WOMEN, "17.8", seal=False, geo="BE", time_period="2015", unit="PC", sex="F")
    with pytest.raises(RawFileError, match="was altered"):
        copied.decided()


def test_one_changed_digit_changes_exactly_the_verdicts_that_rest_on_it(
    copied: Copied, verdicts: Mapping[str, Verdict]
) -> None:
    copied.change(WOMEN, "17.8", geo="BE", time_period="2015", unit="PC", sex="F")
    after = copied.decided()
    assert moved(verdicts, after) == {"C4-07": "agrees"}
    assert resting_on(verdicts, "isoc_sks_itsps", "BE", "2015") == {"C4-07"}


def test_a_changed_digit_that_several_verdicts_rest_on_changes_all_of_them(
    copied: Copied, verdicts: Mapping[str, Verdict]
) -> None:
    copied.change(SPECIALISTS, "5.1", geo="BE", time_period="2023", unit="PC_EMP")
    after = copied.decided()
    # An earlier vintage still holds 5.4 for 2023, but no report of 2024 shows it any more.
    assert moved(verdicts, after) == {"C1-11": "superseded", "C1-17": "differs"}
    touched = {name for name in verdicts if after[name].evidence != verdicts[name].evidence}
    assert touched == resting_on(verdicts, "isoc_sks_itspt", "BE", "2023") - {"C1-10"}


def test_a_changed_digit_elsewhere_changes_no_verdict(copied: Copied, verdicts: Mapping[str, Verdict]) -> None:
    copied.change(WOMEN, "21.9", geo="AT", time_period="2004", unit="PC", sex="F")
    assert moved(verdicts, copied.decided()) == {}
