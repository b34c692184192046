"""With which shape the state of a case is shown."""

from types import SimpleNamespace
from typing import cast

import pytest

from convene.apps.vetting.models import Case
from convene.apps.vetting.templatetags.vetting import shape


@pytest.mark.parametrize(
    ("state", "doubt", "stopped", "shown"),
    [
        ("cleared", "", False, "kept"),
        ("cleared", "names", False, "late"),
        ("cleared", "", True, "stopped"),
        ("conditions", "", False, "partly"),
        ("conditions", "owner", False, "late"),
        ("declined", "", False, "stopped"),
        ("expired", "", False, "late"),
        ("second_review", "", False, "open"),
    ],
)
def test_only_a_clearance_that_stands_is_shown_as_kept(
    state: str, doubt: str, stopped: bool, shown: str
) -> None:
    case = SimpleNamespace(state=state, doubt=doubt, stopped=stopped)
    assert shape(cast("Case", case)) == shown
