"""Tables as people keep them: titles of their own, merged cells, sums, formulas, half a date."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convene.apps.registry.models import Import, Organisation
from convene.apps.registry.queries import importing
from convene.apps.registry.queries.tie_rows import TieLine, lines
from convene.core.shares import Share
from convene.feeds.titles import plain
from tests.apps.registry.people import at_desk_of, organisation, person, upload, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(db):
    return person("Bea")


@pytest.fixture
def bank(bea) -> Organisation:
    return organisation("Blue River S.A.", by=bea)


def workbook(user, *rows, merged: str = "", second: tuple[list[str], ...] = ()) -> Import:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    for row in second:
        (book["Owners"] if "Owners" in book else book.create_sheet("Owners")).append(row)
    out = io.BytesIO()
    book.save(out)
    answer = upload(user, SimpleUploadedFile("partners.xlsx", out.getvalue()))
    assert answer.status_code == 302, answer.context["form"].errors
    return Import.objects.latest("uploaded_at")


def ties(
    user, *rows: str, header: str = "organisation,name,kind,role,share,since"
) -> list[TieLine]:
    return lines(uploaded(user, "\n".join([header, *rows])))


@pytest.mark.parametrize(
    ("title", "column", "cell"),
    [
        ("Other names", "other_names", "Alba"),
        ("OTHER_NAMES", "other_names", "Alba"),
        ("Previous name", "former_names", "Alba"),
        ("State owned", "state_owned", "yes"),
        ("State-owned", "state_owned", "yes"),
        ("Empresa estatal", "state_owned", "sí"),
        ("Entreprise d’État", "state_owned", "oui"),
        ("Registration number", "identifiers", "GB-COH-01234567"),
        ("Número de registro", "identifiers", "GB-COH-01234567"),
        ("Numéro d'immatriculation", "identifiers", "GB-COH-01234567"),
        ("País", "country", "PY"),
        ("Country of registration", "country", "PY"),
        ("Matriz", "parent", "Alba"),
    ],
)
def test_a_column_is_known_by_what_people_call_it(title, column, cell, bea):
    source = uploaded(bea, f"Name,{title}\nZenith Mills,{cell}\n")

    assert (source.columns, source.rows[0]["values"]) == (
        [],
        {"name": "Zenith Mills", column: cell},
    )


@pytest.mark.parametrize("title", ["Organisation", "Razón social", "Dénomination", "Company name"])
def test_a_table_that_names_organisations_only_is_of_them(title, bea):
    source = uploaded(bea, f"{title};Pais\nZenith Mills;PY\n")

    assert (source.of, source.rows[0]["values"]["name"]) == ("organisations", "Zenith Mills")


def test_of_two_columns_that_mean_one_the_first_is_read_and_the_other_named(bea):
    source = uploaded(bea, "name,jurisdiction,country code\nZenith Mills,PY,KE\n")

    assert source.columns == ["country code"]
    assert source.rows[0]["values"]["country"] == "PY"


@pytest.mark.parametrize("title", ["Date of birth", "DATE_OF_BIRTH", "Fecha de nacimiento", "DOB"])
def test_an_owners_table_is_known_by_what_people_call_its_columns(title, bea, bank):
    header = f"Empresa,Accionista,Tipo,Rol,% de participación,{title},Depuis"
    (line,) = ties(bea, 'Blue River S.A.,A B,person,owner,"33,3 %",1961,2020-05-31', header=header)

    assert (line.problems, line.faults, line.organisation) == ((), (), bank)
    assert line.who is not None
    assert line.who.share == Share(Decimal("33.3"), Decimal("33.3"))
    assert (line.who.born, line.who.since) == ("1961", date(2020, 5, 31))


def test_titles_are_compared_by_their_words():
    assert plain("State-owned") == plain("state_owned") == plain(" STATE  Owned:") == "state owned"


def test_merged_cells_and_further_sheets_are_named(bea, bank):
    source = workbook(
        bea,
        ["Register of owners 2024"],
        ["organisation", "name", "kind", "role"],
        ["Blue River S.A.", "A B", "person", "owner"],
        [None, "C D", "person", "owner"],
        merged="A3:A4",
        second=(["name"], ["E F"]),
    )
    said = [
        "partners.xlsx: sheet “Sheet”: A3:A4 are merged cells; what they hold was read for the first row and column only",
        "partners.xlsx: the sheet “Owners” is not the first table; what it holds was not read",
    ]
    assert source.notes == said
    page = at_desk_of(bea).get(reverse("registry:preview", args=[source.pk])).content.decode()
    assert all(note in page for note in said)
    assert [line.problems for line in lines(source)] == [(), ("The organisation is missing.",)]


def test_a_merged_title_above_the_header_is_nothing_to_speak_of(bea):
    source = workbook(bea, ["Partners"], ["name", "country"], ["Alba", "PY"], merged="A1:B1")

    assert source.notes == []


@pytest.mark.parametrize(
    "row",
    [
        "Total,,,,100,",
        ",Subtotal:,,owner,60,",
        ',TOTAL GENERAL,,,"100,0 %",',
        "Blue River S.A.,Sous-total,,,40,",
        ",,,,100,",
    ],
)
def test_a_sum_is_nobody(row, bea, bank):
    (line,) = ties(bea, row)

    assert (line.who, line.problems) == (None, ("This row sums up others and names nobody.",))


def test_an_owner_may_be_called_total(bea, bank):
    (line,) = ties(bea, "Blue River S.A.,Total,organisation,owner,100,")

    assert line.is_new


def test_a_formula_in_a_column_that_nobody_reads_refuses_nothing(bea):
    source = workbook(bea, ["name", "score"], ["Alba", "=1+1"])

    assert source.rows == [{"number": 2, "values": {"name": "Alba"}}]


def test_a_formula_in_a_column_that_is_read_is_named_with_its_cell(bea):
    with pytest.raises(AssertionError, match=r"the cell B2 \(=A2&“x”\) holds a formula"):
        workbook(bea, ["name", "country"], ["Alba", "=A2&“x”"])


@pytest.mark.parametrize(
    "written", ["blue river sa", "Blue River", "BLUE-RIVER SOCIEDAD ANÓNIMA", "Blue River, S. A."]
)
def test_an_organisation_is_known_however_its_form_is_spelt_and_that_is_said(written, bea, bank):
    source = uploaded(bea, f'organisation,name,kind,role\n"{written}",A B,person,owner\n')
    (line,) = lines(source)

    assert (line.organisation, line.called) == (bank, written)
    page = at_desk_of(bea).get(reverse("registry:preview", args=[source.pk])).content.decode()
    assert f"The table writes “{written}”." in page


def test_where_two_could_be_meant_both_are_named(bea, bank):
    organisation("Blue River Ltd", by=bea)
    header = "organisation,name,kind,role"
    line, exact, other = ties(
        bea,
        "blue river,A B,person,owner",
        "Blue River S.A.,A B,person,owner",
        "Blue River GmbH,A B,person,owner",
        header=header,
    )

    assert line.problems == (
        "“blue river” may be any of these: Blue River Ltd; Blue River S.A.. Write the whole name of the one you mean.",
    )
    assert (exact.organisation, exact.called) == (bank, "")
    assert other.problems == ("No organisation here is called “Blue River GmbH” yet.",)


@pytest.mark.parametrize(
    ("written", "since", "why"),
    [
        ("31/12/2019", date(2019, 12, 31), ""),
        ("31 de mayo de 2019", date(2019, 5, 31), ""),
        ("1820-05-31", date(1820, 5, 31), ""),
        ("2019", None, "“2019” is no whole day, and only days are kept here: write the day, "),
        (
            "2019-05",
            None,
            "“2019-05” is no whole day, and only days are kept here: write the day, ",
        ),
        ("05/04/2019", None, "“05/04/2019” may be 2019-04-05 or 2019-05-04: "),
        ("43831", None, "“43831” is no day, as 2020-05-31 is."),
        ("1900-01-01", None, "“1900-01-01” is no day, as 2020-05-31 is."),
    ],
)
def test_the_day_it_began_is_read_whole_or_it_is_said_what_to_write(written, since, why, bea, bank):
    (line,) = ties(bea, f"Blue River S.A.,A B,person,owner,,{written}")

    assert line.who is not None
    assert line.who.since == since
    assert [fault.value for fault in line.faults] == ([written] if why else [])
    assert all(fault.why.startswith(why) for fault in line.faults)


@pytest.mark.parametrize("written", ["0.25", "1", "0,5"])
def test_a_share_that_a_spreadsheet_may_show_as_per_cent_is_asked_about(written, bea, bank):
    (line,) = ties(bea, f'Blue River S.A.,A B,person,owner,"{written}",')
    (clear,) = ties(bea, f'Blue River S.A.,A B,person,owner,"{written} %",')

    assert [(fault.value, fault.aside) for fault in line.faults] == [(written, True)]
    assert clear.share == written.replace(",", ".")


def test_a_name_of_two_lines_blank_columns_and_a_byte_order_mark_do_no_harm(bea):
    text = '\ufeffOur partners;;;\r\n;;;\r\nNº;Nombre;;País\r\n1;"Alba\nWorks";;PY\r\n'
    source = uploaded(bea, text)

    assert [line.name for line in importing.lines(source)] == ["Alba Works"]
    assert source.rows[0]["values"] == {"name": "Alba\nWorks", "country": "PY"}
