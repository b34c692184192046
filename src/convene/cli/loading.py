"""What the terminal asks and says of files as they are loaded."""

from datetime import date

from convene.cli.app import stop
from convene.cli.words import many
from convene.corpus.listings import FORM, QUESTIONS, Listing
from convene.corpus.loads import Load


def listing_of(**answers: str) -> Listing | None:
    """Return what is said of a list of members, or nothing where nothing is."""
    given = {name: " ".join(text.split()) for name, text in answers.items()}
    if not any(given.values()):
        return None
    if not given["list"]:
        stop("Say which list of members this is with --list, such as --list “Chamber of Mines”.")
    if given["date"] and not _is_day(given["date"]):
        stop(f"“{given['date'][:40]}” is not a day such as 2026-03-31.")
    question = next((asked for asked in QUESTIONS if asked == given["question"].upper()), None)
    if given["question"] and not question:
        stop(f"“{given['question'][:40]}” is not one of {', '.join(QUESTIONS)}.")
    del given["question"]
    return Listing(**given, question=question or "")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def held(loaded: Load) -> str:
    """Return what a load was found to hold."""
    if loaded.form == FORM:
        day = f"as of {loaded.date}" if loaded.date else "of no stated day"
        licence = loaded.licence or "not stated"
        members = f"{many(loaded.activities, 'member')} of “{loaded.title}”, {day}"
        return f"{members}; licence: {licence}"
    parts = f"{many(loaded.activities, 'activity')}, {many(loaded.mentions, 'mention')}"
    return f"{parts}, {many(loaded.money, 'sum')} of money"
