from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import EmptySelection
from talentstudy.figures.profile_grid import alt, height, profile_grid

# ENISA, European Cybersecurity Skills Framework (2022): four of its twelve role profiles.
NAMES = {
    "1": "Chief Information Security Officer (CISO)",
    "2": "Cyber Incident Responder",
    "3": "Cyber Legal, Policy and Compliance Officer",
    "4": "Cybersicherheitsrisikomanagementverantwortlicher",
}


@pytest.fixture
def roles() -> pd.DataFrame:
    """Rows of the profiles in the order of the framework."""
    return pd.DataFrame({"role": list(NAMES)})


def test_every_profile_has_its_numbered_card(axes: Callable[..., Any], roles: pd.DataFrame) -> None:
    ax: Any = profile_grid(axes(), roles, by="role", labels=NAMES, language="en")
    cards = [patch for patch in ax.patches if patch.get_label() == "_card"]
    assert len(cards) == 4
    assert [text.get_text() for text in ax.texts][::3] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_text_fits_on_its_card(
    axes: Callable[..., Any], overlaps: Callable[[Any], list[tuple[str, str]]], roles: pd.DataFrame, columns: int
) -> None:
    texts = {"1": "Manages the security strategy and its implementation so that systems and services are protected."}
    tall = height(roles, by="role", labels=NAMES, texts=texts, columns=columns, language="en")
    ax: Any = profile_grid(
        axes(15.4, tall), roles, by="role", labels=NAMES, texts=texts, columns=columns, language="en"
    )
    assert not overlaps(ax)
    cards = [patch.get_window_extent() for patch in ax.patches if patch.get_label() == "_card"]
    for text in (one for one in ax.texts if one.get_text()):
        box = text.get_window_extent()
        assert any(
            card.x0 <= box.x0 and box.x1 <= card.x1 + 1 and card.y0 <= box.y0 and box.y1 <= card.y1 for card in cards
        )


def test_no_profile_is_refused(axes: Callable[..., Any], roles: pd.DataFrame) -> None:
    with pytest.raises(EmptySelection, match="no row"):
        profile_grid(axes(), roles.iloc[:0], by="role", labels=NAMES, language="en")


def test_the_alt_text_names_every_profile(roles: pd.DataFrame) -> None:
    told = alt(roles, subject="Profiles", by="role", labels=NAMES, texts={"2": "Acts."}, language="en")
    assert all(name in told for name in NAMES.values())
    assert told.endswith("Cyber Incident Responder: Acts.")
