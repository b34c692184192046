"""Who may do what with the ways and lessons of an alliance. Whoever takes part in it reads them,
but for a partner's focal point; whoever edits it plans, and whoever was to go a way says that it is
done. Of a lesson, whoever may agree to overrides reviews it, and its words are nobody's who wrote
them; the owner of the alliance shares it.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.practice.models import Lesson, Plan
from convene.apps.workshop.rules import answers, edits, is_owner, takes_part


@rules.predicate
def goes(person: User, plan: Plan | None) -> bool:
    if plan is None:
        return False
    is_owner = plan.owner_id == person.pk and bool(takes_part(person, plan.alliance))
    return is_owner or bool(edits(person, plan.alliance))


rules.add_perm("practice.view_ways", takes_part)
rules.add_perm("practice.change_ways", is_builder & edits)
rules.add_perm("practice.go_way", is_builder & goes)


@rules.predicate
def edits_its_alliance(person: User, lesson: Lesson | None) -> bool:
    return lesson is not None and bool(edits(person, lesson.alliance))


@rules.predicate
def reviews(person: User, lesson: Lesson | None) -> bool:
    if lesson is None or person.pk in (lesson.added_by_id, lesson.written_by_id):
        return False
    return bool(answers(person, lesson.alliance))


@rules.predicate
def shares(person: User, lesson: Lesson | None) -> bool:
    return lesson is not None and bool(is_owner(person, lesson.alliance))


rules.add_perm("practice.view_lessons", takes_part)
rules.add_perm("practice.write_lessons", is_builder & edits)
rules.add_perm("practice.change_lesson", is_builder & edits_its_alliance)
rules.add_perm("practice.review_lesson", is_builder & reviews)
rules.add_perm("practice.share_lesson", is_builder & shares)
