"""The page of jobs, as whoever looks after them reads it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.jobs import actions
from convene.apps.jobs.models import LONG, Job
from convene.apps.registry.tasks import build
from tests.apps.jobs import kinds
from tests.apps.registry.people import at_desk_of, person

pytestmark = pytest.mark.django_db
PAGE = "/jobs/"


@pytest.fixture
def ada() -> User:
    return person("Ada", Role.ADMINISTRATOR)


@pytest.fixture
def desk(ada: User) -> Client:
    return at_desk_of(ada)


def cells(page: str) -> list[list[str]]:
    """Return what stands in each row of the table."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.split("<tbody>")[1], flags=re.DOTALL)
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, flags=re.DOTALL)
        ]
        for row in rows
    ]


def running(kind=kinds.alone) -> tuple[Job, actions.Context]:
    actions.ask(kind)
    worker = actions.enlist()
    job = actions.claim(worker, queue=LONG)
    assert job is not None
    return job, actions.Context(job, worker)


def test_before_the_first_job_it_says_what_comes_here(desk):
    page = desk.get(PAGE).content.decode()
    assert "Nothing has been done yet." in page
    assert "<table" not in page
    assert "hx-trigger" not in page


def test_a_job_that_runs_shows_how_far_it_is_and_can_be_cancelled(desk, ada):
    job, context = running()
    context.tell("Looking around", 3, 4)
    page = desk.get(PAGE).content.decode()
    ((title, state, far, when, by, button),) = cells(page)
    assert (title, state, far, by, button) == (
        "Look around",
        "Runs",
        "Looking around: 75 %",
        "Convene",
        "Cancel Look around",
    )
    assert when.startswith("since ")
    assert 'hx-trigger="every 5s"' in page
    answer = desk.post(reverse("jobs:cancel", args=[job.pk]), follow=True)
    assert "It is cancelled. What it had finished stays." in answer.content.decode()
    assert cells(answer.content.decode())[0][1] == "Is being cancelled"
    job.refresh_from_db()
    assert job.cancelled_by == ada


def test_a_job_that_failed_shows_its_last_error(desk):
    job, _ = running(kinds.broken)
    actions.fail(job, ValueError("The <well> is dry."), again=False)
    page = desk.get(PAGE).content.decode()
    ((title, state, *_rest, button),) = cells(page)
    assert (title, state, button) == (
        "Fail",
        "Failed ValueError: The &lt;well&gt; is dry.",
        "",
    )
    assert "Traceback" not in page


def test_an_open_page_asks_for_the_table_alone_and_no_more_once_all_is_over(desk):
    job, _ = running()
    part = desk.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<div")
    assert "<h1" not in part
    actions.succeed(job)
    assert "hx-trigger" not in desk.get(PAGE, headers={"HX-Request": "true"}).content.decode()


def test_what_waits_for_the_night_does_not_keep_a_page_asking(desk):
    actions.ask(kinds.alone, at=timezone.now() + timedelta(hours=3))
    page = desk.get(PAGE).content.decode()
    assert cells(page)[0][3].startswith("from ")
    assert "hx-trigger" not in page


def test_a_build_is_started_from_the_page_once(desk, ada):
    page = desk.get(PAGE).content.decode()
    assert f'action="{reverse("jobs:ask", args=["registry.build"])}"' in page
    assert "Build the snapshot of open data" in page
    answer = desk.post(reverse("jobs:ask", args=["registry.build"]), follow=True)
    assert "It begins as soon as a worker is free." in answer.content.decode()
    (job,) = Job.objects.all()
    assert (job.kind, job.asked_by) == ("registry.build", ada)
    actions.claim(actions.enlist(), queue=LONG)
    again = desk.post(reverse("jobs:ask", args=["registry.build"]), follow=True).content.decode()
    assert "This runs already. You see below how far it is." in again
    assert Job.objects.count() == 1


def test_what_ended_before_it_was_cancelled_says_so(desk):
    job, _ = running()
    actions.succeed(job)
    page = desk.post(reverse("jobs:cancel", args=[job.pk]), follow=True).content.decode()
    assert "It had ended before it could be cancelled." in page


@pytest.mark.parametrize("kind", ["jobs.mail", "test.broken", "nothing"])
def test_only_what_is_meant_to_be_is_started_by_hand(desk, kind):
    assert desk.post(reverse("jobs:ask", args=[kind])).status_code == 404
    assert not Job.objects.exists()


def test_the_menu_leads_there_only_whoever_looks_after_jobs(desk):
    assert f'href="{PAGE}"' in desk.get("/").content.decode()
    builder = at_desk_of(person("Bea"))
    assert f'href="{PAGE}"' not in builder.get("/").content.decode()


def test_a_build_makes_a_snapshot_with_what_people_decided(tmp_path, monkeypatch):
    from convene.corpus import snapshots  # local: most tests here need no corpus

    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    monkeypatch.setattr("convene.corpus.executors._cores", lambda: 1)
    job, context = running(build)
    actions.do(job, worker=context.worker)
    job.refresh_from_db()
    assert (job.last_error, job.row.status) == ("", "SUCCESSFUL")
    assert snapshots.pointer().serving


def test_a_build_that_cannot_be_says_why_and_is_not_tried_again(tmp_path, monkeypatch):
    from convene.corpus import snapshots  # local: most tests here need no corpus

    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    monkeypatch.setattr("convene.corpus.executors._cores", lambda: 1)
    job, context = running(build)
    with snapshots.alone(at=timezone.now()):
        actions.do(job, worker=context.worker)
    job.refresh_from_db()
    assert job.row.status == "FAILED"
    assert job.last_error.startswith("Another build")
