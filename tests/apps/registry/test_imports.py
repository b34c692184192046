"""Bringing in a table, looking at it first, and taking it back."""

import pytest
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.registry import actions
from convene.apps.registry.models import Merge, Organisation, OrganisationName
from convene.apps.registry.queries.importing import lines
from convene.core.organisations import Content, Number
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
THREE = "name,country,kind\nAlba Works,PY,company\nZenith Mills,Kenya,NGO\nQuarry Union,,\n"


def test_a_preview_saves_no_organisation():
    source = uploaded(person("Wanda"), THREE)
    assert (source.state, len(source.rows), Organisation.objects.count()) == ("previewed", 3, 0)


def test_a_preview_says_what_is_new_doubtful_and_wrong():
    wanda = person("Wanda")
    organisation(
        "Alba Works", country="PY", identifiers=(Number(scheme="PY-RUC", value="1-1"),), by=wanda
    )
    table = (
        "name,country,identifiers,colour\n"
        "Alba Works Ltd,PY,,red\n"
        "Zenith Mills,KE,GB-COH-1,\n"
        "ZENITH MILLS,KE,,\n"
        "Quarry Union,Burma?,,\n"
        "Another,,PY-RUC-1-1,\n"
        "Orchard Fund,,GB-COH-1,\n"
    )
    source = uploaded(wanda, table)
    found = lines(source)
    assert [(line.number, line.name) for line in found if line.is_new] == [
        (3, "Zenith Mills"),
        (5, "Quarry Union"),
    ]
    assert [
        (line.number, [str(each.organisation) for each in line.same_as], line.same_row)
        for line in found
        if line.is_doubtful
    ] == [(2, ["Alba Works"], None), (4, [], 3)]
    assert [(line.number, line.problems) for line in found if line.problems] == [
        (6, ("PY-RUC-1-1 is the number of Alba Works, which is here already.",)),
        (7, ("GB-COH-1 stands in row 3 too.",)),
    ]
    page = at_desk_of(wanda).get(reverse("registry:preview", args=[source.pk])).content.decode()
    assert "These columns are not read: colour" in page
    assert "“Burma?” is no country we know." in page


def test_confirming_makes_the_new_ones_and_those_said_to_be_others():
    wanda = person("Wanda")
    organisation("Alba Works", country="PY", by=wanda)
    organisation("Quarry Union", by=wanda)
    source = uploaded(
        wanda, "name,country\nAlba Works Ltd,PY\nZenith Mills,KE\nQuarry Union Ltd,\n—,KE\n"
    )
    press(wanda, source, "confirm", anyway="4")
    assert names() == ["Alba Works", "Quarry Union", "Quarry Union Ltd", "Zenith Mills"]
    mills = Organisation.objects.get(names__text="Zenith Mills")
    assert (mills.imported, mills.created_by, mills.country, mills.history.get().history_user) == (
        source,
        wanda,
        "KE",
        wanda,
    )
    assert (
        mills.names.get().script,
        mills.names.get().folded,
        mills.names.get().history.count(),
    ) == ("Latn", "zenith mills", 1)


def test_confirming_twice_imports_once():
    wanda = person("Wanda")
    source = uploaded(wanda, THREE)
    press(wanda, source, "confirm")
    press(wanda, source, "confirm", anyway="2")
    assert names() == ["Alba Works", "Quarry Union", "Zenith Mills"]


def test_what_came_between_preview_and_confirming_counts():
    wanda = person("Wanda")
    source = uploaded(wanda, THREE)
    organisation("Alba Works", country="PY", by=wanda)
    press(wanda, source, "confirm")
    assert names() == ["Alba Works", "Quarry Union", "Zenith Mills"]


def test_an_import_is_undone_in_one_go_and_its_history_stays():
    wanda, edith = person("Wanda"), person("Edith", Role.REVIEWER)
    kept = organisation("Orchard Fund", by=wanda)
    source = uploaded(wanda, THREE)
    press(wanda, source, "confirm")
    press(edith, source, "undo")
    assert names() == [str(kept)]
    assert OrganisationName.objects.count() == 1
    source.refresh_from_db()
    assert (source.state, source.undone_by) == ("undone", edith)
    gone = Organisation.history.filter(history_type="-")
    assert [record.history_user for record in gone] == [edith] * 3


@pytest.mark.parametrize("touch", ["changed", "proposed for a merge", "given a child"])
def test_an_import_that_somebody_built_on_stays(touch):
    wanda = person("Wanda")
    source = uploaded(wanda, THREE)
    press(wanda, source, "confirm")
    mills = Organisation.objects.get(names__text="Zenith Mills")
    if touch == "changed":
        actions.save(
            mills, Content(name="Zenith Mills", country="UG"), seen=mills.version, by=wanda
        )
    elif touch == "proposed for a merge":
        actions.propose_merge(
            mills, kept=organisation("Other Works", by=wanda), reason="Same.", by=wanda
        )
    else:
        organisation(Content(name="Part", parent=mills.pk), by=wanda)
    before = names()
    with pytest.raises(actions.NotUntouched):
        actions.undo_import(source, by=wanda)
    assert press(wanda, source, "undo").status_code == 302
    source.refresh_from_db()
    assert (names(), source.state, Merge.objects.count()) == (
        before,
        "imported",
        int(touch == "proposed for a merge"),
    )


def test_undoing_twice_is_undoing_once_and_a_preview_has_nothing_to_undo():
    wanda = person("Wanda")
    source = uploaded(wanda, THREE)
    assert actions.undo_import(source, by=wanda).state == "previewed"
    actions.confirm_import(source, anyway=(), by=wanda)
    assert (
        actions.undo_import(source, by=wanda).undone_at
        == actions.undo_import(source, by=wanda).undone_at
    )


def test_another_builder_reads_who_may_import_and_undo_and_is_refused_both():
    wanda, bert, rita = person("Wanda"), person("Bert"), person("Rita", Role.REVIEWER)
    source = uploaded(wanda, THREE)
    page = at_desk_of(bert).get(reverse("registry:preview", args=[source.pk])).content.decode()
    assert "Wanda brought this table. They and every reviewer can import it." in flat(page)
    assert "Import 3 new organisations" not in flat(page)
    assert press(bert, source, "confirm").status_code == 403
    assert names() == []
    press(rita, source, "confirm")
    assert len(names()) == 3
    page = at_desk_of(bert).get(reverse("registry:preview", args=[source.pk])).content.decode()
    assert "Wanda and every reviewer can undo it" in flat(page)
    assert press(bert, source, "undo").status_code == 403
    assert len(names()) == 3
    press(wanda, source, "undo")
    assert names() == []
