"""The command line, command by command."""

from collections.abc import Iterator
from typing import Any

import typer

from convene.cli.app import app
from tools.pages.layout import page, prose, table


def cli_page() -> str:
    lead = (
        "`./run convene COMMAND …` from the checkout. A command ends with status 0 when it did what it was asked (a refusal to advise is an "
        "answer too), 1 when something could not be done, and 2 when the call was malformed; then one sentence on standard error says what to do."
    )
    return page("Command line", lead, *(_command(name, command) for name, command in commands()))


def commands() -> Iterator[tuple[str, Any]]:
    """Yield (name, command) for every command, sub-commands too."""

    def inside(group: Any, path: str) -> Iterator[tuple[str, Any]]:
        for name in group.list_commands(None):
            found = group.get_command(None, name)
            if hasattr(found, "commands"):
                yield from inside(found, f"{path}{name} ")
            else:
                yield f"{path}{name}", found

    yield from inside(typer.main.get_command(app), "")


def _command(name: str, command: Any) -> str:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    rows = [
        (f"`{param.metavar or param.name.upper()}`", param.help or "", "") for param in arguments
    ]
    rows += [
        (f"`{', '.join(param.opts)}`", param.help or "", _default(param))
        for param in command.params
        if param not in arguments
    ]
    usage = " ".join(
        [
            f"convene {name}",
            *(param.metavar or param.name.upper() for param in arguments),
            "[OPTIONS]",
        ]
    )
    return f"## {name}\n\n{prose(command.help)}\n\n```text\n{usage}\n```\n\n{table(('Word', 'Meaning', 'Otherwise'), rows)}"


def _default(param: Any) -> str:
    return f"`{param.default}`" if param.default not in (None, False) else ""
