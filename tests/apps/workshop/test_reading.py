"""What people see of drafts: the list, one draft, its history, sharing."""

from dataclasses import replace

import pytest
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import drafts
from convene.core.draft import Ask, Draft
from convene.core.request import Request
from tests.apps.workshop.people import (
    OPEN_TENDERS,
    at_desk_of,
    draft_of,
    edits_too,
    person,
    standing,
    version,
)
from tests.flat import flat

pytestmark = pytest.mark.django_db


def page(desk, name, alliance):
    return flat(desk.get(reverse(f"workshop:{name}", args=[alliance.pk])).content.decode())


def plain(draft):
    return replace(draft, tasks=(), asks=())


def test_own_shared_and_archived_drafts_lie_on_their_own_shelves():
    olga, rita = person("Olga"), person("Rita")
    own, shared, archived = (
        draft_of(olga, Draft(title=title)) for title in ("Own", "Shared", "Archived")
    )
    actions.share(shared, person=rita, may_edit=False, by=olga)
    actions.archive(archived, by=olga)
    assert [str(alliance) for alliance in drafts.shelf(olga)] == ["Shared", "Own"]
    assert [str(alliance) for alliance in drafts.shelf(olga, show="archived")] == ["Archived"]
    assert [str(alliance) for alliance in drafts.shelf(rita, show="shared")] == ["Shared"]
    assert not drafts.shelf(rita).exists()
    assert own.title in at_desk_of(olga).get(reverse("workshop:drafts")).content.decode()


def test_looking_finds_every_word_in_title_or_place():
    owner = person("Olga")
    for title, place in (
        ("Open tenders", "Asunción"),
        ("Open courts", "Lima"),
        ("Clean water", "Asunción"),
    ):
        draft_of(owner, Draft(title=title, place=place))
    assert [str(alliance) for alliance in drafts.shelf(owner, words="open lima")] == ["Open courts"]
    assert (
        "No draft here has"
        in at_desk_of(owner).get(reverse("workshop:drafts"), {"q": "nothing"}).content.decode()
    )


def test_an_empty_list_says_what_it_is_for_and_where_to_start():
    shown = at_desk_of(person("Olga")).get(reverse("workshop:drafts")).content.decode()
    assert "A draft keeps an answer of the guide" in shown
    assert reverse("finder:ask") in shown


@pytest.mark.parametrize("number", [1, 30])
def test_a_long_list_asks_the_database_no_more_often(number, django_assert_max_num_queries):
    olga, rita = person("Olga"), person("Rita")
    for _ in range(number):
        actions.share(draft_of(olga, Draft(title="Draft")), person=rita, may_edit=False, by=olga)
    for who, show in ((olga, "own"), (rita, "shared")):
        desk = at_desk_of(who)
        with django_assert_max_num_queries(7):
            desk.get(reverse("workshop:drafts"), {"show": show})


def test_a_list_is_read_page_by_page():
    owner = person("Olga")
    for number in range(21):
        draft_of(owner, Draft(title=f"Draft {number:02}"))
    desk = at_desk_of(owner)
    assert "Draft 00" not in desk.get(reverse("workshop:drafts")).content.decode()
    assert "Draft 00" in desk.get(reverse("workshop:drafts"), {"page": "2"}).content.decode()
    assert desk.get(reverse("workshop:drafts"), {"page": "x", "show": "x"}).status_code == 200


def test_a_draft_shows_all_that_was_written_and_the_advice_it_rests_on():
    owner = person("Olga")
    shown = page(at_desk_of(owner), "draft", draft_of(owner))
    for text in (
        "Open tenders in Paraguay",
        "Asunción, Paraguay",
        "It worked in Chile.",
        "Publish tenders",
        "A university",
        "Chamber of commerce",
        "Twenty courses",
        "In kind, with a value",
        "Supporting good governance",
        "What others learned",
        "only you see it",
    ):
        assert text in shown
    assert '<dl class="facts" lang="en">' in shown


def test_what_nobody_wrote_reads_to_complete():
    owner = person("Olga")
    shown = page(at_desk_of(owner), "draft", draft_of(owner, Draft(title="Only a title")))
    assert shown.count("to complete</span>") == 6
    assert "Say what the problem is" in shown


def test_the_next_step_follows_the_work():
    owner = person("Olga")
    without_champion = replace(OPEN_TENDERS, tasks=(replace(OPEN_TENDERS.tasks[0], champion=""),))
    assert "Say who could champion a task." in page(
        at_desk_of(owner), "draft", draft_of(owner, without_champion)
    )
    assert "The main parts are written." in page(
        at_desk_of(owner), "draft", draft_of(owner, plain_ids(OPEN_TENDERS))
    )


def plain_ids(draft):
    """Return the same draft with other rows, so that both can be saved."""
    return replace(
        draft,
        tasks=tuple(replace(task, id=task.id.replace("-4", "-5")) for task in draft.tasks),
        asks=tuple(replace(ask, id=ask.id.replace("-4", "-5")) for ask in draft.asks),
    )


