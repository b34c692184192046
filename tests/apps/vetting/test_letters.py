"""Letters to a partner: what they say, and that none is called sent before a server took it."""

from datetime import date, timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.jobs import actions as jobs
from convene.apps.jobs.models import QUICK
from convene.apps.registry import actions as registry
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case, Letter, Sending
from convene.apps.vetting.queries import letters
from convene.core.diligence import State
from tests.apps.vetting.people import at_desk_of, cleared, in_review, now, opened, partner, person
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
UNTIL = date(2027, 1, 31)


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages):
        raise OSError("550 no such mailbox")


@pytest.fixture(autouse=True)
def mail(settings):
    settings.EMAIL_BACKEND_OF_WORKERS = "django.core.mail.backends.locmem.EmailBackend"


def do_next() -> None:
    worker = jobs.enlist()
    job = jobs.claim(worker, queue=QUICK)
    assert job is not None
    jobs.do(job, worker=worker)


def declined(builder, reviewer, approver) -> Case:
    case = in_review(by=builder, assessor=reviewer)
    return actions.decide(case, decision=State.DECLINED, reason="Secret source.", by=approver)


def written(case: Case, by, **more) -> Letter:
    told = {"addressee": "The board", "reply_until": UNTIL, "language": "en", **more}
    return actions.write_letter(now(case), by=by, **told)


def test_a_decision_letter_says_the_decision_and_until_when_they_may_reply(
    builder, reviewer, approver
):
    letter = written(declined(builder, reviewer, approver), reviewer, note="The permits ended.")
    assert letter.subject == "What we decided about Blue River Bank"
    assert letter.body == (
        "To The board:\n\n"
        "We have looked into Blue River Bank as a partner for this work: Open tenders in Paraguay\n\n"
        "We will not work with you on it.\n\n"
        "The permits ended.\n\n"
        "You may reply to this until 31 January 2027: say what you think is wrong, and send what"
        " shows it. A reply is kept with the case and read by people who decide.\n\n"
        "Rita\nReviewer"
    )
    assert list(letters.sendings(letter)) == ["Not sent by mail: no address was given."]


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("es", "Lo que hemos decidido sobre Blue River Bank"),
        ("fr", "Ce que nous avons décidé au sujet de Blue River Bank"),
    ],
)
def test_it_is_written_in_the_language_of_the_partner(
    builder, reviewer, approver, language, subject
):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    assert written(case, reviewer, language=language).subject == subject


def test_before_a_decision_it_asks_what_is_open_and_nothing_else_is_written(builder, reviewer):
    case = opened(by=builder)
    with pytest.raises(actions.NotNow):
        written(case, reviewer)
    actions.ask_reply(case, question="Is it your mine?", by=builder)
    letter = written(case, reviewer)
    assert (letter.kind, "– Is it your mine?" in letter.body) == ("questions", True)


def test_it_is_called_sent_once_the_mail_server_took_it(builder, reviewer, approver, mailoutbox):
    letter = written(declined(builder, reviewer, approver), reviewer, to="board@example.org")
    assert list(letters.sendings(letter)) == ["Not sent yet: it waits for the mail server."]
    do_next()
    (message,), sending = mailoutbox, Sending.objects.get()
    assert (message.to, message.body) == (["board@example.org"], letter.body)
    assert message.extra_headers["Message-ID"] == sending.message_id
    (told,) = letters.sendings(now_of(letter))
    assert told.startswith("Sent: the mail server took it on")
    with pytest.raises(actions.NotNow):
        actions.send_letter(letter, by=reviewer)


