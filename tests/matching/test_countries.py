"""Countries whose names hold one another, and signs that web pages write as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.names import Name
from convene.core.writing import unescaped
from convene.matching import explain, score
from convene.matching.normalise import parse
from convene.packs import places

PAIRS = (
    ("Congo", "DR Congo"),
    ("Congo", "Democratic Republic of the Congo"),
    ("Republic of the Congo", "Democratic Republic of the Congo"),
    ("Republic of Korea", "Democratic People’s Republic of Korea"),
    ("South Korea", "North Korea"),
    ("Guinea", "Equatorial Guinea"),
    ("Guinea", "Guinea-Bissau"),
    ("Guinea", "Papua New Guinea"),
    ("Sudan", "South Sudan"),
    ("Samoa", "American Samoa"),
    ("Niger", "Nigeria"),
    ("Dominica", "Dominican Republic"),
)


def of(text: str) -> Name:
    return Name(text=text, schema="organisation")


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("body", ["{} Water Fund", "Ministry of Health {}", "Save the Children {}"])
def test_a_country_whose_name_holds_anothers_is_another(one: str, other: str, body: str):
    explained = explain(of(body.format(one)), of(body.format(other)))

    assert explained.verdict == "different"


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_a_country_is_known_by_its_whole_name_however_many_words_it_has(language: str):
    long = {code: name for code, name in places.names(language).items() if len(name.split()) > 3}
    names = {code: name for code, name in long.items() if "’" not in name and "'" not in name}

    read = {code: parse(of(f"Quendor {name}")).places for code, name in names.items()}

    assert [code for code, found in read.items() if found and found != {code}] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Quendor &amp; Zorb", "Quendor & Zorb"),
        ("Quendor &amp;amp; Zorb", "Quendor & Zorb"),
        ("Quendor&nbsp;Foods", "Quendor Foods"),
        ("Zorb d&#39;Aide", "Zorb d’Aide"),
        ("Fundaci&oacute;n Quendor", "Fundación Quendor"),
        ("Quendor &#x26; Zorb", "Quendor & Zorb"),
    ],
)
def test_signs_that_web_pages_write_as_words_are_read_as_signs(written: str, meant: str):
    assert score(of(written), of(meant)) == score(of(meant), of(meant))


@given(st.text(alphabet="abc &;#1x", max_size=20))
def test_a_text_without_such_signs_stays_as_it_is(text: str):
    if "&" not in text or ";" not in text:
        assert unescaped(text) == text


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("Quendor Federation", "Quendor Föderation"),
        ("Quendor Fund", "Fonds Quendor"),
        ("Quendor League", "Ligue Quendor"),
        ("Quendor League", "Liga Quendor"),
        ("Quendor Chamber", "Cámara Quendor"),
        ("Quendor Chamber", "Kammer Quendor"),
        ("Quendor Church", "Église Quendor"),
        ("Quendor Committee", "Quendor Komitee"),
        ("Quendor Movement", "Bewegung Quendor"),
        ("Quendor Youth", "Jugend Quendor"),
        ("Quendor Museum", "Musée Quendor"),
        ("Quendor Forum", "Foro Quendor"),
        ("Quendor Alliance", "Alianza Quendor"),
        ("Quendor Partnership", "Partenariat Quendor"),
        ("Quendor Friends", "Amis Quendor"),
        ("Quendor Friends", "Freunde Quendor"),
        ("Quendor Cooperative", "Genossenschaft Quendor"),
        ("Quendor Help", "Hilfe Quendor"),
    ],
)
def test_everyday_words_of_organisations_meet_across_languages(english: str, other: str):
    assert explain(of(english), of(other)).verdict in ("same", "possible")