def test_a_guide_that_went_and_codes_it_lost_are_said():
    owner = person("Olga")
    gone = draft_of(owner, plain(replace(OPEN_TENDERS, pack="gone")))
    assert "no longer installed here" in page(at_desk_of(owner), "draft", gone)
    assert at_desk_of(owner).get(reverse("workshop:edit", args=[gone.pk])).status_code == 200
    lost = draft_of(owner, plain(replace(OPEN_TENDERS, request=Request(challenges=("dragons",)))))
    assert "<code>dragons</code>" in page(at_desk_of(owner), "draft", lost)


def test_what_people_type_is_shown_as_text():
    owner = person("Olga")
    text = "<script>alert(1)</script>"
    ask = Ask(id=OPEN_TENDERS.asks[0].id, who=text, kind="cash", contribution=text[:50], note=text)
    alliance = draft_of(
        owner,
        replace(
            OPEN_TENDERS,
            title=text,
            place=text,
            problem=text,
            notes=text,
            model=text[:50],
            asks=(ask,),
        ),
    )
    actions.save(
        alliance,
        shown=standing(alliance),
        mine=replace(standing(alliance), title=text * 2),
        by=owner,
    )
    for name in ("draft", "edit", "history", "share"):
        assert "<script>alert" not in page(at_desk_of(owner), name, alliance)


def test_history_names_who_what_before_and_after():
    owner = person("Olga")
    alliance = draft_of(owner)
    edith = edits_too(alliance)
    tasks = (replace(OPEN_TENDERS.tasks[0], champion="A newspaper"),)
    actions.save(
        alliance,
        shown=OPEN_TENDERS,
        mine=replace(OPEN_TENDERS, model="M2", country="CL", tasks=tasks),
        by=edith,
    )
    found = at_desk_of(owner).get(reverse("workshop:history", args=[alliance.pk]))
    changes = found.context["page"][0].changes
    assert [(change.label, change.before, change.after) for change in changes] == [
        ("Country", "Paraguay", "Chile"),
        ("Kind of alliance", "Supporting good governance", "Strengthening municipal governments"),
        ("Task “Publish tenders”, champion", "", "A newspaper"),
        ("Task", "Train staff – A university", "(removed)"),
    ]
    assert "Edith" in found.content.decode()


def test_going_back_to_a_version_from_the_history_page():
    owner = person("Olga")
    alliance = draft_of(owner)
    first = version(alliance)
    actions.save(alliance, shown=OPEN_TENDERS, mine=replace(OPEN_TENDERS, title="Other"), by=owner)
    desk = at_desk_of(owner)
    assert page(desk, "history", alliance).count("Go back to this version") == 1
    desk.post(reverse("workshop:restore_version", args=[alliance.pk, first]))
    assert standing(alliance) == OPEN_TENDERS
    assert (
        desk.post(reverse("workshop:restore_version", args=[alliance.pk, 999999])).status_code
        == 404
    )


def test_a_version_of_another_draft_cant_be_brought_here():
    olga, otto = person("Olga"), person("Otto")
    private = draft_of(olga)
    actions.save(private, shown=OPEN_TENDERS, mine=replace(OPEN_TENDERS, title="x"), by=olga)
    own = draft_of(otto, Draft(title="Otto's"))
    answer = at_desk_of(otto).post(
        reverse("workshop:restore_version", args=[own.pk, version(private)])
    )
    assert answer.status_code == 404
    assert standing(own) == Draft(title="Otto's")


def test_archiving_and_bringing_back():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    desk.post(reverse("workshop:archive", args=[alliance.pk]))
    shown = page(desk, "draft", alliance)
    assert "Archived by Olga" in shown
    assert reverse("workshop:edit", args=[alliance.pk]) not in shown
    desk.post(reverse("workshop:unarchive", args=[alliance.pk]))
    assert Alliance.objects.get().archived_at is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "rita@example.org"}, "Shared with Rita."),
        ({"email": "RITA@example.org", "may_edit": "on"}, "Shared with Rita."),
        ({"email": "nobody@example.org"}, "Nobody has an account under this address."),
        ({"email": "olga@example.org"}, "This draft is already yours."),
        ({"email": "vera@example.org"}, "Shared with Vera."),
        ({"email": "vera@example.org", "may_edit": "on"}, "role is to view only"),
        ({"email": "rita"}, "Enter a valid email address."),
    ],
)
def test_sharing(typed, said):
    owner = person("Olga")
    person("Rita")
    person("Vera", Role.VIEWER)
    alliance = draft_of(owner)
    answer = at_desk_of(owner).post(
        reverse("workshop:share", args=[alliance.pk]), typed, follow=True
    )
    assert said in answer.content.decode()


def test_a_copy_opens_after_duplicating():
    owner = person("Olga")
    answer = at_desk_of(owner).post(
        reverse("workshop:duplicate", args=[draft_of(owner).pk]), follow=True
    )
    assert "Copy of Open tenders in Paraguay" in answer.content.decode()


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_page_opens_in_every_language(language):
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    desk.cookies["django_language"] = language
    for name in ("draft", "edit", "history", "share"):
        assert f'<html lang="{language}"' in page(desk, name, alliance)
