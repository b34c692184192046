"""What an organisation is compared by."""

from convene.core.names import Name
from convene.core.organisations import Content, Number, OtherName, as_names


def test_an_organisation_is_compared_by_each_name_once_with_its_country_and_numbers():
    content = Content(
        name="Lantern Trust",
        other_names=(OtherName(text="Fondo Linterna"), OtherName(text="Lantern Trust")),
        identifiers=(
            Number(scheme="GB-COH", value="01234567"),
            Number(scheme="PY-RUC", value="80012345-6"),
        ),
        country="PY",
    )
    numbers = ("GB-COH-01234567", "PY-RUC-80012345-6")

    assert content.names() == (
        Name(text="Lantern Trust", schema="organisation", countries=("PY",), identifiers=numbers),
        Name(text="Fondo Linterna", schema="organisation", countries=("PY",), identifiers=numbers),
    )


def test_what_is_not_known_of_an_organisation_is_not_compared():
    lantern = (Name(text="Lantern Trust", schema="organisation"),)

    assert Content(name="Lantern Trust").names() == lantern
    assert as_names(["Lantern Trust"]) == lantern
