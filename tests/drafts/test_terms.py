import csv
from pathlib import Path

import pytest

import talentstudy.drafts
from talentstudy.codes import dimensions, known
from talentstudy.drafts import terms as lexicon
from talentstudy.drafts.terms import code_terms, folded, found, pattern, rules, terms
from talentstudy.errors import SchemaViolation, UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.wording import LANGUAGES

FOLDER = Path(talentstudy.drafts.__path__[0])
ROWS = {
    name: list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))
    for name in ("terms.csv", "codes.csv")
}


@pytest.mark.parametrize(
    ("term", "text", "matches"),
    [
        ("vrouw*", "Vrouwen", True),
        ("vrouw*", "mevrouw", False),
        ("*sector", "ICT-sector", True),
        ("=IT", "it is", False),
        ("=IT", "the IT sector", True),
        ("difficult* .. fill*", "difficulties to find and fill vacancies", True),
        ("difficult* .. fill*", "difficulties " + "word " * 12 + "fill", False),
        ("expert*", "Expérts", True),
        ("ICT-specialist*", "ICT specialisten", True),
        ("## a ## ans", "16 à 74 ans", True),
        ("## a ## ans", "3 à 6 ans", False),
        ("grosse*", "große", True),
        ("Brussels", "digitalcity.brussels", False),
    ],
)
def test_a_term_finds_what_it_means(term: str, text: str, matches: bool) -> None:
    assert bool(pattern([term]).search(folded(text))) == matches


def test_no_term_finds_nothing() -> None:
    assert not pattern([]).search("anything")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_terms_in_every_language_and_all_can_be_compiled(language: str) -> None:
    for rows in ROWS.values():
        assert [row for row in rows if not row[language].strip()] == []
    for kind in {row["kind"] for row in ROWS["terms.csv"]}:
        assert terms(kind, language)
    for dimension in {row["dimension"] for row in ROWS["codes.csv"]}:
        assert code_terms(dimension, language)


def test_codes_of_the_lexicon_are_codes_of_the_study() -> None:
    for row in ROWS["codes.csv"]:
        assert row["dimension"] in dimensions()
        assert row["code"] in known(row["dimension"])


def test_nothing_stands_twice() -> None:
    for keys in (("kind", "name"), ("dimension", "code")):
        rows = ROWS["terms.csv" if keys[0] == "kind" else "codes.csv"]
        pairs = [tuple(row[key] for key in keys) for row in rows]
        assert len(pairs) == len(set(pairs))


def test_every_rule_is_of_an_indicator() -> None:
    assert set(rules()) <= set(INDICATORS)


def test_a_concept_no_table_names_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    held = lexicon._rows("terms.csv")
    bad = {"indicator": "ict_women_share", "needs": "WOMAN", "helps": "", "bars": "", "sex": ""}
    monkeypatch.setattr(lexicon, "_rows", lambda name: held if name == "terms.csv" else (bad,))
    with pytest.raises(UnknownName, match=r"no concept of ict_women_share named 'WOMAN'; did you mean WOMEN"):
        rules.__wrapped__()


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.csv").write_text("kind,name\nconcept,X,spare\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "_FOLDER", tmp_path)
    with pytest.raises(SchemaViolation, match=r"drafts/bad\.csv, line 2: more or fewer cells"):
        lexicon._rows("bad.csv")


def test_an_unknown_kind_and_language_are_refused() -> None:
    with pytest.raises(UnknownName, match="no kind of term named 'concepts'"):
        terms("concepts", "nl")
    with pytest.raises(UnknownName, match="no language named 'es'"):
        terms("concept", "es")


def test_a_label_names_its_code_and_the_whole_has_no_name() -> None:
    assert {span.name for span in found("Financiele diensten", code_terms("industry", "nl"))} == {
        "FINANCIAL_SERVICES_CAPITAL_MARKETS"
    }
    assert "T" not in code_terms("sex", "nl")
    assert code_terms("nothing", "nl") == {}


def test_a_country_is_not_found_inside_another_word() -> None:
    assert found("goed georganiseerd", code_terms("geo", "nl")) == ()
