"""Every way in which a draft, and the shortlist of its partners, changes."""

from convene.apps.workshop.actions.checks import answer
from convene.apps.workshop.actions.drafts import (
    Archived,
    Clashed,
    Saved,
    archive,
    create,
    duplicate,
    restore_version,
    save,
    unarchive,
)
from convene.apps.workshop.actions.focal import HasAnotherPart, LetIn, UnclearName, let_in
from convene.apps.workshop.actions.joining import AlreadyIn, CoversOthers, join
from convene.apps.workshop.actions.members import (
    ConsentStands,
    HasLeft,
    consent,
    describe_partner,
    leave,
    take_in,
    withdraw_consent,
)
from convene.apps.workshop.actions.moves import (
    Lapsed,
    NoSuchMove,
    NothingSaid,
    NotOverridable,
    NotYet,
    OwnOverride,
    TooLittle,
    WrongDay,
    agree_override,
    ask_override,
    move,
)
from convene.apps.workshop.actions.partners import (
    AlreadyThere,
    add,
    describe,
    dismiss,
    restore,
)
from convene.apps.workshop.actions.parts import SharedWithOwner, give_part, share, unshare
from convene.apps.workshop.actions.template import use_default_template, use_template
from convene.apps.workshop.queries.partners import Proposed

__all__ = [
    "AlreadyIn",
    "AlreadyThere",
    "Archived",
    "Clashed",
    "ConsentStands",
    "CoversOthers",
    "HasAnotherPart",
    "HasLeft",
    "Lapsed",
    "LetIn",
    "NoSuchMove",
    "NotOverridable",
    "NotYet",
    "NothingSaid",
    "OwnOverride",
    "Proposed",
    "Saved",
    "SharedWithOwner",
    "TooLittle",
    "UnclearName",
    "WrongDay",
    "add",
    "agree_override",
    "answer",
    "archive",
    "ask_override",
    "consent",
    "create",
    "describe",
    "describe_partner",
    "dismiss",
    "duplicate",
    "give_part",
    "join",
    "leave",
    "let_in",
    "move",
    "restore",
    "restore_version",
    "save",
    "share",
    "take_in",
    "unarchive",
    "unshare",
    "use_default_template",
    "use_template",
    "withdraw_consent",
]
