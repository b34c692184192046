"""What the database asks before a case is disposed of: that it is over, past its day, remembered
long enough and under no legal hold. Nothing of it is deleted in any other way.
"""

from convene.apps.registry.guards import held
from convene.apps.retention.guards import HELD, SLACK, days, disposing, of_what_is_gone, plain
from convene.apps.retention.guards import stays as kept
from convene.core import diligence
from convene.core.retention import REMEMBERED
from convene.ground.guards import Guard

CASE = "vetting.case"
_CLOSED = ", ".join(f"'{state}'" for state in sorted(diligence.CLOSED))
_END = "COALESCE(k.valid_until, date(k.decided_at))"
_REMEMBERED = (
    "(k.state = 'declined' OR EXISTS (SELECT 1 FROM vetting_hit m"
    " WHERE m.case_id = k.id AND m.state = 'true_match'))"
)
_ITEMS = "SELECT 1 FROM retention_item i"
_OF_THIS = "WHERE i.disposal_id = NEW.id"
WITH_IT = (
    ("evidence_goes_with_its_case", "evidence.evidence", "exhibit", "evidence_id"),
    ("an_alert_goes_with_its_case", "inbox.alert", "casealert", "alert_id"),
    (
        "a_declaration_goes_with_its_case",
        "declarations.declaration",
        "casedeclaration",
        "declaration_id",
    ),
)
"""Which records of other apps go with a case, and the tables that say so."""


def _held(case: str) -> str:
    """Return the condition that a case, or its partner, is under legal hold."""
    return (
        f"EXISTS (SELECT 1 FROM retention_hold h WHERE h.state IN {HELD}"  # noqa: S608 - made of constants
        f" AND h.kind = '{CASE}' AND h.record = {case}.id) OR {held(f'{case}.organisation_id')}"
    )


def leaves(case: str) -> str:
    """Return the condition that a case is being disposed of in this very transaction."""
    return disposing(CASE, case)


def stays(name: str, table: str) -> Guard:
    """Rows of a case are deleted with it, or never."""
    return kept(name, f"vetting_{table}", kind=CASE, record="OLD.case_id")


def of_a_disposal() -> tuple[Guard, ...]:
    too_early = (
        f"{days('i.kept_until')} + {SLACK} < {days(_END)} + NEW.years * 372"
        f" OR ({_REMEMBERED}"
        f" AND {days('i.kept_until')} + {SLACK} < {days(_END)} + {REMEMBERED // 12 * 372})"
    )
    return (
        kept("a_case_is_never_deleted", "vetting_case", kind=CASE),
        Guard(
            name="a_case_under_legal_hold_is_never_deleted",
            table="vetting_case",
            event="DELETE",
            refused=_held("OLD"),
        ),
        of_what_is_gone("a_certificate_waits_for_cases_to_be_gone", "vetting_case", kind=CASE),
        _refusing(
            "a_case_is_not_disposed_of_before_its_day",
            f"LEFT JOIN vetting_case k ON {plain('k.id')} = i.record"
            f" {_OF_THIS} AND i.kind = '{CASE}'"
            f" AND (k.id IS NULL OR k.state NOT IN ({_CLOSED}) OR {too_early})",
        ),
        agreed_with("a_case_under_legal_hold_stays", _held("k")),
        *(
            _with_its_case(name, kind, f"vetting_{table}", key)
            for name, kind, table, key in WITH_IT
        ),
    )


def agreed_with(name: str, case: str) -> Guard:
    """Refuse to agree to a disposal with a case, `k`, that meets a condition."""
    return _refusing(
        name,
        f"JOIN vetting_case k ON {plain('k.id')} = i.record"
        f" {_OF_THIS} AND i.kind = '{CASE}' AND ({case})",
    )


def _with_its_case(name: str, kind: str, table: str, key: str) -> Guard:
    """What rests on a case from elsewhere is disposed of with it, and with no other."""
    return _refusing(
        name,
        f"{_OF_THIS} AND i.kind = '{kind}' AND NOT EXISTS"  # noqa: S608 - made of constants
        f" (SELECT 1 FROM {table} x JOIN retention_item j"
        f" ON j.record = {plain('x.case_id')} AND j.kind = '{CASE}'"
        f" WHERE j.disposal_id = NEW.id AND {plain(f'x.{key}')} = i.record)",
    )


def _refusing(name: str, items: str) -> Guard:
    """Refuse to agree to a disposal with items that meet a condition."""
    return Guard(
        name=name,
        table="retention_disposal",
        event="UPDATE",
        refused=f"NEW.state = 'agreed' AND OLD.state <> 'agreed' AND EXISTS ({_ITEMS} {items})",
    )
