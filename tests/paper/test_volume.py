"""A volume in four languages: its parts, its words, its sources."""

from dataclasses import replace

import pytest

from talentstudy.documents import Document, read_documents
from talentstudy.editions import read_edition
from talentstudy.paper.volume import Volume, volume_content
from talentstudy.store import Home
from tests.executed import CSV, write_figure


def volume(home: Home, language: str) -> Volume:
    return Volume(home, read_edition(2025), "BE", language, read_documents(home, "2025", "BE", language))


def test_a_volume_holds_chapters_annexes_data_and_sources(home: Home) -> None:
    content, files = volume_content(volume(home, "en"))
    overs = [part["over"] for part in content["parts"]]
    assert overs == [*(f"Chapter {n}" for n in range(1, 7)), "Annex A", "Annex B", "Annex C", "", ""]
    assert [part["title"] for part in content["parts"]][-2:] == ["The figures in words", "Sources"]
    # One drawing per chapter, one picture of a model in two annexes.
    assert len([name for name in files if name.endswith(".pdf")]) == 6
    assert len([name for name in files if name.endswith(".png")]) == 2


def test_what_a_figure_shows_is_told_at_length_also_without_rows(home: Home) -> None:
    made = volume(home, "en")
    annex = made.documents[6]
    (picture,) = annex.figures
    told = replace(annex, blocks=(replace(picture, description="It rises *steadily*."),))
    content, _ = volume_content(replace(made, documents=[told]))
    intro, heading, words = content["parts"][1]["blocks"]
    assert intro["kind"] == "paragraph"
    assert heading["text"] == picture.title
    # A description is plain text: a star in it is a star.
    assert "".join(run["text"] for run in words["runs"]) == "It rises *steadily*."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Gegevens: F4-02.csv (rijen: 3), bij deze PDF gevoegd."),
        ("fr", "Données\N{NO-BREAK SPACE}: F4-02.csv (lignes\N{NO-BREAK SPACE}: 3), joint à ce PDF."),
        ("en", "Data: F4-02.csv (rows: 3), attached to this PDF."),
        ("de", "Daten: F4-02.csv (Zeilen: 3), liegt diesem PDF bei."),
    ],
)
def test_the_rows_behind_a_figure_are_attached_and_named(home: Home, language: str, words: str) -> None:
    made = volume(home, language)
    content, _ = volume_content(replace(made, documents=[_with_figure(made, home, language)]))
    assert [one["file"] for one in content["attached"]] == ["F4-02.csv"]
    assert "F4-02" in content["attached"][0]["told"]
    assert content["attached"][0]["content"] == CSV
    _, _, told = content["parts"][1]["blocks"]
    assert "".join(run["text"] for run in told["runs"]) == words


def test_claims_are_attached_with_their_evidence(home: Home) -> None:
    content, _ = volume_content(volume(home, "nl"))
    last = content["attached"][-1]
    assert last["file"] == "claims.csv"
    assert last["told"] == "Alle uitspraken, met het oordeel en waarop het berust"
    assert "isoc_sks_itsps@2025-05-14 geo=BE" in last["content"]
    without = replace(volume(home, "nl"), documents=volume(home, "nl").documents[:6])
    assert "claims.csv" not in [one["file"] for one in volume_content(without)[0]["attached"]]


def _with_figure(made: Volume, home: Home, language: str) -> Document:
    """Chapter 4 with the drawing F4-02 alone."""
    chapter = made.documents[3]
    folder = write_figure(home, "F4-02", language)
    (drawn, *_) = chapter.figures
    return replace(
        chapter, blocks=(replace(drawn, id="F4-02", files={"csv": folder / "F4-02.csv", "pdf": folder / "F4-02.pdf"}),)
    )


def test_every_dataset_pinned_and_every_work_cited_once_is_a_source(home: Home) -> None:
    content, _ = volume_content(volume(home, "fr"))
    _, datasets, _, works = content["parts"][-1]["blocks"]
    assert len(datasets["items"]) == len({(pin.dataset, pin.vintage) for pin in read_edition(2025).pins})
    text = ["".join(run["text"] for run in item) for item in works["items"]]
    assert sum("Digital Decade 2030" in one for one in text) == 1


@pytest.mark.parametrize(
    ("language", "region", "day"),
    [
        ("nl", "be", "30 juni 2025"),
        ("fr", "be", "30 juin 2025"),
        ("en", "gb", "30 June 2025"),
        ("de", "be", "30. Juni 2025"),
    ],
)
def test_the_cover_speaks_its_language(home: Home, language: str, region: str, day: str) -> None:
    content, _ = volume_content(volume(home, language))
    assert (content["language"], content["region"]) == (language, region)
    assert day in content["cover"]["rows"][0]
    assert content["day"] == [2025, 6, 30]
