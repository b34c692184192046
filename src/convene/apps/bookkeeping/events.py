"""What happens with a workbook: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.ground.trail import kind

UPLOADED = kind("bookkeeping.uploaded", _("Brought a workbook of promises."))
APPLIED = kind("bookkeeping.applied", _("Applied the workbook."))
UNDONE = kind("bookkeeping.undone", _("Undid the workbook."))
