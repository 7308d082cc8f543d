import tomllib
from pathlib import Path

import pytest

import talentstudy
from talentstudy.assumptions.log import assumptions, data_log
from talentstudy.assumptions.sheets import log_sheet
from talentstudy.codes import label
from talentstudy.editions import read_edition
from talentstudy.errors import UnknownName
from talentstudy.store import find_home
from talentstudy.study import open_edition
from talentstudy.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_assumption_is_printed_in_its_language(language: str) -> None:
    sheet = log_sheet("assumptions", read_edition(2025), find_home(), language)
    assert sheet.table.iloc[:, 1].tolist() == [one.statement[language] for one in assumptions()]
    assert "" not in set(sheet.table.to_numpy().ravel())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pinned_vintage_is_printed_with_its_content_and_reason(language: str) -> None:
    edition, home = read_edition(2025), find_home()
    sheet = log_sheet("datasets", edition, home, language)
    lines = data_log(edition, home)
    assert sheet.table.iloc[:, 0].tolist() == [f"{one.dataset} @ {one.vintage}" for one in lines]
    assert sheet.table.iloc[:, 1].tolist() == [label("dataset", one.dataset, language) for one in lines]
    assert sheet.table.iloc[:, 3].tolist() == [one.reason(language) for one in lines]


def test_html_names_columns_and_rows_and_the_table() -> None:
    sheet = open_edition(2025, language="en").log()
    page = sheet._repr_html_()
    assert page.startswith("<table><caption>Assumptions of the study</caption>")
    assert page.count('scope="col"') == len(sheet.table.columns)
    assert page.count('scope="row"') == len(sheet)
    assert repr(sheet).startswith("Assumptions of the study\n")


def test_its_parts_are_the_table_with_its_caption() -> None:
    sheet = open_edition(2025, language="fr").log("datasets")
    (part,) = next(iter(sheet._repr_mimebundle_().values()))["parts"]
    assert (part["kind"], part["caption"], len(part["rows"])) == ("table", "Données de l’édition", len(sheet))


def test_an_unknown_log_and_language_are_refused() -> None:
    with pytest.raises(UnknownName, match=r"no log named 'dataset'; did you mean datasets"):
        open_edition(2025).log("dataset")
    with pytest.raises(UnknownName, match="no language named 'es'"):
        log_sheet("assumptions", read_edition(2025), find_home(), "es")


def test_no_sentence_of_the_log_has_a_digit_of_its_own() -> None:
    path = Path(talentstudy.__path__[0]) / "sentences" / "log.toml"
    for key, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert list(texts) == list(LANGUAGES), key
        assert not any(letter.isdigit() for text in texts.values() for letter in text), key
