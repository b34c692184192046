"""Codes that the tables of ways and lessons know, with the words for them."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from convene.apps.workshop.words import Check
from convene.apps.workshop.words import State as Where


class State(models.TextChoices):
    """Where a way is; what it may become is in `core/ways.py`."""

    OPEN = "open", _("Not planned yet")
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    LEFT_OUT = "left_out", _("Left out")


CHECKS: Mapping[str, Check] = {"W4": Check.CIVIL_SOCIETY}
"""The check of an alliance that says whether a way was gone. It is answered there, not here."""


class LessonState(models.TextChoices):
    """Where a lesson of one's own is: each step is somebody's act."""

    DRAFT = "draft", _("Draft")
    REVIEWED = "reviewed", _("Reviewed")
    SHARED = "shared", _("Shared here")


class Stage(models.TextChoices):
    """When on the path of an alliance a lesson matters most."""

    SEEK = "seek", _("While partners are sought")
    APPROACH = "approach", _("When partners are approached and vetted")
    AGREE = "agree", _("When the work is designed and agreed")
    RUN = "run", _("While it runs, and when it ends")


STAGES: Mapping[str, Stage] = {
    **dict.fromkeys(("L01", "L08", "L09", "L14", "L15"), Stage.SEEK),
    **dict.fromkeys(("L04", "L05", "L06", "L07", "L10", "L11"), Stage.APPROACH),
    **dict.fromkeys(("L02", "L03", "L12", "L13", "L16", "L17"), Stage.AGREE),
    **dict.fromkeys(("L18", "L19"), Stage.RUN),
}
"""When each lesson of the guide matters most: our reading. Any other matters from the start."""
NOW: Mapping[str, Stage] = {
    **dict.fromkeys((Where.IDEA, Where.SCOPING, Where.CONCEPT), Stage.SEEK),
    **dict.fromkeys((Where.ENGAGEMENT, Where.DILIGENCE), Stage.APPROACH),
    **dict.fromkeys((Where.DESIGN, Where.AGREEMENT), Stage.AGREE),
    **dict.fromkeys((Where.ACTIVE, Where.CLOSING, Where.CLOSED), Stage.RUN),
}
"""The stage of each state of an alliance that goes on."""
TRIGGERS: Mapping[str, object] = {
    "always": _("in every alliance"),
    "location_specific": _("a place matters to it"),
    "municipal": _("a city or a district is in it"),
    "high_level_access": _("somebody high up has to be reached"),
    "unconvinced_company": _("a company sees no gain"),
    "large_company": _("a large company is in it"),
    "capacity_building": _("people are trained"),
    "neutral_broker_needed": _("somebody neutral has to stand between"),
    "social_media": _("social media carry the work"),
    "partner_search": _("partners are sought"),
    "company_funds_services": _("a company pays for public services"),
}
"""What a lesson may depend on besides the traits that the guide's words name: ours."""
