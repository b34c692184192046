"""Who may bring promises in by a file: whoever writes them down on pages. Whoever brought a file
applies it, so that what it records is recorded by them; undoing one is open to all who edit.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.bookkeeping.models import Upload


@rules.predicate
def brought_it(person: User, upload: Upload | None) -> bool:
    return upload is not None and upload.by_id == person.pk


@rules.predicate
def writes_its_book(person: User, upload: Upload | None) -> bool:
    return upload is not None and person.has_perm("ledger.change_book", upload.alliance)


rules.add_perm("bookkeeping.view_upload", writes_its_book)
rules.add_perm("bookkeeping.apply_upload", brought_it & writes_its_book)
rules.add_perm("bookkeeping.undo_upload", writes_its_book)
