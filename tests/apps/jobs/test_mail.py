"""Mail goes into the outbox, and a worker sends it."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends import locmem
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from convene.apps.jobs import actions, queries
from convene.apps.jobs.models import QUICK, Job
from tests.apps.registry.people import person

pytestmark = pytest.mark.django_db
LOCAL = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "convene.apps.jobs.tasks.Outbox"
    settings.EMAIL_BACKEND_OF_WORKERS = LOCAL
    settings.CAN_SEND_MAIL = True


def do_next() -> Job:
    worker = actions.enlist()
    job = actions.claim(worker, queue=QUICK)
    assert job is not None
    actions.do(job, worker=worker)
    job.refresh_from_db()
    return job


def test_a_link_for_a_new_password_is_sent_by_a_worker_and_kept_nowhere(client, mailoutbox):
    person("Vera")
    client.post(reverse("account_reset_password"), {"email": "vera@example.org"})
    assert mailoutbox == []
    job = do_next()
    assert queries.state(job) == "done"
    (sent,) = mailoutbox
    assert sent.to == ["vera@example.org"]
    assert re.search(r"http://testserver/account/password/reset/key/\S+", sent.body)
    assert job.row.args_kwargs == {"args": [], "kwargs": {}}


def test_a_mail_arrives_as_it_was_written(mailoutbox):
    written = EmailMultiAlternatives(
        "Ça va?",
        "Plain.",
        "from@example.org",
        ["to@example.org"],
        cc=["cc@example.org"],
        bcc=["bcc@example.org"],
        reply_to=["reply@example.org"],
        headers={"X-Why": "test"},
    )
    written.attach_alternative("<p>Rich.</p>", "text/html")
    assert written.send() == 1
    do_next()
    (sent,) = mailoutbox
    names = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers")
    assert [getattr(sent, name) for name in names] == [getattr(written, name) for name in names]
    assert [tuple(each) for each in sent.alternatives] == [("<p>Rich.</p>", "text/html")]


def test_a_mail_with_an_attachment_is_refused_rather_than_sent_without(mailoutbox):
    written = EmailMessage("A", "b", "from@example.org", ["to@example.org"])
    written.attach("a.txt", "text")
    with pytest.raises(NotImplementedError):
        written.send()
    assert not Job.objects.exists()


def test_a_mail_server_that_refuses_is_asked_again(monkeypatch, settings):
    class Closed(BaseEmailBackend):
        def send_messages(self, email_messages):
            raise SMTPServerDisconnected("Connection closed")

    monkeypatch.setattr(locmem, "EmailBackend", Closed)
    EmailMessage("A", "b", "from@example.org", ["to@example.org"]).send()
    job = do_next()
    assert (queries.state(job), job.last_error) == (
        "again",
        "SMTPServerDisconnected: Connection closed",
    )
    assert job.row.args_kwargs["kwargs"]["to"] == ["to@example.org"]
