import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from convene.ground.rows import Words, rows_of, with_one_more


class Row(forms.Form):
    title = forms.CharField(label="Task")


TaskRows = rows_of(
    Row,
    kind="task",
    most=3,
    words=Words(title="Tasks", about="What to do.", row="Task %(number)s", add="Add another task"),
)


def posted(*titles: str, **more: str) -> QueryDict:
    rows = {f"task-{number}-title": title for number, title in enumerate(titles)}
    data = QueryDict(mutable=True)
    data.update(
        {
            "task-TOTAL_FORMS": str(len(titles)),
            "task-INITIAL_FORMS": "0",
            **rows,
            **more,
        }
    )
    return data


def text(page: str) -> list[str]:
    return [words.strip() for words in re.split(r"<[^>]*>", page) if words.strip()]


def test_rows_left_blank_and_those_ticked_for_removal_count_for_nothing() -> None:
    rows = TaskRows(posted("Survey", "", "Train", **{"task-2-DELETE": "on"}))
    assert rows.is_valid()
    assert [row["title"] for row in rows.kept()] == ["Survey"]


def test_rows_are_shown_under_their_words_each_with_its_number_and_a_blank_one_last() -> None:
    page = render_to_string("ground/rows.html", {"rows": TaskRows(initial=[{"title": "Survey"}])})
    assert text(page) == [
        "Tasks",
        "What to do.",
        *("Task 1", "Task", "Remove this row"),
        *("Task 2", "Task", "Remove this row"),
        "Add another task",
    ]
    assert re.findall(r'name="(task-\d+-title)"(?: value="(\w*)")?', page) == [
        ("task-0-title", "Survey"),
        ("task-1-title", ""),
    ]
    assert "hx-post" not in page


def test_a_row_is_added_in_place_where_the_page_says_so(rf: Any) -> None:
    context = {"rows": TaskRows(), "in_place": True}
    page = render_to_string("ground/rows.html", context, request=rf.get("/drafts/1/edit/"))
    assert 'hx-post="/drafts/1/edit/"' in page
    assert 'hx-target="#tasks"' in page


def test_one_more_row_of_the_kind_asked_for_until_there_are_as_many_as_may_be() -> None:
    assert with_one_more(posted("Survey"), most=3)["task-TOTAL_FORMS"] == "1"
    assert with_one_more(posted("Survey", add="ask"), most=3)["task-TOTAL_FORMS"] == "1"
    assert with_one_more(posted("Survey", add="task"), most=3)["task-TOTAL_FORMS"] == "2"
    assert with_one_more(posted("", "", "", add="task"), most=3)["task-TOTAL_FORMS"] == "3"


def test_more_rows_than_may_be_are_refused() -> None:
    rows = TaskRows(posted("a", "b", "c", "d"))
    assert not rows.is_valid()
    assert rows.non_form_errors() == ["Please submit at most 3 forms."]
