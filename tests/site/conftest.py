"""A whole site of a study executed by hand, built once for all tests of a process."""

from pathlib import Path

import pytest

from talentstudy.editions import read_edition
from talentstudy.site.build import SiteOrder, build_site
from talentstudy.store import Home
from tests.executed import LANGUAGES, executed_home


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return executed_home(tmp_path_factory.mktemp("home"))


def paper(home: Home, edition: str, geo: str, languages, folder: Path) -> list[Path]:
    """What stands beside the pages, as the PDF does."""
    paths = [folder / f"talentstudy-{edition}-{geo}-{language}.pdf" for language in languages]
    for path in paths:
        path.write_bytes(b"%PDF-1.4\n%%EOF\n")
    return paths


@pytest.fixture(scope="session")
def site(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("out") / "site"
    build_site(SiteOrder(home, read_edition(2025), "BE", LANGUAGES, target), [paper])
    return target
