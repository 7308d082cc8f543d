"""Facts of a chain: what, at which key, from which observation, dataset, vintage and file."""

from talentstudy.explaining.chain import cell_facts, indicator_facts, number_facts, observation_facts, sources
from talentstudy.pipeline import Pipeline
from talentstudy.sources.corrections import corrections
from talentstudy.telling.cells import Number, cell_of


def test_a_source_names_dataset_vintage_place_and_origin(edition_2025: Pipeline) -> None:
    text = "wef_future_of_jobs@2025#Figure 3.4, p. 37; isoc_sks_itspt@2025-05-14"
    keyed, official = sources(edition_2025, text)
    assert (keyed["dataset"], keyed["vintage"], keyed["place"]) == ("wef_future_of_jobs", "2025", "Figure 3.4, p. 37")
    assert (official["producer"], official["place"]) == ("Eurostat", "")
    assert official["origin"] == "data/raw/eurostat/isoc_sks_itspt/2025-05-14/origin.toml"
    assert (edition_2025.home.folder / official["file"]).exists()
    assert len(official["sha256"]) == 64


def test_an_indicator_is_followed_to_the_observation(edition_2025: Pipeline) -> None:
    rows = edition_2025.indicator("ict_women_share")
    row = rows[(rows["geo"] == "BE") & (rows["time_period"] == "2024")].iloc[0]
    facts = indicator_facts(edition_2025, "ict_women_share", row)
    assert facts["observation"] == "geo=BE time_period=2024"
    assert facts["value"] == 19.0
    assert facts["computed_from"] == ["isoc_sks_itsps"]
    assert facts["definition"].startswith("Women in % of employed ICT specialists")
    (one,) = facts["observations"]
    assert one["observation"] == "sex=F geo=BE time_period=2024 unit=PC"
    assert one["value"] == 19.0
    assert one["corrected"] == ""
    assert one["sources"][0]["vintage"] == "2025-05-14"


def test_a_corrected_observation_says_why(edition_2025: Pipeline) -> None:
    held = {(pin.dataset, pin.vintage): pin.name for pin in edition_2025.edition.pins}
    entries = [
        (one, pin) for one in corrections() for pin in held if one["dataset"] == pin[0] and pin[1] in one["vintages"]
    ]
    entry, pin = next((one, pin) for one, pin in entries if one["action"] != "drop")
    rows = edition_2025.observations(held[pin])
    for column, codes in entry["where"].items():
        rows = rows[rows[column].isin([codes] if isinstance(codes, str) else codes)]
    assert len(rows)
    for _, row in rows.iterrows():
        assert entry["reason"] in observation_facts(edition_2025, held[pin], row)["corrected"]


def test_a_number_keeps_every_cell(edition_2025: Pipeline) -> None:
    rows = edition_2025.indicator("ict_women_share")
    pair = [cell_of(row, "ict_women_share") for _, row in rows[rows["time_period"] == "2024"].head(2).iterrows()]
    facts = number_facts(edition_2025, Number("1.0 percentage points", "difference", 1.0, "PC", tuple(pair)))
    assert (facts["number"], facts["how"]) == ("1.0 percentage points", "difference")
    assert facts["cells"] == [cell_facts(edition_2025, one) for one in pair]
