"""Every code of a record has words."""

from typing import get_args

from convene.core import labels, records


def test_no_code_is_shown_for_want_of_a_word() -> None:
    assert set(labels.ROLES) == set(get_args(records.Role))
    assert set(labels.KINDS) == set(get_args(records.Kind))
    assert set(labels.MONEY) == set(get_args(records.MoneyKind))
