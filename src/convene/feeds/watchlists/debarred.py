"""What the development banks' lists have in common: names with other names in brackets, periods,
and no number for an entry.
"""

import re
from hashlib import sha256

from convene.core.watchlists import Alias
from convene.feeds.watchlists.periods import last_day
from convene.feeds.watchlists.telling import Telling

BRACKETS = re.compile(r"\(([^()]*)\)")
QUOTED = re.compile(r"^[\"“'‘«](.+)[\"”'’»]$")
KNOWN_AS = re.compile(
    r"^(?:also known as|formerly known as|formerly|previously|a\.?k\.?a\.?|f\.?k\.?a\.?|d\.?b\.?a\.?|n\.?k\.?a\.?)[:,]?\s+(.+)$",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"\s*\*\s*\d*\s*$")


def names(text: str, *others: str) -> tuple[str, tuple[Alias, ...]]:
    """Return the main name without its bracketed other names and footnote marks, and those other
    names.
    """
    whole = FOOTNOTE.sub("", " ".join(text.split()))
    in_brackets = [alias for part in BRACKETS.findall(whole) if (alias := _other(part))]
    main = " ".join(
        BRACKETS.sub(lambda match: "" if _other(match.group(1)) else match.group(0), whole).split()
    )
    rest = [" ".join(other.split()) for other in others]
    aliases = dict.fromkeys(alias for alias in (*in_brackets, *rest) if alias and alias != main)
    return main or whole, tuple(Alias(text=alias) for alias in aliases)


def _other(part: str) -> str:
    known = KNOWN_AS.match(part.strip())
    quoted = QUOTED.match((known.group(1) if known else part).strip())
    return (quoted.group(1) if quoted else known.group(1) if known else "").strip(" ,;")


def number(*parts: str) -> str:
    """Return an id for an entry of a list that numbers nothing: the same parts, the same id."""
    return sha256(
        "|".join(" ".join(part.casefold().split()) for part in parts).encode()
    ).hexdigest()[:12]


def period(since: str, until: str) -> str:
    """Say from when to when someone is shut out, as far as the list says."""
    return (
        f"{since[:10] if since[:1].isdigit() else since} to {until[:10] if until[:1].isdigit() else until}"
        if since or until
        else ""
    )


def over(until: str, *, where: str, telling: Telling) -> str:
    """Return the last day of a period, nothing where it has no end. One that cannot be read is
    told, and has no end: nobody goes free by a slip.
    """
    day = last_day(until)
    if day is None:
        telling.note(f"{where}: the end of the period, “{until[:40]}”, cannot be read as a day")
    return day or ""
