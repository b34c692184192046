"""What people type about a case."""

from convene.apps.vetting.forms.deciding import (
    AssessForm,
    BulkForm,
    DecideForm,
    HitForm,
    LegalForm,
    LetterForm,
    PlanForm,
    ReasonForm,
    ReopenForm,
    RetractForm,
    StandForm,
)
from convene.apps.vetting.forms.people import ConflictForm, MemberForm
from convene.apps.vetting.forms.research import (
    AnswerForm,
    ConditionForm,
    FactsForm,
    FileForm,
    FindingForm,
    LinkForm,
    NoteForm,
    OpenForm,
    QuestionForm,
    ReportForm,
)

__all__ = [
    "AnswerForm",
    "AssessForm",
    "BulkForm",
    "ConditionForm",
    "ConflictForm",
    "DecideForm",
    "FactsForm",
    "FileForm",
    "FindingForm",
    "HitForm",
    "LegalForm",
    "LetterForm",
    "LinkForm",
    "MemberForm",
    "NoteForm",
    "OpenForm",
    "PlanForm",
    "QuestionForm",
    "ReasonForm",
    "ReopenForm",
    "ReportForm",
    "RetractForm",
    "StandForm",
]
