"""Letters to people outside: written once, word for word, and called sent only when a mail server
took them. An app adds what each is about, and its own constraints.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import make_msgid
from django.db import models
from django.utils.translation import gettext_lazy as _


class SendsNoMail(Exception):
    """This installation sends no mail: a letter is copied by whoever writes it."""


class Taken(Exception):
    """A mail server has taken it already."""


class Written(models.Model):
    """A letter as it goes out, to whom, in which language, and who wrote it when."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(max_length=400)
    body = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def last_sending(self) -> Any:
        """The last try to send it, if there was one."""
        sendings: list[Any] = list(self.sendings.all())  # type: ignore[attr-defined]  # the app's
        return sendings[-1] if sendings else None


class Try(models.Model):
    """One try to send a letter. `taken` says that the mail server took it, which is the proof of
    sending; `said` is what was answered where it did not.
    """

    message_id = models.CharField(max_length=255)
    taken = models.BooleanField()
    said = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True


def monday(day: date) -> date:
    """Return the Monday that names the week of a day."""
    return day - timedelta(days=day.weekday())


def post(subject: str, body: str, *, to: str, note: Callable[..., object]) -> None:
    """Send a letter and let `note` keep its number, with the refusal where no mail server took it.
    Raises OSError where it may be tried again.
    """
    number = make_msgid()
    message = EmailMessage(
        subject,
        body,
        to=[to],
        headers={"Message-ID": number},
        connection=get_connection(settings.EMAIL_BACKEND_OF_WORKERS),
    )
    try:
        taken = message.send()
    except OSError as error:  # smtplib's errors are some of these
        note(message_id=number, refusal=str(error) or type(error).__name__)
        raise
    note(message_id=number, refusal="" if taken else str(_("nobody took it")))
