"""What the tables of watchlists leave to say."""

from convene.core.names import Name
from convene.core.watchlists import Alias, Entry, Query


def test_the_main_name_of_an_entry_comes_first_and_is_a_strong_one():
    entry = Entry(
        list="un", id="7", name="Zorblax Trading", aliases=(Alias(text="ZBX", quality="weak"),)
    )

    assert entry.names == (
        Alias(text="Zorblax Trading", quality="strong"),
        Alias(text="ZBX", quality="weak"),
    )


def test_the_matcher_compares_all_that_the_asker_says():
    query = Query(
        name="Zorblax Trading", id="row 4", country="PY", schema="organisation", identifier="80-1"
    )

    assert query.as_name() == Name(
        text="Zorblax Trading", schema="organisation", countries=("PY",), identifiers=("80-1",)
    )


def test_what_the_asker_does_not_say_is_not_compared():
    assert Query(name="Zorblax Trading").as_name() == Name(text="Zorblax Trading")
