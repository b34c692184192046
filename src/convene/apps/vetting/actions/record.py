"""What every step of a case asks first, and why it may be refused."""

from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.vetting.models import Approval, Case
from convene.apps.vetting.queries import cases, people
from convene.core import diligence
from convene.core.diligence import State
from convene.ground.changes import now


class NotNow(Exception):
    """The case is not in a state for this; `hurdles` say what is missing where something is, and
    `changed` what is no longer as it was when somebody looked.
    """

    def __init__(
        self, *hurdles: diligence.Hurdle, changed: tuple[diligence.Difference, ...] = ()
    ) -> None:
        super().__init__(", ".join(hurdles))
        self.hurdles, self.changed = hurdles, changed


class Stopped(NotNow):
    """A sanctions match stops this case. Nobody can lift that."""


class DoesNotStand(NotNow):
    """The clearance may not be relied on for now, so nobody confirms it to the partner."""


class Barred(Exception):
    """This person must not decide here; `why` says what bars them."""

    def __init__(self, *why: diligence.Bar, person: User) -> None:
        super().__init__(", ".join(why))
        self.why, self.person = why, person


class AlreadyOpen(Exception):
    """The organisation has a case that is still going on."""


class TooShort(ValueError):
    """A strong hit is set aside for a reason that somebody else can follow."""


class ShortAnswer(ValueError):
    """An earlier decline is answered for a reason that somebody else can follow."""


class NoEvidence(ValueError):
    """A finding cites at least one piece of evidence of its own case."""


class NotAFile(ValueError):
    """A legal opinion is a file: what somebody noted of it is none."""


def unbarred(case: Case, person: User, *, judging: bool = False) -> None:
    """Raise Barred when this person must not decide, or with `judging` must not assess,
    this case.
    """
    today = timezone.localdate()
    if why := (people.bars_to_judging if judging else people.bars)(case, person, today=today):
        raise Barred(*why, person=person)


def ongoing(case: Case, *states: State) -> None:
    """Raise NotNow unless the case is in one of these states; without any, unless it is still going
    on.
    """
    state = State(case.state)
    if state not in states if states else state in diligence.CLOSED:
        raise NotNow


def check(
    case: Case,
    *,
    to: State,
    unagreed: int = 0,
    acknowledged: bool = False,
    compared: bool = False,
) -> None:
    """Raise NotNow when a state cannot follow, or when something is missing; Stopped when nothing
    can help.
    """
    if not diligence.may_move(State(case.state), to):
        raise NotNow
    standing = cases.standing(case, unagreed=unagreed, acknowledged=acknowledged, compared=compared)
    if missing := diligence.hurdles(standing, to=to):
        raise (Stopped if "stopped" in missing else NotNow)(*missing, changed=standing.changed)


def next_round(case: Case) -> None:
    """Open a case again: nothing that was decided counts any more, and all of it stays in the
    history.
    """
    case.state = State.REOPENED
    case.round, case.round_at = case.round + 1, now(case)
    case.assessor = case.assessed_at = case.approver = case.second_approver = case.decided_at = None
    case.valid_months = case.valid_until = case.legal_opinion = None
    case.assessment = case.reason = ""
    settle_doubt(case)


def back_to_research(case: Case) -> None:
    """What was assessed and approved so far in this round no longer counts."""
    Approval.objects.filter(case=case, round=case.round).update(void=True)
    case.state, case.assessment = State.RESEARCH, ""
    case.assessor = case.assessed_at = case.valid_months = None


def settle_doubt(case: Case) -> None:
    """Nothing more is in doubt: somebody has looked, or there is no clearance left to doubt."""
    case.doubt = case.doubt_text = ""
    case.doubted_at = None
