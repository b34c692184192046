"""A kind that the name contradicts is shown as doubtful, whatever page shows it."""

from django.template.loader import render_to_string


def test_a_doubtful_kind_is_named_with_who_says_so():
    page = render_to_string("finder/records/doubtful.html", {"codes": ["70"]})
    assert " ".join(page.split()) == (
        "(doubtful: records call it Private sector, its name contradicts that)"
    )
    assert render_to_string("finder/records/doubtful.html", {"codes": []}).strip() == ""
