"""Which lessons hold in an alliance: the guide's, its own, and those that others here shared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from convene.apps.practice.models import Lesson
from convene.apps.practice.queries import triggers
from convene.apps.practice.queries.consents import unnamed
from convene.apps.practice.queries.ways import guide_of
from convene.apps.practice.words import STAGES, LessonState, Stage
from convene.apps.registry.queries.signing import Known as Signers
from convene.apps.registry.queries.signing import Signature, signed
from convene.apps.workshop.models import Alliance
from convene.core import guide as core
from convene.core import lessons
from convene.core.guide import Guide
from convene.core.lessons import Judged, Known, named_in


@dataclass(frozen=True, kw_only=True)
class OfGuide:
    """A lesson of the guide, whether it holds here, and what would have to be known; `stage` is
    when it matters most.
    """

    lesson: core.Lesson
    judged: Judged
    stage: Stage
    asks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A lesson that another alliance shared, why it holds here, and whose it was when it was
    written; nothing of its alliance.
    """

    lesson: Lesson
    judged: Judged
    by: Signature


@dataclass(frozen=True, kw_only=True)
class Page:
    """What is shown of lessons in an alliance."""

    guide: Guide | None
    now: Stage | None
    of_guide: tuple[OfGuide, ...]
    own: tuple[Lesson, ...]
    shared: tuple[Shared, ...]

    @property
    def stages(self) -> list[tuple[Stage, bool, list[OfGuide]]]:
        """The lessons that hold, by the stage at which they matter, and whether that is now."""
        by_stage = {stage: [it for it in self.holding if it.stage == stage] for stage in Stage}
        return [(stage, stage == self.now, held) for stage, held in by_stage.items() if held]

    @property
    def holding(self) -> list[OfGuide]:
        return [it for it in self.of_guide if it.judged.stands == "holds"]

    @property
    def unknown(self) -> list[OfGuide]:
        return [it for it in self.of_guide if it.judged.stands == "unknown"]

    @property
    def not_here(self) -> list[OfGuide]:
        return [it for it in self.of_guide if it.judged.stands == "not_here"]


def page(alliance: Alliance, *, today: date) -> Page:
    guide, known = guide_of(alliance), triggers.known(alliance, today=today)
    return Page(
        guide=guide,
        now=triggers.now(alliance),
        of_guide=tuple(_of_guide(it, known, guide) for it in guide.lessons) if guide else (),
        own=tuple(of(alliance)),
        shared=tuple(_shared(alliance, known, today=today)),
    )


def _of_guide(lesson: core.Lesson, known: Known, guide: Guide) -> OfGuide:
    judged = lessons.judged(
        lessons.Lesson(id=lesson.id, when=lesson.when, models=lesson.models), known
    )
    return OfGuide(
        lesson=lesson,
        judged=judged,
        stage=STAGES.get(lesson.id, Stage.SEEK),
        asks=tuple(triggers.worded(code, guide) for code in judged.unknown),
    )


def of(alliance: Alliance) -> QuerySet[Lesson]:
    """Return the lessons that people of an alliance wrote down."""
    return Lesson.objects.filter(alliance=alliance).select_related(
        "alliance", "added_by", "written_by", "reviewed_by", "shared_by"
    )


def _shared(alliance: Alliance, known: Known, *, today: date) -> Iterable[Shared]:
    """Yield what others here shared and what holds here; not where a name in it has lost its
    consent meanwhile.
    """
    several = Lesson.objects.filter(state=LessonState.SHARED).exclude(alliance=alliance)
    names: dict[UUID, tuple[str, ...]] = {}
    signers: Signers = {}
    for lesson in several.select_related("alliance").order_by("-shared_at"):
        judged = judge(lesson, known)
        if judged.stands != "holds":
            continue
        if lesson.alliance_id not in names:
            names[lesson.alliance_id] = unnamed(lesson.alliance, today=today)
        if not named_in(lesson.words, names[lesson.alliance_id]):
            by = signed(lesson.written_by_id, lesson.written_at, known=signers)
            yield Shared(lesson=lesson, judged=judged, by=by)


def judge(lesson: Lesson, known: Known) -> Judged:
    return lessons.judged(
        lessons.Lesson(id=str(lesson.pk), when=tuple(lesson.when), models=tuple(lesson.of_models)),
        known,
    )
