"""Rows of one table that belong to each other."""

import re

import pytest
from django.urls import reverse

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries.importing import lines
from convene.apps.registry.views.importing import SHOWN
from tests.apps.registry.people import (
    at_desk_of,
    names,
    organisation,
    person,
    press,
    uploaded,
)
from tests.flat import flat

pytestmark = pytest.mark.django_db


def parents():
    return {str(each): str(each.parent or "") for each in Organisation.objects.all()}


def judged(source):
    return {
        line.number: line.problems or ("new" if line.is_new else "doubtful")
        for line in lines(source)
    }


def test_a_row_may_belong_to_another_of_its_table_above_or_below():
    wanda = person("Wanda")
    source = uploaded(
        wanda,
        "name,parent\nQuarry Union,ALBA Works\nAlba Works,Zenith Holding\nZenith Holding,\nOrchard Fund,Alba Works\n",
    )
    assert set(judged(source).values()) == {"new"}
    press(wanda, source, "confirm")
    assert parents() == {
        "Quarry Union": "Alba Works",
        "Alba Works": "Zenith Holding",
        "Zenith Holding": "",
        "Orchard Fund": "Alba Works",
    }
    press(wanda, source, "undo")
    assert names() == []
    told = {(gone.parent_id is None) for gone in Organisation.history.filter(history_type="-")}
    assert told == {True, False}, "the history says what each belonged to"


def test_an_organisation_that_is_here_comes_before_a_row_of_its_name():
    wanda = person("Wanda")
    here = organisation("Alba Works", by=wanda)
    source = uploaded(wanda, "name,parent\nQuarry Union,Alba Works\nAlba Works,\n")
    assert judged(source) == {2: "new", 3: "doubtful"}
    press(wanda, source, "confirm", anyway="3")
    assert Organisation.objects.get(names__text="Quarry Union").parent == here


def test_a_row_comes_only_with_the_row_it_belongs_to():
    wanda = person("Wanda")
    organisation("Alba Works", country="PY", by=wanda)
    table = "name,country,parent\nOrchard Fund,,Quarry Union\nQuarry Union,,Alba Works Ltd\nAlba Works Ltd,PY,\nZenith Mills,,\n"
    left, taken = uploaded(wanda, table), uploaded(wanda, table)
    assert judged(left) == {2: "doubtful", 3: "doubtful", 4: "doubtful", 5: "new"}
    page = flat(at_desk_of(wanda).get(reverse("registry:preview", args=[left.pk])).content.decode())
    assert "It belongs to row 4 of this table and comes only with it." in page
    assert re.findall(r'name="anyway" value="(\d)"', page) == ["4"]
    press(wanda, left, "confirm", anyway=["2", "3"])
    assert names() == ["Alba Works", "Zenith Mills"]
    press(wanda, left, "undo")
    press(wanda, taken, "confirm", anyway="4")
    assert parents() == {
        "Alba Works": "",
        "Alba Works Ltd": "",
        "Quarry Union": "Alba Works Ltd",
        "Orchard Fund": "Quarry Union",
        "Zenith Mills": "",
    }


def test_a_preview_says_of_rows_it_does_not_show_which_of_them_come():
    wanda = person("Wanda")
    organisation("Alba Works", country="PY", by=wanda)
    offices = "".join(
        f"Office {number:03} {number * 7919 % 500:03},,Alba Works Ltd\n" for number in range(SHOWN)
    )
    source = uploaded(wanda, f"name,country,parent\nAlba Works Ltd,PY,\n{offices}")
    page = " ".join(
        at_desk_of(wanda)
        .get(reverse("registry:preview", args=[source.pk]))
        .content.decode()
        .split()
    )
    assert f"Row {SHOWN + 2}" not in page
    assert (
        f"Only the first {SHOWN} are shown. Of the others, only those come that belong to a row you tick."
        in page
    )
    press(wanda, source, "confirm", anyway="2")
    assert Organisation.objects.count() == SHOWN + 2


@pytest.mark.parametrize(
    ("table", "problems"),
    [
        ("Alba,Alba\n", {2: ("What it belongs to leads round in a circle.",)}),
        (
            "Alba,Zenith\nZenith,Alba\nMine,Alba\n",
            dict.fromkeys((2, 3, 4), ("What it belongs to leads round in a circle.",)),
        ),
    ],
)
def test_a_parent_that_cannot_be_is_named_with_its_row(table, problems):
    source = uploaded(person("Wanda"), f"name,parent\n{table}")
    assert {line.number: line.problems for line in lines(source) if line.problems} == problems


@pytest.mark.parametrize(
    ("table", "row", "why"),
    [
        ("Alba,\nAlba,\nMine,Alba\n", 4, "More than one row of this table is called “Alba”."),
        ("Mine,Alba\nAlba,Nobody\n", 3, "No organisation here is called “Nobody” yet."),
    ],
)
def test_a_parent_that_nobody_can_tell_is_set_aside(table, row, why):
    found = lines(uploaded(person("Wanda"), f"name,parent\n{table}"))
    faults = {line.number: [fault.why for fault in line.faults] for line in found if line.faults}
    assert faults == {row: [why]}
    assert all(line.content for line in found)


def test_who_belongs_to_a_row_that_stays_out_stays_out_too():
    table = "name,parent,at_risk\nMine,Alba,\nAlba,,rather\n"
    assert {line.number: line.problems for line in lines(uploaded(person("Wanda"), table))} == {
        2: ("It belongs to row 3, which can't be read.",),
        3: ("“rather” is not in the list for “at_risk”.",),
    }
