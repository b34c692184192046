"""A paper as an editable Word document, set in our template or an organisation's own."""

from pathlib import Path

from convene.documents.filling import fill, own_template
from convene.documents.parts import Paper
from convene.documents.template_check import Fault, check_template


class BrokenTemplate(ValueError):
    """A template that cannot be used; `faults` say which tag on which page."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def concept_docx(paper: Paper, template: Path | None = None) -> bytes:
    return render(paper, template=template)


def render(paper: Paper, *, template: Path | None = None) -> bytes:
    """Return the paper as .docx. Raises BrokenTemplate, naming every fault, when an organisation's
    template cannot be used.
    """
    if template is None:
        return fill(own_template(paper.kind), paper)
    data = template.read_bytes()
    if faults := check_template(data):
        raise BrokenTemplate(faults)
    return fill(data, paper)
