import numpy as np

from talentstudy.sources.formats.columns import Coded
from talentstudy.sources.formats.csv_values import partial_keys_spread, several_values

NAN = float("nan")


def test_several_values_are_a_tuple() -> None:
    cells = ["X;Y", "M, N & O;P & Q", "one", ""]
    assert several_values(Coded.of(cells), ";", "[]").tolist() == [("X", "Y"), ("M, N & O", "P & Q"), ("one",), ()]


def test_values_of_a_nested_attribute_keep_their_place_in_the_tree() -> None:
    cell = '"Contact 1 Name 1;Contact 1 Name 2";;"Contact 3 Name 1;Contact 3 Name 2"'
    assert several_values(Coded.of([cell]), ";", "[]").tolist() == [
        (("Contact 1 Name 1", "Contact 1 Name 2"), "", ("Contact 3 Name 1", "Contact 3 Name 2"))
    ]


def test_texts_by_language_are_a_dict() -> None:
    assert several_values(Coded.of(["en:Any: Value;fr:Une Valeur", "en:One"]), ";", "[en;fr]").tolist() == [
        {"en": "Any: Value", "fr": "Une Valeur"},
        {"en": "One"},
    ]


def test_several_texts_by_language_are_a_tuple_of_dicts() -> None:
    cell = '"en:Value1;fr:Valeur1";"en:Value2;de:Wert2"'
    assert several_values(Coded.of([cell]), ";", "[en;fr;de]").tolist() == [
        ({"en": "Value1", "fr": "Valeur1"}, {"en": "Value2", "de": "Wert2"})
    ]


def spread(**columns: list) -> dict[str, list]:
    arrays = {name: np.array(cells) for name, cells in columns.items()}
    found = partial_keys_spread(arrays, ["geo", "time"], ["value"], ["note"])
    return {name: column.tolist() for name, column in found.items()}


def test_an_attribute_of_a_partial_key_goes_to_its_observations() -> None:
    found = spread(geo=[0, 0, 1, 0], time=[0, 1, 0, -1], value=[1.0, 2.0, 3.0, NAN], note=[-1, 5, -1, 7])
    assert found == {"geo": [0, 0, 1], "time": [0, 1, 0], "value": [1.0, 2.0, 3.0], "note": [7, 5, -1]}


def test_a_row_with_a_whole_key_or_a_value_is_an_observation() -> None:
    whole: dict[str, list] = {"geo": [0, 0], "time": [0, -1], "value": [float("inf"), 1.0], "note": [-1, 7]}
    assert spread(**whole) == whole


def test_a_file_of_attributes_alone_keeps_its_rows() -> None:
    assert len(spread(geo=[0, 1], time=[-1, -1], value=[NAN, NAN], note=[1, 2])["geo"]) == 2
