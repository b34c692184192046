"""What tells two names apart or holds them together, in the sentences that need no values."""

from convene.core.reasons import Reason, gettext_noop

SAME_LETTERS = Reason(
    gettext_noop(
        "The names are the same once legal forms, case, accents and punctuation are set aside."
    )
)
ALL_COMMON = Reason(
    gettext_noop("All words of the name are common, so several organisations may bear it.")
)
ALONE = Reason(gettext_noop("Only one of the names has a word that tells organisations apart."))
ANY_STATE = Reason(
    gettext_noop(
        "Every country may have a body of this name, and nothing says that both are of one country."
    )
)
ONLY_INITIALS = Reason(
    gettext_noop("One name is only the initials of the other, which other names may have too.")
)
SLIPS = Reason(
    gettext_noop(
        "A word of one name is only spelt like a word of the other, and may be another word."
    )
)
NUMBERS = Reason(gettext_noop("The numbers or single letters in their names differ."))
ONE_LETTER = Reason(
    gettext_noop("Only one of the names has a single letter, which may tell them apart.")
)
ONE_NUMBER = Reason(gettext_noop("Only one of the names has a number."))
OTHER_FORM = Reason(
    gettext_noop("Their legal forms differ, and no number says that they are one company.")
)
PLACES = Reason(gettext_noop("They name different countries, as branches of one network do."))
BRANCH = Reason(
    gettext_noop("Only one of the names has a country in it, so it may be a national branch.")
)
TOGETHER = Reason(gettext_noop("One record names both, as records do with two organisations."))
