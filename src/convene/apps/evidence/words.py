"""How it is said that a file is not as it was kept."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ORIGINAL, COPY = "original", "copy"
"""What is kept of a file: as it came, and without its metadata."""
WHOLE, DAMAGED, MISSING, UNREADABLE = "whole", "damaged", "missing", "unreadable"
FOUND = (WHOLE, DAMAGED, MISSING, UNREADABLE)
"""How a file may be found when it is read again."""
HARM: Mapping[str, Promise] = {
    f"{ORIGINAL} {DAMAGED}": _(
        "Damaged: the file that is kept is no longer what was handed in; its hash is another."
    ),
    f"{ORIGINAL} {MISSING}": _("Missing: the file that was handed in is not where it is kept."),
    f"{ORIGINAL} {UNREADABLE}": _("The file that was handed in cannot be read from the disk."),
    f"{COPY} {DAMAGED}": _(
        "Damaged: the copy without metadata is no longer what was made; its hash is another."
    ),
    f"{COPY} {MISSING}": _("Missing: the copy without metadata is not where it is kept."),
    f"{COPY} {UNREADABLE}": _("The copy without metadata cannot be read from the disk."),
}
"""What is wrong with a file, by which of the two it is and how it was found."""
