import pytest

from talentstudy.pipeline import Pipeline


@pytest.mark.parametrize(
    ("name", "dataset"), [("ict_sector_employment_share", "tin00085"), ("ict_sector_value_added_share", "tin00074")]
)
def test_manufacturing_and_services_make_the_sector(edition_2025: Pipeline, name: str, dataset: str) -> None:
    key = ["geo", "time_period"]
    parts = edition_2025.observations(dataset).pivot_table(index=key, columns="nace_r2", values="obs_value")
    sector = edition_2025.indicator(name).set_index(key)["obs_value"]
    branches = [one for one in parts.columns if one != "ICT"]
    difference = (parts[branches].sum(axis=1, min_count=len(branches)) - sector).dropna()
    assert len(difference) > 150
    # Two decimals each; what is more is a revision of one part alone.
    assert (difference.abs() <= 0.02 + 1e-9).mean() > 0.97


def test_value_added_may_be_negative_and_was(edition_2025: Pipeline) -> None:
    table = edition_2025.observations("tin00074")
    finland = table[(table["geo"] == "FI") & (table["time_period"] == "2012")]
    assert finland["obs_value"].min() < 0
