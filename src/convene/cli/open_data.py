"""`convene find` and `convene org`: who has worked with whom, and where, by the open data that is
loaded.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convene.cli.app import app, say, say_json, stop, told

if TYPE_CHECKING:
    from convene.core.open_data import Found, Of, Query

YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
KINDS = ("organisations", "activities")


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
    as_data: Annotated[
        bool, typer.Option("--json", help="Answer in JSON (docs/reference/find.schema.json).")
    ] = False,
) -> None:
    """Find organisations and activities in the open data that is loaded. What is not found may
    still have happened.
    """
    from convene.core.open_data import Query  # local: other commands need no search

    first, last = _years(year)
    query = Query(
        text=text,
        countries=_all(country),
        roles=_all(role),
        types=_all(type),
        sectors=_all(sector),
        models=_all(model),
        kinds=_all(kind),
        first_year=first,
        last_year=last,
        funders=_all(funder),
        together=_all(together),
        bands=_all(band),
        size=limit,
    )
    if of and of not in KINDS:
        stop(f"“{of}” can't be found here. Known: {', '.join(KINDS)}.")
    with _answered():
        if out:
            _write(out, query, of=of)
        else:
            _show(query, of=of, as_data=as_data)


def _all(given: list[str] | None) -> tuple[str, ...]:
    return tuple(given or ())


def _years(text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    found = YEARS.fullmatch(text.strip())
    if not found:
        stop(f"“{text[:40]}” is neither a year nor a span of years such as 2008-2012.")
    return int(found[1]), int(found[2] or found[1])


def _write(out: Path, query: "Query", *, of: str) -> None:
    from convene.corpus import open_data  # local: other commands need no search

    if out.suffix.lower().lstrip(".") not in open_data.FORMATS:
        stop(f"{out}: what is found is written as .{', .'.join(open_data.FORMATS)}.")
    with told():
        count = open_data.write(out, replace(query, of=_of(of or "activities")))
    say(f"Wrote {count:,} {of or 'activities'} to {out}.", err=True)


def _of(name: str) -> "Of":
    return "organisations" if name == "organisations" else "activities"


def _show(query: "Query", *, of: str, as_data: bool) -> None:
    from convene.cli import open_data_text  # local: other commands need no search
    from convene.core.open_data import as_json  # local: see above
    from convene.corpus import open_data  # local: see above

    found: dict[str, Found] = {
        name: open_data.find(replace(query, of=_of(name))) for name in KINDS if not of or name == of
    }
    if as_data:
        say_json({name: as_json(one) for name, one in found.items()})
        return
    say(*open_data_text.found(found))


@app.command()
def org(
    id: Annotated[str, typer.Argument(help="Id of an organisation, as `convene find` shows it.")],
    as_data: Annotated[
        bool,
        typer.Option("--json", help="Answer in JSON (docs/reference/organisation.schema.json)."),
    ] = False,
) -> None:
    """Show one organisation in all its roles, with every source, and what this does not cover."""
    from convene.cli import open_data_text  # local: other commands need no search
    from convene.core.open_data import as_json  # local: see above
    from convene.corpus import open_data  # local: see above

    with _answered():
        page = open_data.organisation(id)
    if page is None:
        stop(
            f"There is no organisation “{id[:40]}” in the data that is loaded. `convene find NAME` shows ids.",
            status=1,
        )
    if as_data:
        say_json(as_json(page))
    else:
        say(*open_data_text.organisation(page))


@contextmanager
def _answered() -> Iterator[None]:
    """End with a plain sentence where there is nothing to ask, or something is asked for that there
    is not.
    """
    from convene.corpus import open_data  # local: other commands need no search

    try:
        yield
    except open_data.QueryError as error:
        stop(str(error))
    except (open_data.NoOpenData, open_data.TooMany) as error:
        stop(str(error), status=1)
