"""What a search in open data found, as a file: exactly that, with its sources, and no cell a
formula.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from uuid import UUID

from convene import disk
from convene.core import media
from convene.core.open_data import Query, QueryError
from convene.core.progress import Progress, quiet
from convene.ground.templatetags.reasons import sentence

LARGE = 5_000
"""Rows of a file that a worker writes: a page would have to be waited for."""
FOLDER = "exports"
FORMATS = {"csv": media.CSV, "xlsx": media.XLSX, "json": media.JSON}


class CannotExport(Exception):
    """Why there is no such file, in a sentence."""


def found(query: Query, *, format: str) -> bytes:
    """Return all that a query finds as a CSV, XLSX or JSON file. Raises CannotExport."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"records.{format}"
        write(path, query)
        return path.read_bytes()


def write(path: Path, query: Query, *, progress: Progress = quiet) -> None:
    """Write all that a query finds to a file of the form that its name ends with. Raises
    CannotExport.
    """
    with _asked() as open_data:
        open_data.write(path, query, progress=progress)


def rows(query: Query) -> int:
    """Return how many rows the file will have. Raises CannotExport."""
    with _asked() as open_data:
        total: int = open_data.find(query).total
    return total


@contextmanager
def _asked() -> Iterator[ModuleType]:
    """Give the questions that open data answer, and say why there is no answer."""
    from convene.corpus import open_data  # local: it brings the engines of the corpus

    try:
        yield open_data
    except QueryError as error:
        raise CannotExport(sentence(error.why)) from error
    except (open_data.TooMany, open_data.NoOpenData) as error:
        raise CannotExport(str(error)) from error


def place(job: UUID, *, format: str) -> Path:
    """Return where the file of a job is kept until it is fetched."""
    return disk.make(disk.data() / FOLDER) / f"{job}.{format}"


def kept(job: UUID) -> Path | None:
    """Return the file of a job, if it is there."""
    files = (place(job, format=format) for format in FORMATS)
    return next((file for file in files if file.exists()), None)


def let_go(*, before: datetime) -> None:
    """Remove the files that were written before a moment."""
    for file in (disk.data() / FOLDER).glob("*"):
        if datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
            file.unlink(missing_ok=True)
