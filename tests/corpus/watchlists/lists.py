"""Tiny watchlists about people and firms that do not exist, in the form of the real ones."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from convene.corpus.watchlists.loading import Loaded, load
from convene.feeds import watchlists

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
needs_shared = pytest.mark.skipif(
    not (SHARED / "sanctions").is_dir(), reason="the real lists are not in ../shared/data"
)
NULL = "-0- "
START = datetime(2026, 1, 1, tzinfo=UTC)

SDN = [
    (
        101,
        "ZORBLAX TRADING, S.A.",
        NULL,
        "FICTION] [TALES",
        "DOC 1; Registration Number ZX-998877 (Paraguay); a.k.a. 'ZORBY'.",
    ),
    (
        102,
        "QUIBBLE, Ferdinand Oswald",
        "individual",
        "FICTION",
        "DOB 02 Mar 1961; nationality Paraguay; Passport QQ123456 (Paraguay).",
    ),
    (103, "SNORKWELL MARITIME LTD", NULL, "FICTION", NULL),
    (104, "BRUMBLE FREIGHT GMBH", NULL, "FICTION", NULL),
]
ALT = [(101, 1, "aka", "ZORBLAX COMERCIAL"), (103, 2, "fka", "SNORKWELL SHIPPING")]
ADD = [(101, 1, NULL, "Asuncion", "Paraguay"), (103, 2, NULL, "Minsk", "Belarus")]


def ofac(folder: Path, *, sdn=SDN, alt=ALT, add=ADD, end: str = "\x1a") -> Path:
    """Write a folder with the three files of OFAC's list."""
    folder.mkdir(parents=True, exist_ok=True)
    first = (
        f'{id},"{name}",{kind},"{programme}",'
        + f"{NULL}," * 7
        + (f'"{text}"' if text != NULL else NULL)
        for id, name, kind, programme, text in sdn
    )
    others = (f'{id},{n},"{kind}","{name}",{NULL}' for id, n, kind, name in alt)
    places = (
        f'{id},{n},{street},"{city}","{country}",{NULL}' for id, n, street, city, country in add
    )
    for name, lines in (("sdn", first), ("alt", others), ("add", places)):
        (folder / f"{name}.csv").write_bytes(
            ("".join(f"{line}\r\n" for line in lines) + end).encode("latin-1")
        )
    return folder


def own(
    file: Path, *rows: str, header: str = "id,name,aliases,schema,country,programme,reason"
) -> Path:
    """Write an organisation's own list."""
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def take_in(*paths: Path, form: str, list: str = "", day: int = 0, force: bool = False) -> Loaded:
    """Load a list some days after the first of January."""
    ((name, files),) = watchlists.lists_in(paths, form=form).items()
    at = START + timedelta(days=day)
    return load(
        files,
        form=form,
        list=list or name,
        at=at,
        day=date(2026, 1, 1) + timedelta(days=day),
        force=force,
        progress=quiet,
    )


def quiet(what: str, done: int, of: int) -> None:
    """Say nothing."""
