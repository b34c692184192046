"""What can be done in a case, each step said once: its address, its words, its form, its action."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from convene.apps.vetting import actions, forms
from convene.apps.vetting.models import Retraction
from convene.apps.vetting.views.sheets import Sheet, Step

RESEARCH, ASSESS = "vetting.research_case", "vetting.assess_case"
APPROVE, DECIDE_HITS = "vetting.approve_case", "vetting.decide_hit"
WRITE_LETTERS = "vetting.write_letter"
CORRECTED = _("Corrected. What it said before stays in the history.")

BUTTONS: Mapping[str, Step] = {
    "screen": Step(
        address="screen/",
        may=RESEARCH,
        act=actions.screen,
        done=_("The lists have been looked through."),
    ),
    "begin_research": Step(
        address="research/",
        may=RESEARCH,
        act=actions.begin_research,
        done=_("Research has begun."),
    ),
    "submit": Step(
        address="submit/",
        may=ASSESS,
        act=actions.submit,
        done=_("Handed on for second review."),
    ),
    "meet_condition": Step(
        address="condition/<int:condition>/met/",
        may=ASSESS,
        about=lambda case, _me: case.conditions.all(),
        act=actions.meet_condition,
        done=_("The condition is noted as met."),
    ),
    "send_letter": Step(
        address="letters/<int:letter>/send/",
        may=WRITE_LETTERS,
        about=lambda case, _me: case.letters.all(),
        act=actions.send_letter,
        done=_("The letter is on its way to the mail server."),
    ),
    "agree": Step(
        address="retractions/<int:retraction>/agree/",
        may=APPROVE,
        proves=True,
        about=lambda case, _me: Retraction.objects.filter(hit__case=case),
        act=actions.agree_retraction,
        done=_("Taken back. The hit is to be decided again."),
    ),
    "refuse": Step(
        address="retractions/<int:retraction>/refuse/",
        may=APPROVE,
        proves=True,
        about=lambda case, _me: Retraction.objects.filter(hit__case=case),
        act=actions.refuse_retraction,
        done=_("The match stays as it is."),
    ),
}

SHEETS: Mapping[str, Sheet] = {
    "correct_facts": Sheet(
        address="facts/",
        may=RESEARCH,
        form=forms.FactsForm,
        act=actions.correct_facts,
        title=_("Correct what is known"),
        button=_("Correct it"),
        done=_("Corrected. The level can rise by this and never falls."),
    ),
    "correct_finding": Sheet(
        address="finding/<uuid:finding>/",
        may=RESEARCH,
        about=lambda case, me: case.findings.filter(by=me),
        form=forms.FindingForm,
        act=actions.correct_finding,
        title=_("Correct a finding"),
        button=_("Correct it"),
        done=CORRECTED,
    ),
    "correct_note": Sheet(
        address="notes/<uuid:evidence>/",
        may=RESEARCH,
        about=lambda case, me: case.evidence.filter(kind="note", added_by=me),
        form=forms.NoteForm,
        act=actions.correct_note,
        title=_("Correct a note"),
        button=_("Correct it"),
        done=CORRECTED,
    ),
    "add_finding": Sheet(
        address="finding/",
        may=RESEARCH,
        form=forms.FindingForm,
        act=actions.add_finding,
        title=_("Add a finding"),
        button=_("Add the finding"),
        done=_("The finding is kept."),
        template="vetting/finding.html",
    ),
    "add_condition": Sheet(
        address="condition/",
        may=ASSESS,
        form=forms.ConditionForm,
        act=actions.add_condition,
        title=_("Set a condition"),
        button=_("Set the condition"),
        done=_("The condition is set."),
    ),
    "ask_reply": Sheet(
        address="reply/",
        may=RESEARCH,
        form=forms.QuestionForm,
        act=actions.ask_reply,
        title=_("Ask the partner to reply"),
        button=_("Note the question"),
        done=_("The question is noted."),
    ),
    "answer_reply": Sheet(
        address="reply/<int:reply>/",
        may=RESEARCH,
        about=lambda case, _me: case.replies.all(),
        form=forms.AnswerForm,
        act=actions.answer_reply,
        title=_("What the partner answered"),
        button=_("Note the answer"),
        done=_("The answer is noted."),
        lede=lambda _case, reply: reply.question,
    ),
    "bulk": Sheet(
        address="hits/",
        may=DECIDE_HITS,
        form=forms.BulkForm,
        act=actions.decide_hits,
        title=_("Hits that are plainly someone else"),
        button=_("None of these is the partner"),
        done=_("Each decision is kept on its own."),
        template="vetting/bulk.html",
    ),
    "retract": Sheet(
        address="hits/<uuid:hit>/retract/",
        may=APPROVE,
        proves=True,
        about=lambda case, _me: case.hits.all(),
        form=forms.RetractForm,
        act=actions.propose_retraction,
        title=_("Take back a true match"),
        button=_("Propose it"),
        done=_("Proposed. Nothing changes until another approver agrees."),
        lede=_(
            "For a mistake only, such as a namesake. It takes two approvers."
            " Neither of them approves this case afterwards."
        ),
    ),
    "assess": Sheet(
        address="assess/",
        may=ASSESS,
        form=forms.AssessForm,
        act=actions.assess,
        title=_("Assess the partner"),
        button=_("Assess"),
        done=_("Assessed. Hand it on when you are done."),
        lede=_("Whoever assesses does not approve."),
    ),
    "back": Sheet(
        address="back/",
        may=ASSESS,
        form=forms.ReasonForm,
        act=actions.return_to_research,
        title=_("Send it back to research"),
        button=_("Send it back"),
        done=_("Back in research."),
    ),
    "decide": Sheet(
        address="decide/",
        may=APPROVE,
        proves=True,
        form=forms.DecideForm,
        act=actions.decide,
        title=_("Decide on the partner"),
        button=_("Decide"),
        done=_("Your decision is kept."),
    ),
    "legal": Sheet(
        address="legal/",
        may=APPROVE,
        proves=True,
        form=forms.LegalForm,
        act=actions.add_legal_opinion,
        title=_("Record a legal opinion"),
        button=_("Record it"),
        done=_("The opinion is recorded."),
        lede=_(
            "It lets a partner be decided on that is debarred, or behind which somebody is listed. It lifts no sanctions stop."
        ),
    ),
    "reopen": Sheet(
        address="reopen/",
        may="vetting.reopen_case",
        form=forms.ReopenForm,
        act=actions.reopen,
        title=_("Open the case again"),
        button=_("Open it again"),
        done=_("The case is open again."),
    ),
    "report": Sheet(
        address="report/",
        may=RESEARCH,
        form=forms.ReportForm,
        act=actions.report,
        title=_("Report something adverse"),
        button=_("Report it"),
        done=_("Kept. Nobody may rely on the clearance until somebody has looked into it."),
    ),
    "change_plan": Sheet(
        address="plan/",
        may=RESEARCH,
        form=forms.PlanForm,
        act=actions.change_plan,
        title=_("The plan has changed"),
        button=_("Say so"),
        done=_("Kept. The clearance was for another plan: a reviewer opens the case again."),
    ),
    "stand_by": Sheet(
        address="stands/",
        may=APPROVE,
        proves=True,
        form=forms.StandForm,
        act=actions.stand_by,
        title=_("The clearance stands"),
        button=_("It stands"),
        done=_("The clearance stands, and your reason is kept."),
        lede=lambda case, _about: case.doubt_text,
    ),
    "write_letter": Sheet(
        address="letter/",
        may=WRITE_LETTERS,
        form=forms.LetterForm,
        act=actions.write_letter,
        title=_("Write to the partner"),
        button=_("Write it"),
        done=_("The letter is written. It is called sent once a mail server has taken it."),
        lede=_(
            "What was decided, with its conditions, or what they are asked to reply to,"
            " and the day until which they may. It goes out word for word as it is kept."
        ),
    ),
    "add_member": Sheet(
        address="people/add/",
        reach="vetting.assign_case",
        form=forms.MemberForm,
        act=actions.add_member,
        title=_("Add somebody"),
        button=_("Add them"),
        done=_("They may read this case now."),
    ),
}

EVIDENCE: Mapping[str, Sheet] = {
    "file": Sheet(
        address="evidence/add/file/",
        may=RESEARCH,
        form=forms.FileForm,
        act=actions.add_file,
        title=_("Add a file"),
        button=_("Add the file"),
        done=_("The file is kept."),
    ),
    "link": Sheet(
        address="evidence/add/link/",
        may=RESEARCH,
        form=forms.LinkForm,
        act=actions.add_link,
        title=_("Add a web page"),
        button=_("Add the page"),
        done=_("The page is noted."),
    ),
    "note": Sheet(
        address="evidence/add/note/",
        may=RESEARCH,
        form=forms.NoteForm,
        act=actions.add_note,
        title=_("Add a note"),
        button=_("Add the note"),
        done=_("The note is kept."),
    ),
}
"""The kinds of evidence share an address, whose last part says which."""

HIT = Sheet(
    address="hits/<uuid:hit>/",
    form=forms.HitForm,
    act=actions.decide_hit,
    title=_("Decide"),
    button=_("Decide"),
    done=_("The decision is kept."),
    template="vetting/hit.html",
)
