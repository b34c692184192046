"""A file too large to wait for is written by a worker, and is for whoever asked for it alone."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene import disk
from convene.apps.accounts.models import Role
from convene.apps.finder import exports
from convene.apps.jobs import actions
from convene.apps.jobs.models import LONG, Job
from tests.apps.registry.people import at_desk_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("serving")]
ASKED = "/records/export.csv?q=water"
GONE = "This file is not there any more."


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch):
    monkeypatch.setattr(exports, "LARGE", 0)


@pytest.fixture
def desk() -> Client:
    return at_desk_of(person("Vera", Role.VIEWER))


def work() -> Job:
    worker = actions.enlist()
    job = actions.claim(worker, queue=LONG)
    assert job is not None
    actions.do(job, worker=worker)
    job.refresh_from_db()
    return job


def test_it_is_asked_for_written_and_fetched(desk, monkeypatch):
    page = desk.get(ASKED, follow=True)
    (job,) = Job.objects.all()
    assert page.redirect_chain == [(f"/records/exports/{job.pk}/", 302)]
    assert "Waits" in page.content.decode()
    assert 'hx-trigger="every 2s"' in page.content.decode()
    assert desk.get(reverse("finder:exported_file", args=[job.pk])).status_code == 404

    done = work()
    assert (done.last_error, done.row.status) == ("", "SUCCESSFUL")
    part = desk.get(page.redirect_chain[0][0], headers={"HX-Request": "true"}).content.decode()
    assert "Download the file" in part
    assert "hx-trigger" not in part
    assert "<h1" not in part
    answer = desk.get(reverse("finder:exported_file", args=[job.pk]))
    written = b"".join(answer.streaming_content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="records.csv"'
    assert answer.headers["Content-Type"].startswith("text/csv")
    monkeypatch.setattr(exports, "LARGE", 5_000)
    assert written == desk.get(ASKED).content


def test_it_is_kept_where_only_its_owner_reads_and_let_go_after_a_while(desk):
    desk.get(ASKED)
    kept = exports.kept(work().pk)
    assert kept is not None
    assert (kept.stat().st_mode & 0o777, kept.parent) == (0o600, disk.data() / "exports")
    exports.let_go(before=timezone.now() - timedelta(days=7))
    assert kept.exists()
    exports.let_go(before=timezone.now() + timedelta(seconds=1))
    assert not kept.exists()


@pytest.mark.parametrize("page", ["exported", "exported_file"])
def test_it_is_not_there_for_anybody_else(desk, page):
    desk.get(ASKED)
    job = work()
    administrator = at_desk_of(person("Ada", Role.ADMINISTRATOR))
    answer = administrator.get(reverse(f"finder:{page}", args=[job.pk]))
    assert answer.status_code == 404
    assert GONE in answer.content.decode()


def test_whoever_asked_may_cancel_it_and_nobody_else(desk):
    desk.get(ASKED)
    (job,) = Job.objects.all()
    where = reverse("finder:stop_export", args=[job.pk])
    assert at_desk_of(person("Bea")).post(where).status_code == 404
    page = desk.post(where, follow=True).content.decode()
    assert "Cancelled" in page
    assert "hx-trigger" not in page
    assert desk.post(where).status_code == 302


def test_it_says_why_there_is_no_file(desk, tmp_path, monkeypatch):
    desk.get(ASKED)
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    job = work()
    assert job.row.status == "FAILED"
    assert job.failures == 1
    why = "No open data has been built yet. `convene build` builds it from what is loaded."
    assert job.last_error == why
    page = desk.get(reverse("finder:exported", args=[job.pk])).content.decode()
    assert why in page


@pytest.mark.disaster
@pytest.mark.parametrize(("module", "step"), [(os, "fsync"), (Path, "replace")])
def test_where_the_disk_is_full_nothing_stays_and_it_is_said_and_works_when_asked_again(
    module, step, desk, monkeypatch
):
    desk.get(ASKED)
    with monkeypatch.context() as failing:
        failing.setattr(module, step, full)
        job = work()
    assert (job.row.status, job.failures, exports.kept(job.pk)) == ("FAILED", 1, None)
    assert list((disk.data() / "exports").glob(f"*{job.pk}*")) == []
    page = desk.get(reverse("finder:exported", args=[job.pk])).content.decode()
    assert "The disk is full, so nothing was kept." in page
    desk.get(ASKED)
    assert exports.kept(work().pk) is not None


def full(*_given: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_only_administrators_should_see_is_not_told(desk):
    desk.get(ASKED)
    worker = actions.enlist()
    job = actions.claim(worker, queue=LONG)
    assert job is not None
    actions.fail(job, OSError("/srv/secret/exports is full"), again=False)
    page = desk.get(reverse("finder:exported", args=[job.pk])).content.decode()
    assert "The file could not be written." in page
    assert "secret" not in page


def test_a_job_of_another_kind_is_no_file(desk):
    from convene.apps.registry.tasks import build  # local: only this asks for one

    ada = person("Ada", Role.ADMINISTRATOR)
    job = actions.ask(build, by=ada)
    assert at_desk_of(ada).get(reverse("finder:exported", args=[job.pk])).status_code == 404
