"""The list as a table."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.registry.forms import uploads
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries.rows import read
from tests.apps.registry.people import BANK, at_desk_of, organisation, person

pytestmark = pytest.mark.django_db


def table(format, **asked):
    return at_desk_of(person("Vera", Role.VIEWER)).get(
        reverse("registry:export", args=[format]), asked
    )


def rows():
    return list(csv.DictReader(io.StringIO(table("csv").content.decode("utf-8-sig"))))


def test_the_table_says_what_stands():
    bank = organisation()
    (row,) = rows()
    assert row == {
        "name": "Banco del Río Azul",
        "language": "es",
        "other_names": "Blue River Bank",
        "former_names": "Caja Azul",
        "identifiers": "PY-RUC-80012345-6",
        "kind": "company",
        "iati_type": "",
        "country": "PY",
        "sector": "finance",
        "state_owned": "no",
        "extractive": "",
        "at_risk": "none",
        "state": "candidate",
        "parent": "",
        "id": str(bank.pk),
        "merged_into": "",
    }


def test_what_was_exported_is_read_again():
    parent = organisation("Azure Holding")
    bank = organisation()
    Organisation.objects.filter(pk=bank.pk).update(parent=parent)
    found = next(row for row in rows() if row["name"] == BANK.name)
    content = read(found).content
    assert content is not None
    assert {**vars(content), "parent": None, "other_names": ()} == {
        **vars(BANK),
        "other_names": (),
    } | {"parent": None}
    assert content.parent == parent.pk
    assert {(each.text, each.kind) for each in content.other_names} == {
        ("Blue River Bank", "alias"),
        ("Caja Azul", "former"),
    }


@pytest.mark.parametrize("name", ["'t Hoff", "'=Zorblax", "''Zorblax", "=Zorblax"])
def test_an_apostrophe_that_begins_a_name_comes_back_as_it_was(name):
    organisation(name)
    read_back = uploads.read(table("csv").content, name="a.csv")
    assert [cells["name"] for _number, cells in read_back.rows] == [name]


def test_the_table_holds_what_the_list_shows():
    organisation()
    organisation("Заря", country="KZ")
    page = table("csv", country="KZ")
    assert page["Content-Disposition"] == 'attachment; filename="organisations.csv"'
    assert [
        row["name"] for row in csv.DictReader(io.StringIO(page.content.decode("utf-8-sig")))
    ] == ["Заря"]


def test_a_workbook_holds_text_and_no_formula():
    organisation("=1+1")
    book = openpyxl.load_workbook(io.BytesIO(table("xlsx").content))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