def now_of(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def test_what_was_refused_is_kept_and_shown_and_can_be_sent_again(
    builder, reviewer, approver, settings, mailoutbox
):
    case = declined(builder, reviewer, approver)
    letter = written(case, reviewer, to="board@example.org")
    settings.EMAIL_BACKEND_OF_WORKERS = "tests.apps.vetting.test_letters.Refusing"
    do_next()
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "550 no such mailbox" in page
    assert "Send it again" in page
    settings.EMAIL_BACKEND_OF_WORKERS = "django.core.mail.backends.locmem.EmailBackend"
    actions.send_letter(letter, by=reviewer)
    do_next()
    assert list(Sending.objects.values_list("taken", flat=True)) == [False, True]
    assert len(mailoutbox) == 1


def test_a_letter_and_its_sending_stay_what_they_were(builder, reviewer, approver):
    letter = written(declined(builder, reviewer, approver), reviewer)
    with (
        pytest.raises(DatabaseError, match="vetting_letter_is_only_added_to"),
        transaction.atomic(),
    ):
        Letter.objects.filter(pk=letter.pk).update(body="We will.")
    actions.note_sending(letter, message_id="<1@x>", refusal="550")
    with (
        pytest.raises(DatabaseError, match="vetting_sending_is_only_added_to"),
        transaction.atomic(),
    ):
        Sending.objects.update(taken=True, said="")


def test_the_form_gives_three_weeks_and_no_day_that_is_over(builder, reviewer, approver):
    case = declined(builder, reviewer, approver)
    address, desk = reverse("vetting:write_letter", args=[case.pk]), at_desk_of(reviewer)
    soon = timezone.localdate() + timedelta(days=21)
    assert soon.isoformat() in desk.get(address).content.decode()
    sent = {"addressee": "The board", "language": "en", "reply_until": timezone.localdate()}
    assert "at least until tomorrow" in desk.post(address, sent).content.decode()
    desk.post(address, {**sent, "reply_until": soon})
    assert Letter.objects.get().reply_until == soon
    assert (
        desk.get(reverse("vetting:letter", args=[case.pk, Letter.objects.get().pk])).content[:4]
        == b"%PDF"
    )


def test_a_letter_that_asks_gives_the_day_of_the_question_and_speaks_of_no_decision(
    builder, reviewer
):
    case = opened(by=builder)
    first, later = (timezone.localdate() + timedelta(days=days) for days in (9, 30))
    actions.ask_reply(case, question="Who owns it?", due_on=later, by=builder)
    actions.ask_reply(case, question="Is it your mine?", due_on=first, by=builder)
    form = at_desk_of(reviewer).get(reverse("vetting:write_letter", args=[case.pk]))
    assert first.isoformat() in form.content.decode()
    letter = written(case, reviewer)
    assert letter.reply_until == first
    assert letter.body == (
        "To The board:\n\n"
        "We are looking into Blue River Bank as a partner for this work: Open tenders in Paraguay\n\n"
        "Please tell us what you say to this:\n– Who owns it?\n– Is it your mine?\n\n"
        f"Please reply by {first.day} {first:%B %Y}. A reply is kept with the case and read by"
        " people who decide.\n\n"
        "Rita\nReviewer"
    )


def test_a_decision_that_asks_too_gives_one_day(builder, reviewer, approver):
    case = declined(builder, reviewer, approver)
    due = timezone.localdate() + timedelta(days=9)
    actions.ask_reply(now(case), question="Were the fines paid?", due_on=due, by=builder)
    letter = written(case, reviewer)
    assert letter.reply_until == due
    assert f"You may reply to this until {due.day} {due:%B %Y}: say what" in letter.body


def test_a_question_whose_day_is_over_is_asked_in_no_letter(builder, reviewer):
    case = opened(by=builder)
    reply = actions.ask_reply(case, question="Is it your mine?", by=builder)
    with unguarded():
        type(reply).objects.update(due_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(actions.NotNow):
        written(case, reviewer)


def test_a_letter_is_signed_with_name_role_and_organisation(builder, reviewer, approver):
    today = timezone.localdate()
    olga, ours = person("Olga", Role.ADMINISTRATOR), partner("Quern Foundation")
    registry.join(reviewer, organisation=ours, since=today, by=olga)
    case = declined(builder, reviewer, approver)
    assert written(case, reviewer).body.endswith("\n\nRita\nReviewer\nQuern Foundation")
    assert written(case, reviewer, language="fr").body.endswith(
        "\n\nRita\nRelecteur\nQuern Foundation"
    )
