"""`convene pack …` and `convene template …`: is what an organisation wrote itself sound?"""

from pathlib import Path
from typing import Annotated

import typer

from convene import packs
from convene.cli.app import app, say, stop
from convene.core.guide import Guide
from convene.packs import source
from convene.packs.load import check as faults_of

pack_app = typer.Typer(help="Packs of knowledge.", no_args_is_help=True)
template_app = typer.Typer(help="Your organisation's own Word templates.", no_args_is_help=True)
app.add_typer(pack_app, name="pack")
app.add_typer(template_app, name="template")


def guide(pack: str) -> Guide:
    """Return a guide, or end with a sentence that says which there are."""
    try:
        return packs.guide(pack)
    except KeyError:
        stop(
            f"There is no guide “{pack}”. There are: {', '.join(known.about.id for known in packs.guides())}."
        )
    except packs.PackError as error:
        stop(str(error), status=1)


@pack_app.command("check")
def pack_check(
    folder: Annotated[Path, typer.Argument(help="The folder that holds the pack's YAML files.")],
    text: Annotated[
        Path | None, typer.Option(help="The guide's plain text, to look each citation up in it.")
    ] = None,
) -> None:
    """Check a pack: types, keys, references, ids and citations. Every fault names file, path and
    value.
    """
    try:
        checked = packs.load_guide(folder)
        faults = list(faults_of(checked, text.read_text(encoding="utf-8"))) if text else []
    except packs.PackError as error:
        stop(str(error), status=1)
    except (OSError, UnicodeDecodeError) as error:
        stop(f"{text}: cannot be read as UTF-8 text ({error}).")
    if faults:
        stop("\n".join(faults), status=1)
    say(f"{checked.about.title}: {sum(1 for _ in checked.all_records())} records, all sound.")


@pack_app.command("source")
def pack_source(
    file: Annotated[Path, typer.Argument(help="The guide's own plain text.")],
) -> None:
    """Keep a guide's own text in the data folder, so that each citation opens its passage. The file
    is taken only if it is the text whose lines the records count.
    """
    try:
        guide = source.keep(file, guides=packs.guides())
    except source.NotTheText as error:
        stop(f"{file}: no guide here counts the lines of this text (SHA-256 {error}).", status=1)
    except OSError as error:
        stop(f"{file}: {error.strerror}.")
    say(f"{guide.about.title}: each citation now opens its passage.")


@template_app.command("check")
def template_check(
    file: Annotated[Path, typer.Argument(help="A Word template for the concept paper.")],
) -> None:
    """Check a Word template: every fault names the tag and the page it stands on."""
    from convene.documents.template_check import (
        check_template,
    )  # local: only this command opens Word files

    try:
        faults = check_template(file.read_bytes())
    except OSError as error:
        stop(f"{file}: {error.strerror}.")
    if faults:
        stop("\n".join(str(fault) for fault in faults), status=1)
    say(f"{file}: every tag is known; the template can be used.")
