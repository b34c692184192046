"""Owners, directors and ships from a table: looked at first, brought in, and taken back."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from convene.apps.registry import actions
from convene.apps.registry.models import Import, Organisation, Tie
from convene.apps.registry.queries.tie_rows import TieLine, lines
from convene.core.shares import Share
from convene.core.ties import Who
from tests.apps.registry.people import at_desk_of, organisation, person, uploaded

pytestmark = pytest.mark.django_db
PLAINER = "write the year first, or the month as a word."
HEADER = "organisation,name,kind,role,share,from,until,date of birth,nationality,source\n"


@pytest.fixture
def bea(db):
    return person("Bea")


@pytest.fixture
def bank(bea) -> Organisation:
    return organisation("Blue River Bank", by=bea)


def table(user, *rows: str, header: str = HEADER) -> Import:
    return uploaded(user, header + "".join(f"{row}\n" for row in rows))


def text(page) -> str:
    return " ".join(page.content.decode().split())


def only(source: Import) -> TieLine:
    (line,) = lines(source)
    return line


def confirmed(source: Import, *, by, anyway=()) -> Import:
    return actions.confirm_import(source, anyway=anyway, by=by)


def test_a_row_is_read_whole(bea, bank):
    source = table(
        bea,
        "Blue River Bank,Wandolin Tarvesk,individual,UBO,25–50,2020-05-31,,1961-03-02,Paraguay,Register",
    )
    line = only(source)

    assert (source.of, line.problems, line.faults, line.organisation) == ("ties", (), (), bank)
    assert line.who == Who(
        role="beneficial",
        kind="person",
        name="Wandolin Tarvesk",
        share=Share(Decimal(25), Decimal(50)),
        since=date(2020, 5, 31),
        born="1961-03-02",
        nationality="PY",
        source="Register",
    )


def test_where_no_source_is_given_it_is_the_row_of_the_table(bea, bank):
    source = table(bea, "Blue River Bank,Alba Works,company,owner,,,,,,")

    who = only(source).who
    assert who is not None
    assert who.source == f"{source.file_name}, 2"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Nobody Bank,A B,person,owner,,,,,,", "No organisation here is called “Nobody Bank” yet."),
        (",A B,person,owner,,,,,,", "The organisation is missing."),
        ("Blue River Bank,,person,owner,,,,,,", "The name is missing."),
        ("Blue River Bank,A B,person,,,,,,,", "The role is missing."),
        ("Blue River Bank,A B,person,king,,,,,,", "“king” is not in the list for “role”."),
        ("Blue River Bank,A B,,owner,,,,,,", "Say whether it is a person or an organisation."),
    ],
)
def test_a_row_that_does_not_say_whom_and_behind_what_stays_out(row, why, bea, bank):
    line = only(table(bea, row))

    assert (line.who, line.problems) == (None, (why,))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A B,person,owner,much,,,,,", "“much” is no share, as 25, 33.3 or 25–50 are."),
        ("A B,person,director,25,,,,,", "Only an owner has a share."),
        ("A B,company,owner,,,,1961,,", "Only a person is born."),
        ("A B,person,owner,,soon,,,,", "“soon” is no day, as 2020-05-31 is."),
        ("A B,person,owner,,2020-01-02,2020-01-01,,,", "This is earlier than the day it began."),
        (
            "A B,person,owner,,,,31/12/61,,",
            "“31/12/61” is no date of birth, as 1970 or 1970-05-31 are.",
        ),
        (
            "A B,person,owner,,,,03/04/1961,,",
            f"“03/04/1961” may be 1961-03-04 or 1961-04-03: {PLAINER}",
        ),
        ("A B,person,owner,,,,,Nowhere,", "“Nowhere” is no country we know."),
    ],
)
def test_a_cell_that_cannot_be_is_set_aside_and_its_row_comes(row, why, bea, bank):
    line = only(table(bea, f"Blue River Bank,{row}"))

    assert [(fault.why, fault.aside) for fault in line.faults] == [(why, True)]
    assert line.is_new


@pytest.mark.parametrize(("column", "most"), [("office", 200), ("source", 1000), ("numbers", 200)])
def test_a_cell_that_does_not_fit_is_named_and_never_cut(column, most, bea, bank):
    header = f"organisation,name,kind,role,{column}\n"
    row = f"Blue River Bank,A B,person,director,{'x' * (most + 1)}"
    line = only(table(bea, row, header=header))

    assert [(fault.column, fault.aside) for fault in line.faults] == [(column, True)]
    assert line.faults[0].why.endswith(f"…” is longer than {most} characters.")


@pytest.mark.parametrize(
    ("written", "born", "is_set_aside"),
    [
        ("1961", "1961", False),
        ("1961-03", "1961-03", False),
        ("31/12/1961", "1961-12-31", False),
        ("2 March 1961", "1961-03-02", False),
        ("03/04/1961", "", True),
        ("1961-03-02 or 1962", "", True),
        ("1961-02-30", "", True),
        ("1900-01-01", "", True),
    ],
)
def test_a_date_of_birth_is_read_as_one_day_or_set_aside(written, born, is_set_aside, bea, bank):
    line = only(table(bea, f"Blue River Bank,A B,person,owner,,,,{written},,"))

    assert line.who is not None
    assert (line.who.born, bool(line.faults)) == (born, is_set_aside)


def test_nothing_is_written_before_somebody_confirms_and_all_of_it_then(bea, bank):
    source = table(
        bea,
        "Blue River Bank,Wandolin Tarvesk,person,owner,60,,,1961,PY,Register",
        "Blue River Bank,Quendor Star,,vessel,,,,,,Register",
        "Nobody Bank,A B,person,owner,,,,,,",
    )
    assert Tie.objects.count() == 0
    confirmed(source, by=bea)

    made = {tie.name: (tie.role, tie.kind, tie.least, tie.version) for tie in Tie.objects.all()}
    assert made == {
        "Wandolin Tarvesk": ("owner", "person", 60, 1),
        "Quendor Star": ("ship", "ship", None, 1),
    }
    assert {tie.brought_in for tie in Tie.objects.all()} == {source}
    assert Tie.history.count() == 2
    confirmed(source, by=bea)
    assert Tie.objects.count() == 2


def test_who_is_known_already_is_left_out_unless_ticked(bea, bank):
    said = Who(role="owner", kind="person", name="Wandolin TARVESK", source="A letter.")
    actions.add_tie(bank, said, by=bea)
    row = "Blue River Bank,Wandolin Tarvesk,person,owner,,,,,,"
    source = table(bea, row, row.replace("owner", "director"), row.replace("owner", "director"))

    assert [line.is_doubtful for line in lines(source)] == [True, False, True]
    confirmed(source, by=bea, anyway=[2])
    assert sorted(Tie.objects.values_list("role", flat=True)) == ["director", "owner", "owner"]


def test_it_is_undone_while_nobody_has_touched_it(bea, bank):
    source = confirmed(table(bea, "Blue River Bank,A B,person,owner,,,,,,"), by=bea)
    actions.undo_import(source, by=bea)

    assert Import.objects.get().state == "undone"
    assert Tie.objects.get().undone_by == bea
    actions.undo_import(source, by=bea)


def test_it_is_not_undone_once_somebody_has_corrected_one(bea, bank):
    source = confirmed(table(bea, "Blue River Bank,A B,person,owner,,,,,,"), by=bea)
    actions.end_tie(Tie.objects.get(), until=date(2026, 1, 1), by=bea)
    with pytest.raises(actions.NotUntouched):
        actions.undo_import(source, by=bea)

    assert Tie.objects.get().undone_at is None
    page = at_desk_of(bea).get(reverse("registry:preview", args=[source.pk]))
    assert "can't be undone in one go any more" in text(page).replace("&#x27;", "'")


def test_a_value_that_could_not_be_read_is_mended_for_all_of_its_rows(bea, bank):
    row = "Blue River Bank,A B,person,king,,,,,,"
    source = table(bea, row, row.replace("A B", "C D"))
    desk = at_desk_of(bea)
    sent = {"column": "role", "value": "king", "becomes": "director"}
    desk.post(reverse("registry:mend_import", args=[source.pk]), sent)

    assert [line.role for line in lines(Import.objects.get())] == ["Director", "Director"]


def test_the_preview_shows_whom_it_would_put_where_and_what_is_wrong(bea, bank):
    source = table(
        bea,
        "Blue River Bank,Wandolin Tarvesk,person,owner,60,,,1961,PY,Register",
        "Nobody Bank,A B,person,owner,,,,,,",
    )
    desk = at_desk_of(bea)
    shown = text(desk.get(reverse("registry:preview", args=[source.pk])))
    for expected in (
        "1 new tie",
        "Wandolin Tarvesk",
        "Blue River Bank",
        "Paraguay",
        "“Nobody Bank”",
    ):
        assert expected in shown
    done = desk.post(reverse("registry:confirm_import", args=[source.pk]), follow=True)
    assert "1 tie imported." in text(done)
    assert "It brought 1 tie." in text(done)
