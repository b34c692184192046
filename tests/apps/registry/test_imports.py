"""Bringing in a table, looking at it first, and taking it back."""

import io
import os
import re
import subprocess
import sys
import zipfile
from functools import partial

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.registry import actions
from convene.apps.registry.models import Import, Merge, Organisation, OrganisationName
from convene.apps.registry.queries.faults import together
from convene.apps.registry.queries.importing import lines
from convene.apps.registry.queries.rows import Read, read
from convene.apps.registry.views.importing import SHOWN
from convene.core.organisations import Content, Number, OtherName
from tests.apps.registry.people import (
    address,
    at_desk_of,
    csv_file,
    organisation,
    person,
    upload,
    uploaded,
)
from tests.flat import flat

pytestmark = pytest.mark.django_db
THREE = "name,country,kind\nAlba Works,PY,company\nZenith Mills,Kenya,NGO\nQuarry Union,,\n"


def press(user, source, what, **sent):
    return at_desk_of(user).post(reverse(f"registry:{what}_import", args=[source.pk]), sent)


def names():
    return sorted(str(each) for each in Organisation.objects.all())


def test_a_row_is_read_whole():
    row = {
        "name": " Banco  del Río Azul ",
        "language": "es",
        "other_names": "Blue River Bank; Банк Синей реки",
        "former_names": "Caja Azul",
        "identifiers": "py-ruc-80012345-6; GB-COH-01234567",
        "kind": "Company",
        "iati_type": "70",
        "country": "Paraguay",
        "sector": "Banking and finance",
        "state_owned": "No",
        "extractive": "",
        "at_risk": "Elevated",
        "state": "active",
    }
    assert read(row).content == Content(
        name="Banco del Río Azul",
        language="es",
        other_names=(
            OtherName(text="Blue River Bank"),
            OtherName(text="Банк Синей реки"),
            OtherName(text="Caja Azul", kind="former"),
        ),
        identifiers=(
            Number(scheme="PY-RUC", value="80012345-6"),
            Number(scheme="GB-COH", value="01234567"),
        ),
        kind="company",
        iati_type="70",
        country="PY",
        sector="finance",
        state_owned=False,
        extractive=None,
        at_risk="elevated",
        state="active",
    )


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ({}, ("The name is missing.",)),
        ({"name": "—"}, ("“—” is no name: it has no letter and no digit.",)),
        ({"name": "x" * 301}, (f"“{'x' * 59}…” is longer than 300 characters.",)),
        ({"name": "A", "at_risk": "rather"}, ("“rather” is not in the list for “at_risk”.",)),
    ],
)
def test_a_row_without_a_name_or_whose_protection_cannot_be_read_stays_out(row, problems):
    assert (read(row).content, read(row).problems) == (None, problems)


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [
        ("country", "Burma?", "“Burma?” is no country we know."),
        ("kind", "Firm", "“Firm” is not in the list for “kind”."),
        ("extractive", "maybe", "“maybe” should be yes, no or empty."),
        ("state", "merged", "“merged” is not in the list for “state”."),
        ("language", "Spanish!", "“Spanish!” is no code of a language, as es or pt-BR are."),
        (
            "identifiers",
            "12345",
            "“12345” does not start with a register we know, as GB-COH-01234567 does.",
        ),
        ("parent", "Nobody", "No organisation here is called “Nobody” yet."),
    ],
)
def test_a_cell_that_cannot_be_read_is_set_aside_and_its_row_comes(column, text, why):
    parsed = read({"name": "A", column: text})
    assert parsed.content == Content(name="A")
    assert parsed.problems == ()
    assert [(fault.column, fault.value, fault.why) for fault in parsed.faults] == [
        (column, text, why)
    ]


def test_every_fault_of_a_row_is_named_at_once():
    assert [fault.why for fault in read({"country": "XX", "sector": "!"}).faults] == [
        "The name is missing.",
        "“XX” is no country we know.",
        "“!” is not in the list for “sector”.",
    ]


def test_of_several_values_in_a_cell_only_those_are_set_aside_that_cannot_be_read():
    parsed = read({"name": "A", "identifiers": "12345; GB-COH-01234567", "other_names": "—; B"})
    assert parsed.content == Content(
        name="A",
        other_names=(OtherName(text="B"),),
        identifiers=(Number(scheme="GB-COH", value="01234567"),),
    )
    assert [fault.value for fault in parsed.faults] == ["—", "12345"]


@pytest.mark.parametrize(
    "nothing", ["n/a", "N.A.", "unknown", "-", "?", "Unknown", "s/d", "inconnu"]
)
def test_a_word_for_nothing_is_an_empty_cell_and_no_fault(nothing):
    row = dict.fromkeys(("country", "state_owned", "kind", "identifiers", "parent"), nothing)
    assert read({"name": "A", **row}) == Read(content=Content(name="A"))


@pytest.mark.parametrize(
    ("text", "owned"), [("Y", True), ("Sí", True), ("Oui", True), ("n", False), ("FALSE", False)]
)
def test_yes_and_no_are_read_as_people_write_them(text, owned):
    assert read({"name": "A", "state_owned": text}).content == Content(name="A", state_owned=owned)


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


def test_undoing_twice_is_undoing_once_and_a_preview_has_nothing_to_undo():
    wanda = person("Wanda")
    source = uploaded(wanda, THREE)
    assert actions.undo_import(source, by=wanda).state == "previewed"
    actions.confirm_import(source, anyway=(), by=wanda)
    assert (
        actions.undo_import(source, by=wanda).undone_at
        == actions.undo_import(source, by=wanda).undone_at
    )


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
