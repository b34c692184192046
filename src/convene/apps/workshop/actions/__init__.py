"""Every way in which a draft, and the shortlist of its partners, changes."""

from convene.apps.workshop.actions.drafts import (
    Archived,
    Clashed,
    SharedWithOwner,
    archive,
    create,
    duplicate,
    restore_version,
    save,
    share,
    unarchive,
    unshare,
    use_default_template,
    use_template,
)
from convene.apps.workshop.actions.partners import (
    AlreadyThere,
    Proposed,
    add,
    describe,
    dismiss,
    restore,
)

__all__ = [
    "AlreadyThere",
    "Archived",
    "Clashed",
    "Proposed",
    "SharedWithOwner",
    "add",
    "archive",
    "create",
    "describe",
    "dismiss",
    "duplicate",
    "restore",
    "restore_version",
    "save",
    "share",
    "unarchive",
    "unshare",
    "use_default_template",
    "use_template",
]
