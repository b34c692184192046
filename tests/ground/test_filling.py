"""What was typed goes back into its form, and into nothing else of the page."""

from convene.ground.filling import fill

PAGE = """<!DOCTYPE html>
<main>a &amp; b<form method="post" action="/other/"><input name="title" value="theirs"></form>
<form method="post" action="/here/edit/" hx-post="/here/autosave/">
<input type="hidden" name="csrfmiddlewaretoken" value="new"><input type="hidden" name="seen" value="2">
<input name="title" value="as saved"><textarea name="notes">
as saved &lt;b&gt;</textarea>
<select name="country"><option value="PY" selected>Paraguay</option><option value="AO">Angola</option></select>
<input type="checkbox" name="sector" value="ict" checked><input type="checkbox" name="sector" value="media">
<input type="radio" name="risk" value="low" checked><input type="radio" name="risk" value="high">
<input type="file" name="paper"><button name="add" value="task">Add</button></form><br/></main>"""
TYPED = [
    ("seen", "1"),
    ("title", 'Mine "first"'),
    ("notes", "\nOne </textarea><script>alert(1)</script>\nTwo & three"),
    ("country", "AO"),
    ("sector", "media"),
    ("risk", "high"),
    ("add", "task"),
]


def filled(path: str = "/here/edit/", **more: str) -> tuple[str, list[str]]:
    return fill(PAGE, path=path, here="/here/", fields=[*TYPED, *more.items()])


def test_each_field_holds_what_was_typed_and_all_else_stays_as_it_was() -> None:
    page, left = filled()
    for said in (
        '<input name="title" value="Mine &quot;first&quot;">',
        '<input type="hidden" name="csrfmiddlewaretoken" value="new">',
        '<input type="hidden" name="seen" value="1">',
        '<option value="PY">Paraguay</option><option value="AO" selected>Angola</option>',
        '<input type="checkbox" name="sector" value="ict"><input type="checkbox" name="sector" value="media" checked>',
        '<input type="radio" name="risk" value="low"><input type="radio" name="risk" value="high" checked>',
        '<input name="title" value="theirs">',
        "<main>a &amp; b<form",
        "</form><br/></main>",
    ):
        assert said in page, said
    assert left == []


def test_what_was_typed_never_becomes_part_of_the_page() -> None:
    page, _ = filled()
    assert "<script>" not in page
    said = "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;\nTwo &amp; three</textarea>"
    assert said in page
    assert "as saved" not in page


def test_a_form_that_saves_as_one_types_is_known_by_that_path_too() -> None:
    assert 'value="Mine &quot;first&quot;"' in filled("/here/autosave/")[0]


def test_words_without_a_field_are_given_back() -> None:
    assert filled(gone="Nobody asks for this")[1] == ["Nobody asks for this"]


def test_a_page_without_the_form_stays_as_it_is() -> None:
    page, left = filled("/elsewhere/")
    assert page == PAGE
    assert 'Mine "first"' in left


def test_of_two_forms_to_one_path_the_one_with_the_same_hidden_values_is_filled() -> None:
    two = "".join(
        f'<form method="post"><input type="hidden" name="pk" value="{key}"><input name="why"></form>'
        for key in "12"
    )
    page, _ = fill(two, path="/x/", here="/x/", fields=[("pk", "2"), ("why", "Because")])
    assert page.endswith('value="2"><input name="why" value="Because"></form>')
    assert page.count("Because") == 1


def test_fields_of_one_name_are_filled_in_their_order() -> None:
    form = '<form method="post"><input name="value"><input name="value"></form>'
    page, _ = fill(form, path="/x/", here="/x/", fields=[("value", "one"), ("value", "two")])
    assert page == (
        '<form method="post"><input name="value" value="one"><input name="value" value="two"></form>'
    )
