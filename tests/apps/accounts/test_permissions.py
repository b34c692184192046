"""Who may do what to accounts, beside what tests/apps/test_doors.py holds."""

import pytest
from django.core.exceptions import PermissionDenied

from convene.apps.accounts import actions
from convene.apps.accounts.models import Role


def test_an_address_is_changed_by_its_owner_or_an_administrator(ada, someone):
    vera, eve = someone("Vera"), someone("Eve", role=Role.APPROVER)
    with pytest.raises(PermissionDenied):
        actions.correct_address(vera, email="eve@new.example", by=eve)
    assert actions.correct_address(vera, email="a@new.example", by=vera).email == "a@new.example"
    assert actions.correct_address(vera, email="b@new.example", by=ada).email == "b@new.example"


def test_nobody_says_of_somebody_else_who_they_are(ada, someone):
    vera = someone("Vera")
    with pytest.raises(PermissionDenied):
        actions.update_profile(vera, name="Eve", language="", time_zone="", by=ada)


def test_whose_access_has_ended_does_nothing(ada, someone):
    other = someone("Bo", role=Role.ADMINISTRATOR)
    ended = actions.deactivate(other, by=ada)
    with pytest.raises(PermissionDenied):
        actions.reactivate(ended, by=ended)
