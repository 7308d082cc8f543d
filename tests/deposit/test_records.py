"""What GitHub and Zenodo read."""

import yaml

from talentstudy.deposit.records import citation_cff, zenodo


def test_citation_cff_is_yaml_with_what_the_format_asks(about) -> None:
    content = yaml.safe_load(citation_cff(about))
    assert content["cff-version"] == "1.2.0"
    assert content["title"] == about.titles["en"]
    assert content["authors"] == [{"name": about.authors}]
    assert str(content["date-released"]) == about.edition.as_of
    assert content["type"] == "dataset"


def test_every_source_is_a_reference_with_what_is_known_of_it(about) -> None:
    references = yaml.safe_load(citation_cff(about))["references"]
    assert len(references) == len(about.sources)
    for reference, work in zip(references, about.sources, strict=True):
        assert reference["title"] == work.full_title
        assert reference["authors"] == [{"name": work.author}]
        assert ("year" in reference) == bool(work.issued)
        assert reference["type"] in {"data", "report"}


def test_zenodo_is_told_a_licence_so_that_it_gives_none_of_its_own_and_no_doi(about) -> None:
    content = zenodo(about)
    assert content["license"] == "other-at"
    assert "doi" not in content
    assert content["publication_date"] == "2025-06-30"
    assert content["upload_type"] == "dataset"
    assert all(f'<p lang="{language}">' in content["description"] for language in about.descriptions)


def test_zenodo_is_told_each_address_once(about) -> None:
    addresses = [one["identifier"] for one in zenodo(about)["related_identifiers"]]
    assert len(addresses) == len(set(addresses))
    assert all(addresses)
