from convene.packs import places


def test_every_iso_country_has_one_region() -> None:
    assert len(places.regions()) == 249 + len(
        ["XK"]
    )  # Kosovo has no code of ISO 3166-1, but open data speak of it by this one
    assert places.name("XK", "en") == "Kosovo"
    assert {places.regions()[code] for code in ("PY", "JM")} == {"latin_america"}
    assert [places.regions()[code] for code in ("AO", "EG", "UA", "PH", "NO")] == [
        "africa",
        "middle_east_north_africa",
        "europe_eurasia",
        "asia",
        "europe_eurasia",
    ]


def test_names_follow_the_language_and_its_alphabet() -> None:
    assert places.name("DE", "es") == "Alemania"
    assert places.name("CI", "fr") == "Côte d’Ivoire"
    assert places.name("XX") == "XX"
    assert next(iter(places.names("es"))) == "AF"
    spanish = list(places.names("es").values())
    assert spanish.index("Etiopía") < spanish.index("Fiyi")
