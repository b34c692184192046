"""Faults that many rows have, mended at once."""

from functools import partial

import pytest
from django.urls import reverse

from convene.apps.registry import actions
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries.faults import together
from convene.apps.registry.queries.importing import lines
from tests.apps.registry.people import (
    at_desk_of,
    person,
    press,
    uploaded,
)
from tests.flat import flat

pytestmark = pytest.mark.django_db


REAL = (
    "Partners of the programme,,,\n"
    ",,,\n"
    "name,country,kind,state_owned\n"
    "Alba Works,UK,Private firm,n/a\n"
    "Zenith Mills,Perú,Private firm,unknown\n"
    "Quarry Union,DRC,Trade body,No\n"
    "Orchard Fund,Atlantis,,\n"
)


def test_a_table_as_people_keep_it_comes_whole():
    wanda = person("Wanda")
    source = uploaded(wanda, REAL)
    actions.confirm_import(source, anyway=(), by=wanda)
    assert [
        (str(each), each.country, each.kind, each.state_owned)
        for each in Organisation.objects.order_by("country")
    ] == [
        ("Orchard Fund", "", "", None),
        ("Quarry Union", "CD", "", False),
        ("Alba Works", "GB", "", None),
        ("Zenith Mills", "PE", "", None),
    ]


def test_one_answer_mends_a_fault_in_all_of_its_rows():
    wanda = person("Wanda")
    source = uploaded(wanda, REAL)
    assert [(group.fault.value, group.rows) for group in together(lines(source))] == [
        ("Private firm", (4, 5)),
        ("Trade body", (6,)),
        ("Atlantis", (7,)),
    ]
    page = press(
        wanda,
        source,
        "mend",
        column=["kind", "kind", "country"],
        value=["Private firm", "Trade body", "Atlantis"],
        becomes=["company", "", ""],
    )
    assert page.status_code == 302
    source.refresh_from_db()
    assert [group.fault.value for group in together(lines(source))] == ["Trade body", "Atlantis"]
    assert [line.content and line.content.kind for line in lines(source)] == [
        "company",
        "company",
        "",
        "",
    ]


def test_one_of_several_values_is_mended_and_a_confirmed_table_no_more():
    wanda = person("Wanda")
    source = uploaded(wanda, "name,identifiers\nAlba Works,12345; PY-RUC-1-1\n")
    mend = partial(actions.mend_import, source, by=wanda)
    assert mend(mends=[("identifiers", "12345", "GB-COH-12345")]) == 1
    source.refresh_from_db()
    assert source.rows[0]["values"]["identifiers"] == "GB-COH-12345; PY-RUC-1-1"
    actions.confirm_import(source, anyway=(), by=wanda)
    assert mend(mends=[("identifiers", "GB-COH-12345", "GB-COH-1")]) == 0


def test_the_preview_shows_each_fault_once_with_its_rows():
    wanda = person("Wanda")
    source = uploaded(wanda, REAL)
    shown = at_desk_of(wanda).get(reverse("registry:preview", args=[source.pk]))
    page = flat(shown.content.decode())
    assert page.count("“Private firm” is not in the list for “kind”.") == 2
    assert "2 rows" in page
    assert "(4, 5)" in page
