"""`convene serve` and `convene worker`."""

from typing import Annotated

import typer

from convene.cli.app import app, stop
from convene.site import serve as site


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="The address to serve at; 0.0.0.0 is every address of this machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to serve at.")] = 8000,
) -> None:
    """Bring the database up to date and serve the pages."""
    try:
        site.serve(host=host, port=port)
    except site.CannotServe as error:
        stop(str(error), status=1)


@app.command()
def worker() -> None:
    """Do the jobs that wait, until Ctrl-C. `serve` starts such a worker itself unless
    CONVENE_JOBS is off.
    """
    try:
        site.work()
    except site.CannotServe as error:
        stop(str(error), status=1)
