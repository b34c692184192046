"""What a search in open data found, as a file: exactly that, with its sources, and no cell a
formula.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from convene.core import media
from convene.core.open_data import Query, QueryError
from convene.ground.templatetags.reasons import sentence

FORMATS = {"csv": media.CSV, "xlsx": media.XLSX, "json": media.JSON}


class CannotExport(Exception):
    """Why there is no such file, in a sentence."""


def found(query: Query, *, format: str) -> bytes:
    """Return all that a query finds as a CSV, XLSX or JSON file. Raises CannotExport."""
    from convene.corpus import (
        open_data,
    )  # local: it brings the engines of the corpus, which most pages do without

    with TemporaryDirectory() as folder:
        path = Path(folder) / f"records.{format}"
        try:
            open_data.write(path, query)
        except QueryError as error:
            raise CannotExport(sentence(error.why)) from error
        except (open_data.TooMany, open_data.NoOpenData) as error:
            raise CannotExport(str(error)) from error
        return path.read_bytes()
