"""A name knows nothing but its text unless told."""

from convene.core.names import Name


def test_a_name_may_be_all_that_is_known():
    assert Name(text="Lantern") == Name(
        text="Lantern", schema="unknown", countries=(), identifiers=()
    )
