"""The organisation's own concept paper template."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from convene import disk
from convene.apps.accounts.models import User
from convene.apps.workshop import events
from convene.apps.workshop.models import TemplateUpload
from convene.apps.workshop.queries import template
from convene.documents.template_check import Fault, check_template
from convene.ground.changes import allow, write


@transaction.atomic
def use_template(content: bytes, *, by: User) -> tuple[Fault, ...]:
    """Make a Word file the organisation's own template, or return its faults and change nothing."""
    allow(by, "workshop.change_template")
    if faults := check_template(content):
        return faults
    moment, seal = timezone.now(), sha256(content).hexdigest()
    disk.make(template.folder())
    disk.write(template.place(seal), content)
    upload = TemplateUpload(sha256=seal, by=by, at=moment)
    write(upload, what=events.TEMPLATE_USED, by=by, at=moment, new=True)
    transaction.on_commit(_sweep, robust=True)
    return ()


@transaction.atomic
def use_default_template(*, by: User) -> None:
    """Go back to the template that ships with Convene."""
    allow(by, "workshop.change_template")
    if template.own() is not None:
        moment = timezone.now()
        write(
            TemplateUpload(by=by, at=moment), what=events.TEMPLATE_LEFT, by=by, at=moment, new=True
        )
        transaction.on_commit(_sweep, robust=True)


def _sweep() -> None:
    """Remove the files of templates that nobody uses any more."""
    kept = template.own()
    for file in template.folder().glob("*.docx"):
        if file != kept:
            file.unlink(missing_ok=True)
