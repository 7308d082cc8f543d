from talentstudy.drafts import Finding


def test_a_finding_has_the_key_of_its_observation() -> None:
    one = Finding(1, 2, "19 %", "It is 19 %.", "agrees", "", None, "discouraged_share", {"sex": "M"}, "FR", "2023")
    assert one.key == "sex=M;geo=FR;time_period=2023"
    assert Finding(1, 2, "19 %", "It is 19 %.", "unknown", "no_indicator").key == ""


def test_as_data_it_names_everything_one_needs_to_look_it_up() -> None:
    facts = Finding(3, 7, "19 %", "It is 19 %.", "unknown", "no_indicator").facts()
    assert list(facts)[:5] == ["paragraph", "line", "printed", "verdict", "reason"]
    assert {"indicator", "key", "value", "unit", "computed", "dataset", "vintage", "also", "sentence"} <= set(facts)
