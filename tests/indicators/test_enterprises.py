from talentstudy.indicators.enterprises import enterprises_employing_ict_share
from talentstudy.pipeline import Pipeline

KEY = ["geo", "time_period"]


def test_hard_to_fill_among_recruiting_is_hard_to_fill_among_all(edition_2025: Pipeline) -> None:
    """Recruiting (% of all) × hard to fill (% of recruiting) = hard to fill (% of all), which the table holds too."""
    recruiting = edition_2025.indicator("enterprises_recruiting_ict_share").set_index(KEY)["obs_value"]
    hard = edition_2025.indicator("enterprises_hard_to_fill_share").set_index(KEY)["obs_value"]
    table = edition_2025.observations("isoc_ske_itrcrs")
    of_all = table[(table["indic_is"] == "E_ITSPVAC2") & (table["unit"] == "PC_ENT")].set_index(KEY)["obs_value"]
    difference = (recruiting * hard / 100 - of_all).dropna()
    assert len(difference) > 20
    # Two or one decimals as published; the larger rounding decides.
    assert difference.abs().max() < 0.6
    assert difference.abs().median() < 0.02
    assert abs(difference["BE", "2024"]) < 0.005


def test_large_enterprises_raise_the_share_of_all_above_that_of_the_small(edition_2025: Pipeline) -> None:
    table = edition_2025.indicator("enterprises_employing_ict_share")
    wide = table.pivot_table(index=KEY, columns="size_emp", values="obs_value").dropna()
    assert len(wide) > 5
    assert (wide["GE10"] > wide["10-249"]).all()


def test_advanced_cloud_is_part_of_any_cloud(edition_2025: Pipeline) -> None:
    any_cloud = edition_2025.indicator("cloud_any_share").set_index(KEY)["obs_value"]
    advanced = edition_2025.indicator("cloud_advanced_share").set_index(KEY)["obs_value"]
    difference = (any_cloud - advanced).dropna()
    assert len(difference) > 40
    assert (difference >= 0).all()


def test_years_without_a_wave_are_gaps(edition_2025: Pipeline) -> None:
    names = [
        *("enterprises_employing_ict_share", "enterprises_recruiting_ict_share"),
        *("enterprises_hard_to_fill_share", "enterprises_training_ict_share"),
    ]
    for name in names:
        assert not {"2013", "2021", "2023"} & set(edition_2025.indicator(name)["time_period"])


def test_the_union_is_not_available_for_any_cloud(edition_2025: Pipeline) -> None:
    assert "EU27_2020" not in set(edition_2025.indicator("cloud_any_share")["geo"])
    assert "EU27_2020" in set(edition_2025.indicator("cloud_advanced_share")["geo"])


def test_the_wave_after_the_edition_is_left_out(edition_2025: Pipeline) -> None:
    for name in ("cloud_any_share", "cloud_advanced_share", "enterprises_recruiting_ict_share"):
        assert edition_2025.indicator(name)["time_period"].max() <= "2024"
    assert edition_2025.vintage("isoc_cicce_use", "2026-04-16")["time_period"].max() == "2025"


def test_only_the_share_that_employs_specialists_is_taken(specimens: Pipeline) -> None:
    table = specimens.observations("isoc_ske_itspe")
    rows = enterprises_employing_ict_share(table)
    assert len(rows) == (table["indic_is"] == "E_ITSP2").sum()
