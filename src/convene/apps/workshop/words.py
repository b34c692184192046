"""States of an alliance and the other codes that its tables know, with the words for them."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convene.packs import guide


class State(models.TextChoices):
    """Where an alliance is. Which moves there are, and what each asks for, is in
    `packs/alliances`.
    """

    IDEA = "idea", _("Idea")
    SCOPING = "scoping", _("Scoping")
    CONCEPT = "concept", _("Concept")
    ENGAGEMENT = "partner_engagement", _("Partner engagement")
    DILIGENCE = "due_diligence", _("Due diligence")
    DESIGN = "design", _("Design")
    AGREEMENT = "agreement", _("Agreement")
    ACTIVE = "active", _("Active")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")
    SUSPENDED = "suspended", _("Suspended")
    ABANDONED = "abandoned", _("Abandoned")
    TERMINATED = "terminated", _("Terminated")


class PartnerRole(models.TextChoices):
    """What a partner does in an alliance; it may do several of these."""

    FUNDING = "funding", _("Funding")
    ACCOUNTABLE = "accountable", _("Accountable")
    ADVISING = "advising", _("Advising")
    IMPLEMENTING = "implementing", _("Implementing")
    MONITORING = "monitoring", _("Monitoring")


class Origin(models.TextChoices):
    """Whose money it is. Public money is never private leverage; nothing said is no answer."""

    PRIVATE = "private", _("Private")
    PUBLIC = "public", _("Public")
    CIVIL = "civil", _("Civil society")
    MULTILATERAL = "multilateral", _("Multilateral")


class Conflicts(models.TextChoices):
    """Whether a partner has been asked for conflicts of interest, and what it said."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    NONE = "none", _("Declared none")
    SOME = "some", _("Declared some")


class ConsentTo(models.TextChoices):
    """What a partner may consent to being shown, each by itself."""

    NAME = "name", _("Its name")
    LOGO = "logo", _("Its logo")
    AMOUNTS = "amounts", _("Its amounts")
    DOCUMENTS = "documents", _("Documents")
    QUOTATION = "quotation", _("Quotation")
    PHOTOGRAPHS = "photographs", _("Photographs")


class ConsentForm(models.TextChoices):
    """In what form somebody consented."""

    SIGNED = "signed", _("Signed paper")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")
    SPOKEN = "spoken", _("Spoken, noted here")
    HERE = "here", _("Here, signed in")


class Check(models.TextChoices):
    """What people are asked of an alliance before its gates open, each answered with a note. Q1 to
    Q6 are the questions of its guide that help to find a partner, in the guide's own words.
    """

    Q1 = "Q1", _("Finding partners, question 1")
    Q2 = "Q2", _("Finding partners, question 2")
    Q3 = "Q3", _("Finding partners, question 3")
    Q4 = "Q4", _("Finding partners, question 4")
    Q5 = "Q5", _("Finding partners, question 5")
    Q6 = "Q6", _("Finding partners, question 6")
    CIVIL_SOCIETY = "civil_society", _("Has somebody met with civil society about it?")
    INCLUSION = "inclusion", _("Has somebody asked who could be left out?")
    HARM = "harm", _("Has somebody checked that the work does no harm?")
    TECHNOLOGY = "technology", _("Does the work use digital technology?")
    DIGITAL_RISK = "digital_risk", _("Have the risks of that technology been reviewed?")
    EXIT_PLAN = "exit_plan", _("Is it written down who inherits what when it ends?")
    ASSETS = "assets", _("Is what the alliance owns handed over?")
    LESSONS = "lessons", _("Are the lessons written down?")
    FINAL_REPORT = "final_report", _("Is the final report there?")
    PERSONAL_DATA = "personal_data", _("Are personal data that nobody needs any more disposed of?")


class Said(models.TextChoices):
    """An answer to a check. What was never asked has none."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Asked, and nobody knows yet")
    NOT_SAID = "not_said", _("Taken back: not known")


class TaskState(models.TextChoices):
    """How far a task is that has no parts; one that has is as far as they are."""

    TO_DO = "to_do", _("To do")
    DOING = "doing", _("Doing")
    DONE = "done", _("Done")


class Ready(models.TextChoices):
    """Whether a company person could say what they would do. What nobody asked is no “no”."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    YES = "yes", _("Yes")
    NOT_YET = "not_yet", _("Not yet")


def kind_of(code: str) -> str:
    """Return what a kind of contribution is called; its code where the guide has none."""
    title = next((kind.title for kind in guide().contributions if kind.id == code), code)
    return gettext(title) if title else ""
