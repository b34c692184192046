"""Rows of names and numbers: one more can be asked for, and a blank one is never held against
anybody.
"""

from django.http import QueryDict

from convene.apps.registry.forms import organisation as forms


def typed(**given: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(
        {
            "name": "Plainly Made Up Ltd",
            "name-TOTAL_FORMS": "1",
            "name-INITIAL_FORMS": "0",
            "number-TOTAL_FORMS": "1",
        }
    )
    data.update({"number-INITIAL_FORMS": "0", "name-0-kind": "alias", **given})
    return data


def test_a_row_that_was_asked_for_is_blank_and_no_error() -> None:
    sheet = forms.typed_sheet(typed(add="name"))
    assert [row.errors for row in sheet.names.forms] == [{}, {}]
    assert sheet.names.kept() == []


def test_a_row_with_a_name_counts() -> None:
    sheet = forms.typed_sheet(typed(**{"name-0-text": "Made Up"}))
    assert sheet.names.is_valid()
    assert [row["text"] for row in sheet.names.kept()] == ["Made Up"]
