"""The bundle: whole, dated by the edition, equal in every build."""

import io
import zipfile

from talentstudy.deposit.bundle import deposit_files, references, zipped
from tests.deposit.conftest import LANGUAGES


def test_it_holds_every_format_and_the_raw_files_with_their_origins(files: dict[str, bytes], about) -> None:
    for name in (
        "README.md", "TERMS.md", "CITATION.cff", ".zenodo.json", "datapackage.json", "csv-metadata.json",
        "ro-crate-metadata.json", "manifest.json", "indicators.sdmx.csv", "indicators.parquet", "sources.bib",
        "bibliography.bib", "bibliography.csl.json", "codebook.nl.md", "codebook.en.md",
    ):  # fmt: skip
        assert files[name], name
    for origin in about.origins:
        held = f"inputs/{origin.facts['provider']}/{origin.dataset}/{origin.vintage}"
        assert files[f"{held}/{origin.facts['file']}"] == origin.path.read_bytes()
        assert f"{held}/origin.toml" in files


def test_two_builds_give_the_same_bytes(files: dict[str, bytes], about) -> None:
    again = deposit_files(about, LANGUAGES)
    assert [name for name in files if files[name] != again[name]] == []
    assert zipped(files, "x", "2025-06-30") == zipped(dict(reversed(again.items())), "x", "2025-06-30")


def test_nothing_in_it_names_a_folder_of_the_machine(files: dict[str, bytes], about) -> None:
    home = str(about.home.folder).encode()
    assert [name for name, content in files.items() if home in content] == []


def test_the_zip_dates_every_file_to_the_edition_and_reads_back(files: dict[str, bytes]) -> None:
    held = zipfile.ZipFile(io.BytesIO(zipped(files, "talentstudy-2025-BE", "2025-06-30")))
    assert held.testzip() is None
    assert {one.date_time for one in held.infolist()} == {(2025, 6, 30, 0, 0, 0)}
    assert {name: held.read(f"talentstudy-2025-BE/{name}") for name in files} == files


def test_the_bibliography_has_each_work_once_and_notes_the_orphan(about) -> None:
    text = references(about)["bibliography.bib"].decode()
    assert text.count("@") == len({line for line in text.splitlines() if line.startswith("@")})
    assert "Footnote 15 of the report. No passage of the text refers to it." in text
    assert "Footnotes 5 and 13 of the report." in text
