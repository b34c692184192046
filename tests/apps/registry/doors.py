"""Who may do what in the registry."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from convene.apps.accounts.models import Role
from convene.apps.registry import actions
from convene.apps.registry.actions.importing import Table
from convene.apps.registry.models import Organisation
from convene.core.organisations import Content
from convene.core.ties import Who
from tests.apps.doors import ADMINISTRATORS, BUILDERS, OWNER, REVIEWERS, door
from tests.apps.registry.people import organisation, person
from tests.apps.world import Cast

ACTIONS = actions
DAY = date(2026, 1, 1)
OWNED = Who(role="owner", kind="person", name="J", source="J")
TABLE = Table(file_name="a.csv", sha256="", unknown=(), rows=())


def version(organisation: Organisation) -> int:
    return Organisation.objects.get(pk=organisation.pk).version


DOORS = {
    "add_contact": door(
        BUILDERS,
        lambda it, by: actions.add_contact(
            it.bank, name="J", channel="J", consent="J", keep_until=DAY, by=by
        ),
    ),
    "add_tie": door(BUILDERS, lambda it, by: actions.add_tie(it.bank, OWNED, by=by)),
    "bring_in": door(
        BUILDERS,
        lambda it, by: actions.bring_in(
            Content(name="Mine"), open_data_id="cv-9", name="Mine", by=by
        ),
    ),
    "confirm_import": door(
        REVIEWERS | OWNER, lambda it, by: actions.confirm_import(it.source, anyway=(), by=by)
    ),
    "confirm_merge": door(REVIEWERS, lambda it, by: actions.confirm_merge(it.merge, by=by)),
    "correct_tie": door(
        BUILDERS, lambda it, by: actions.correct_tie(it.tie, OWNED, seen=it.tie.version, by=by)
    ),
    "mend_import": door(
        REVIEWERS | OWNER,
        lambda it, by: actions.mend_import(it.source, mends=[("country", "?", "PY")], by=by),
    ),
    "create": door(BUILDERS, lambda it, by: actions.create(Content(name="Mine"), by=by)),
    "decide_sameness": door(
        BUILDERS,
        lambda it, by: actions.decide_sameness(
            {"c": "C", "d": "D"}, same=True, reason="Same.", by=by
        ),
    ),
    "end_tie": door(BUILDERS, lambda it, by: actions.end_tie(it.tie, until=DAY, by=by)),
    "erase_contact": door(
        REVIEWERS | OWNER, lambda it, by: actions.erase_contact(it.contact, by=by)
    ),
    "join": door(
        ADMINISTRATORS,
        lambda it, by: actions.join(it.owner, organisation=it.other, since=DAY, by=by),
    ),
    "leave": door(ADMINISTRATORS, lambda it, by: actions.leave(it.membership, until=DAY, by=by)),
    "link": door(
        BUILDERS, lambda it, by: actions.link(it.bank, open_data_id="cv-9", name="Bank", by=by)
    ),
    "preview_import": door(BUILDERS, lambda it, by: actions.preview_import(TABLE, by=by)),
    "propose_merge": door(
        BUILDERS,
        lambda it, by: actions.propose_merge(it.other, kept=it.bank, reason="Same.", by=by),
    ),
    "record_consent": door(
        BUILDERS,
        lambda it, by: actions.record_consent(
            it.bank, subject="logo", given_by="J", given_on=DAY, evidence="J", by=by
        ),
    ),
    "refuse_merge": door(REVIEWERS | OWNER, lambda it, by: actions.refuse_merge(it.merge, by=by)),
    "save": door(
        BUILDERS,
        lambda it, by: actions.save(it.bank, Content(name="Mine"), seen=version(it.bank), by=by),
    ),
    "split_merge": door(
        REVIEWERS, lambda it, by: actions.split_merge(it.merged, reason="Two.", by=by)
    ),
    "undo_import": door(REVIEWERS | OWNER, lambda it, by: actions.undo_import(it.imported, by=by)),
    "undo_sameness": door(BUILDERS, lambda it, by: actions.undo_sameness(it.sameness, by=by)),
    "undo_tie": door(REVIEWERS | OWNER, lambda it, by: actions.undo_tie(it.tie, by=by)),
    "unlink": door(BUILDERS, lambda it, by: actions.unlink(it.joined, by=by)),
    "withdraw_consent": door(BUILDERS, lambda it, by: actions.withdraw_consent(it.consent, by=by)),
}
ALSO = {
    "erase_contact once its day is over": door(
        BUILDERS, lambda it, by: actions.erase_contact(it.overdue, by=by)
    )
}
INSIDE = {
    "disposing.dispose_of_imports": "Whoever agrees to a disposal is asked there.",
    "ties.bring_ties": "Whoever confirms the table is asked there, and here for ties too.",
    "ties.take_ties_back": "Whoever undoes the import of the table is asked there.",
    **dict.fromkeys(
        (
            "records.fill",
            "records.identifiers",
            "records.imported",
            "records.names",
            "records.told",
        ),
        "It saves nothing; the action that does has asked.",
    ),
}


def things(who: Cast) -> SimpleNamespace:
    owner, ravi = who.owner, person("Ravi", Role.ADMINISTRATOR)
    bank, copy, twin = (organisation(name, by=owner) for name in ("Bank", "Copy", "Twin"))
    said: dict[str, Any] = {"given_by": "J", "given_on": DAY, "evidence": "J"}
    merged = actions.propose_merge(twin, kept=bank, reason="Same.", by=owner)
    imported = actions.preview_import(TABLE, by=owner)
    return SimpleNamespace(
        owner=owner,
        bank=bank,
        other=organisation("Other", by=owner),
        merge=actions.propose_merge(copy, kept=bank, reason="Same.", by=owner),
        merged=actions.confirm_merge(merged, by=ravi),
        source=actions.preview_import(TABLE, by=owner),
        imported=actions.confirm_import(imported, anyway=(), by=owner),
        contact=actions.add_contact(
            bank, name="J", channel="J", consent="J", keep_until=date(2999, 1, 1), by=owner
        ),
        overdue=actions.add_contact(
            bank, name="K", channel="K", consent="K", keep_until=DAY, by=owner
        ),
        consent=actions.record_consent(bank, subject="name", **said, by=owner),
        joined=actions.link(bank, open_data_id="cv-1", name="Bank", by=owner),
        sameness=actions.decide_sameness({"a": "A", "b": "B"}, same=True, reason="S.", by=owner),
        tie=actions.add_tie(bank, OWNED, by=owner),
        membership=actions.join(owner, organisation=bank, since=DAY, by=ravi),
    )
