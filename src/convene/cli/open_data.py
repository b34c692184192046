"""`convene find` and `convene org`: who has worked with whom, and where, by the open data that is
loaded.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from convene.cli import open_data_text
from convene.cli.app import app, say, say_json, stop, told
from convene.cli.said import in_json
from convene.core.json import as_json
from convene.core.open_data import Found, Of, Query
from convene.corpus import open_data

YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
KINDS: tuple[Of, ...] = ("organisations", "activities")


@app.command()
def find(
    text: Annotated[
        str,
        typer.Argument(
            help='Words and "phrases"; may be left empty where there are filters.',
            metavar="[QUERY]",
        ),
    ] = "",
    of: Annotated[str, typer.Option(help="organisations or activities; otherwise both.")] = "",
    country: Annotated[
        list[str] | None,
        typer.Option(help="ISO 3166-1 code, such as AO. Repeat for any of several."),
    ] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="funder, implementer, supplier, payer …")
    ] = None,
    type: Annotated[
        list[str] | None, typer.Option(help="IATI organisation type, such as 70 for companies.")
    ] = None,
    sector: Annotated[
        list[str] | None, typer.Option(help="DAC sector of three or five digits, such as 151.")
    ] = None,
    model: Annotated[list[str] | None, typer.Option(help="Model of the guide, such as M2.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="project, grant, contract, payment or alliance.")
    ] = None,
    year: Annotated[
        str,
        typer.Option(help="A year or a span such as 2008-2012, in which something was under way."),
    ] = "",
    funder: Annotated[
        list[str] | None,
        typer.Option(help="Id of an organisation that funds. Repeat for any of several."),
    ] = None,
    together: Annotated[
        list[str] | None,
        typer.Option(help="Id of an organisation that takes part. Repeat: all of them must."),
    ] = None,
    band: Annotated[
        list[str] | None,
        typer.Option(help="Band of amounts, such as USD-5: from 10⁵ up to 10⁶ US dollars."),
    ] = None,
    limit: Annotated[int, typer.Option(help="How many are shown of each.", min=1, max=200)] = 10,
    out: Annotated[
        Path | None,
        typer.Option(help="Write all that is found to FILE.csv, FILE.xlsx or FILE.json."),
    ] = None,
    as_data: Annotated[bool, in_json("find")] = False,
) -> None:
    """Find organisations and activities in the open data that is loaded. What is not found may
    still have happened.
    """
    first, last = _years(year)
    query = Query(
        text=text,
        countries=tuple(country or ()),
        roles=tuple(role or ()),
        types=tuple(type or ()),
        sectors=tuple(sector or ()),
        models=tuple(model or ()),
        kinds=tuple(kind or ()),
        first_year=first,
        last_year=last,
        funders=tuple(funder or ()),
        together=tuple(together or ()),
        bands=tuple(band or ()),
        size=limit,
    )
    if of and of not in KINDS:
        stop(f"“{of}” can't be found here. Known: {', '.join(KINDS)}.")
    with _answered():
        if out:
            _write(out, replace(query, of="organisations" if of == KINDS[0] else "activities"))
        else:
            _show(query, of=[kind for kind in KINDS if of in {"", kind}], as_data=as_data)


def _years(text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    span = YEARS.fullmatch(text.strip())
    if not span:
        stop(f"“{text[:40]}” is neither a year nor a span of years such as 2008-2012.")
    return int(span[1]), int(span[2] or span[1])


def _write(out: Path, query: Query) -> None:
    if out.suffix.lower().lstrip(".") not in open_data.FORMATS:
        stop(f"{out}: what is found is written as .{', .'.join(open_data.FORMATS)}.")
    with told():
        count = open_data.write(out, query)
    say(f"Wrote {count:,} {query.of} to {out}.", err=True)


def _show(query: Query, *, of: Sequence[Of], as_data: bool) -> None:
    parts: dict[str, Found] = {kind: open_data.find(replace(query, of=kind)) for kind in of}
    if as_data:
        say_json(as_json(parts))
    else:
        say(*open_data_text.found(parts))


@app.command()
def org(
    id: Annotated[
        str,
        typer.Argument(
            help="Id of an organisation, as `convene find` shows it, its name, or a number in a register.",
            metavar="ORGANISATION",
        ),
    ],
    as_data: Annotated[bool, in_json("organisation")] = False,
) -> None:
    """Show one organisation in all its roles, with every source, and what this does not cover."""
    with _answered():
        page = open_data.organisation(id) or open_data.organisation(_meant(id))
    if page is None:
        stop(
            f"There is no organisation “{id[:40]}” in the data that is loaded. "
            "`convene find NAME` shows ids.",
            status=1,
        )
    if as_data:
        say_json(as_json(page))
    else:
        say(*open_data_text.organisation(page))


def _meant(text: str) -> str:
    """Return the id of the one organisation that has a number or a name; nothing where there is
    none. Ends with their ids where there are several.
    """
    rows = open_data.called(text)
    if len(rows) > 1:
        stop("\n".join(open_data_text.several(text, rows)), status=1)
    return "".join(row.organisation for row in rows)


@contextmanager
def _answered() -> Iterator[None]:
    """End with a plain sentence where there is nothing to ask, or something is asked for that there
    is not.
    """
    try:
        yield
    except open_data.QueryError as error:
        stop(str(error))
    except (open_data.NoOpenData, open_data.TooMany) as error:
        stop(str(error), status=1)
