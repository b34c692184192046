"""The files that tables come in: workbooks, hostile ones, long ones, and a run that is killed."""

import io
import os
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convene.apps.registry import actions
from convene.apps.registry.models import Import, Organisation
from tests.apps.registry.people import (
    address,
    at_desk_of,
    csv_file,
    names,
    person,
    press,
    upload,
    uploaded,
)

pytestmark = pytest.mark.django_db
THREE = "name,country,kind\nAlba Works,PY,company\nZenith Mills,Kenya,NGO\nQuarry Union,,\n"


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


def test_a_workbook_is_read_like_a_table():
    wanda = person("Wanda")
    file = SimpleUploadedFile(
        "partners.xlsx",
        workbook(["Name", "Country"], ["Alba Works", "PY"], ["مؤسسة الفجر", "EG"], [2024, None]),
    )
    assert upload(wanda, file).status_code == 302
    press(wanda, Import.objects.get(), "confirm")
    assert names() == ["2024", "Alba Works", "مؤسسة الفجر"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"country\nPY\n", "there is no column “name”"),
        ("a.csv", b"name\n", "there is no row under the names of the columns"),
        ("a.csv", b"\x00\x01\x02binary", "this is a binary file, not CSV"),
        ("a.csv", "name\nAsociaci\xf3n\n".encode("latin-1"), "is not UTF-8 text"),
        ("a.csv", b"name,name\nA,B\n", "the column “name” stands twice"),
        ("a.csv", b"name\n" + b"A" * 4_000_000, "a cell is longer than"),
        ("a.csv", b'name\n"never closed\n', "truncated"),
        ("a.csv", b"name\n" + b"A\n" * 5_001, "there are more than 5,000 rows"),
        ("a.csv", b"A" * 5_000_001, "This file is larger than 5 MB."),
        ("a.xls", b"name\nA\n", "only .csv, .tsv, .txt and .xlsx files are read here"),
        ("a.xlsx", b"name\nA\n", "this is not a whole workbook"),
        ("a.xlsx", bomb(), "unpacks to far more than it holds"),
        (
            "a.xlsx",
            workbook(["name", "country"], ["=1+1", "PY"]),
            "holds a formula without a value",
        ),
        ("a.csv", b"", "The submitted file is empty."),
    ],
)
def test_a_hostile_file_is_refused_with_a_reason(name, content, said):
    page = upload(person("Wanda"), SimpleUploadedFile(name, content))
    assert page.status_code == 200
    assert said in " ".join(page.context["form"].errors["table"])
    assert not Import.objects.exists()


def test_a_file_with_an_odd_name_is_read_all_the_same():
    assert (
        upload(
            person("Wanda"), csv_file("name\nAlba Works\n", name="..\u202e" + "x" * 150 + ".csv")
        ).status_code
        == 302
    )
    assert len(Import.objects.get().file_name) == 84


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x")', "+1 Alba", "-Alba", "@Alba", "<script>alert(1)</script>"]
)
def test_what_a_spreadsheet_would_run_stays_text(name):
    wanda = person("Wanda")
    quoted = name.replace('"', '""')
    source = uploaded(wanda, f'name\n"{quoted}"\n')
    assert (
        "<script>alert"
        not in at_desk_of(wanda).get(reverse("registry:preview", args=[source.pk])).content.decode()
    )
    press(wanda, source, "confirm")
    assert names() == [name]
    export = (
        at_desk_of(wanda).get(reverse("registry:export", args=["csv"])).content.decode("utf-8-sig")
    )
    assert not export.splitlines()[1].lstrip('"').startswith(("=", "+", "-", "@"))
    Organisation.objects.get().names.all().delete()
    Organisation.objects.all().delete()
    again = uploaded(wanda, export)
    press(wanda, again, "confirm")
    assert names() == [name]


@pytest.mark.slow
def test_five_thousand_rows_are_previewed_imported_and_undone():
    wanda = person("Wanda")
    names = [f"Society {number:04} {number * 7919 % 5000:04}" for number in range(5_000)]
    rows = (f"{name},KE,{parent}\n" for name, parent in zip(names, [*names[1:], ""], strict=True))
    source = uploaded(wanda, f"name,country,parent\n{''.join(rows)}")
    actions.confirm_import(source, anyway=set(range(5_002)), by=wanda)
    assert Organisation.objects.count() == 5_000
    actions.undo_import(source, by=wanda)
    assert Organisation.objects.count() == 0
    assert Organisation.history.filter(history_type="-", parent=None).count() == 1


DIE = """
import os
import django
django.setup()
from django.db import connection
from convene.apps.accounts.models import User
from convene.apps.accounts.models import Role
from convene.apps.registry import actions
from convene.apps.registry.models import Import
def die(execute, sql, *rest):
    if sql.startswith('INSERT INTO "registry_organisationname"'):
        os._exit(9)  # as a power cut would: nothing is tidied up
    return execute(sql, *rest)
source, by = Import.objects.get(), User.objects.get()
with connection.execute_wrapper(die):
    actions.confirm_import(source, anyway=(), by=by)
"""


@pytest.mark.disaster
@pytest.mark.django_db(transaction=True)
def test_an_import_killed_half_way_leaves_nothing_and_can_be_tried_again():
    wanda = person("Wanda")
    source = uploaded(wanda, THREE)
    outside = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "convene.site.settings",
        "DATABASE_URL": address(),
    }
    assert (
        subprocess.run([sys.executable, "-c", DIE], env=outside, timeout=60, check=False).returncode
        == 9
    )
    source.refresh_from_db()
    assert (source.state, names()) == ("previewed", [])
    actions.confirm_import(source, anyway=(), by=wanda)
    assert names() == ["Alba Works", "Quarry Union", "Zenith Mills"]
