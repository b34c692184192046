"""A paper as one HTML file that needs nothing else: no script, no font,
no picture from anywhere.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from convene.documents.parts import Paper, as_data

TEMPLATES = Path(__file__).parent / "templates"


def render(paper: Paper) -> bytes:
    return _template().render(paper=as_data(paper)).encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("paper.html")
