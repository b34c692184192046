"""Every sentence of the documents that is neither the guide's nor the author's, in one place."""

from convene.core.reasons import gettext_noop as _

TO_COMPLETE = _("to complete")
OPEN = _("open")
NONE = "–"

KINDS = {"concept": _("Concept paper"), "brief": _("Brief")}
PREPARED_BY = _("Prepared by")
SOURCES = _("Sources")
ANNEX = _("Annex: for those who want to look closer")
SOURCES_NOTE = _(
    "“Guide” is {title}, {publisher}, {published}. Lines count the lines of its plain text; a page is the one where a section starts."
)
NOT_PRINTED = _(
    "Some characters could not be printed: our fonts do not have them. Each shows as {mark}. The Word and HTML versions keep them."
)

HEADINGS = {
    "problem": _("The problem"),
    "proposal": _("What we propose"),
    "motives": _("Why partners would join"),
    "asks": _("What we would ask for"),
    "tasks": _("The work, in pieces a partner can own"),
    "safeguards": _("Before we go on: safeguards"),
    "results": _("Expected results"),
    "budget": _("Budget frame"),
    "timetable": _("Timetable"),
    "contact": _("Contact"),
    "problem_whole": _("The problem, in full"),
    "in_full": _("What the first pages lack room for"),
    "why": _("Why this kind of alliance"),
    "precedents": _("What the guide tells of it"),
    "matrix": _("Who joins such alliances, by the guide's matrix"),
    "partners": _("Who could join"),
    "suggestions": _("What could be asked for, and done"),
    "valuing": _("How gifts in kind would be valued"),
    "care": _("What could go wrong"),
    "lessons": _("Lessons that apply"),
    "others": _("Other kinds of alliance considered"),
    "limits": _("What this paper does not cover"),
    "next_steps": _("Next steps"),
    "codes": _("How it is classified"),
}

# What nobody has written yet is asked of whoever reads
ASK_PROBLEM = _("What is not working, for whom, and since when?")
RESULTS_OPEN = _("What would count as a success")
ASK_MOTIVES = _("What would make it worth your while?")
ASK_ASKS = _("What could your side bring: money, things, people's time, or a public voice?")
ASK_RESULTS = _("What would have to be different in a year for you to call it a success?")
ASK_FIRST = _("What should both sides see first, and by when?")
ASK_BUDGET = _("What could each side bring in a first year?")
ASK_TIMETABLE = _("When could your side decide, and what has to happen first?")
ASK_CONTACT = _("Who on your side should we speak to?")
FIRST_RESULT = _("First result: ")

ALL_NAMED = _("All that was named as not working")
IN_FULL = {
    "model_reason": _("Our reason"),
    "results": HEADINGS["results"],
    "first_result": _("First result"),
    "budget": HEADINGS["budget"],
    "timetable": HEADINGS["timetable"],
    "contact": HEADINGS["contact"],
}
"""Texts that people write, by what stands above each in the annex."""

REFUSED = _("No paper can be made: the request was refused. {reasons}")
NO_MATCH = _("No paper can be made: nothing in the guide fits what was asked.")
NO_SUCH_MODEL = _("No paper can be made: the guide knows no kind of alliance “{model}”.")

# The problem, the proposal and why
NAMED = _("Named as not working: ")
NOT_OFFERED = _("Not put forward by the advice")
KIND = _("Kind of alliance: ")
HOW_WELL = _("How well it fits: ")
OUR_REASON = _("Our reason: ")
NOT_CHOSEN = _(
    "No kind of alliance has been chosen yet. This paper follows the one that the advice puts first."
)
TOO_CLOSE = _("Too close to call, and just as worth reading: {models}.")
LOW = {
    "low_confidence": _(
        "Nothing the guide tells fits well. Take this as a place to start looking, not as advice to go ahead."
    ),
    "trend_only": _(
        "The guide saw this coming as a trend but tells of no alliance that fits well. Take this as an experiment."
    ),
}
RATIONALE = _("Why it exists: ")
WHAT_IT_DOES = _("What it does: ")
BENEFIT = _("What the private side gains: ")
MOTIVE = _("Why it may join: ")
NO_BENEFIT = _("The guide names no gain for the private side.")
PARTS_HEAD = (_("What was weighed"), _("How far"), _("Why"))
MARKS = (_("Not at all"), _("A little"), _("Partly"), _("Largely"), _("Fully"))

# What the guide tells of it
AS_TOLD = _(
    "As the guide of {year} tells it. None of these is offered as a live programme or partner."
)
NO_PRECEDENT = _(
    "We know of none in the guide for what was named. That is no sign that there was none."
)
NOT_PPP = _("Not a public-private alliance: the guide names no company in it.")
STAGES = {
    "begun": _("Just begun or still going on when the guide was written: no results told."),
    "planned": _("Planned when the guide was written: it reports intentions, not results."),
}
WAS_WRONG = _("What was wrong: ")
WHAT_IT_WAS = _("What it was about: ")
AIM = _("Aim: ")
INSTRUMENT = _("Agreement: ")
PARTNERS_THEN = _("Partners then: ")
RESULTS = _("Reported: ")
NO_RESULT = _("The guide reports no results.")
NO_RESULT_HERE = _("No result is recorded here.")
TODAY = _("Today: ")
CAUTION = _("Caution: ")
OTHERS_OF_KIND = _("Told of the same kind of alliance, for other problems or places: ")
EVERYWHERE = _("across regions")
RESULT_TYPES = {
    "output": _("output, not impact"),
    "outcome": _("outcome, cause not shown"),
    "baseline": _("context, not a result"),
    "contribution_value": _("value of a contribution, as stated"),
    "account": _("an account, without a measure"),
}
TARGET = _("target, not a result")
QUALIFIERS = {
    "": "{value}",
    "more_than": _("more than {value}"),
    "over": _("over {value}"),
    "estimate_range": _("an estimated {value}"),
}
RANGE = _("{low} to {high}")
UNITS = {"": "{value}", "USD": _("USD {value}"), "USD_per_year": _("USD {value} a year")}
ANY_UNIT = "{value} {unit}"
YEARS = {
    "context_year": _("context of {year}"),
    "start": _("started {year}"),
    "duration_years": _("for {year} years"),
    "results_year": _("results of {year}"),
}
ANY_YEAR = "{what} {year}"
COUNTS = {"": "{count} {name}", "more_than": _("more than {count} {name}")}

# Why partners would join, who, and what to ask
OF_KINDS = _(
    "What follows is the guide's, of kinds of partner and not of those named; whom it fits is our reading."
)
MOTIVE_OF_MODEL = _("Of such alliances the guide says: ")
OF_KIND_ONLY = _("(The guide, of their kind; not said by them.)")
AS_KIND = _("{name} (taken as: {kind})")
UNLINKED = _("the guide's matrix does not link this with this kind of alliance")
INFERRED = _("inferred")
PRINTED = _("printed in the guide")
NAMED_COMPANIES = _(" The guide names: {names}.")
GIVE = _(" Such companies could give: {what}.")
NO_MOTIVE = _("The guide's matrix leads none of those named here to this kind of alliance.")
TO_THINK_OF = _("Kinds of partner to think of: our list.")
IN_EXAMPLES = _("In an alliance of this kind that the guide tells of: ")
OURS_ONLY = _("Ours, in none of them: ")
AROUND = _("Said to be around: {names}.")
ASKS_HEAD = (
    _("From"),
    _("Cash or financing"),
    _("In kind, with a value"),
    _("Influence, never priced"),
)
ANYONE = _("Also sought, from whoever could give it: ")
ASKS_ARE_SUGGESTIONS = _(
    "Suggestions, chosen by no one: what partners of each kind gave in the guide's alliances, and apart from it other gifts to think of."
)
OTHER_GIFTS = {
    "matrix": _("Other gifts: possible by the guide's matrix"),
    "ours": _("Other gifts: ours, not the guide's"),
}
GIFT_STATE = _("{title} ({state})")
SILENT = _("Named as partners, without a word on what they gave: {parties}.")
VALUED = _("{title}: by {methods}.")
UNKNOWN_CODE = _("{code} (not in the guide's catalogue)")
RISK_OF_ASK = _("{title}: {risk}.")
OR = _(" or ")
VALUATION = {
    "cash_at_rate_on_date": _("the day's exchange rate"),
    "cost_incurred": _("cost incurred"),
    "course_list_price": _("the course's list price"),
    "fair_market_value": _("fair market value"),
    "fair_market_value_same_age": _("fair market value at the same age"),
    "fair_rental_value": _("fair rent"),
    "fees_waived": _("fees waived"),
    "independent_estimate": _("an independent estimate"),
    "interest_subsidy": _("interest saved"),
    "list_price_minus_paid": _("list price less price paid"),
    "lower_of_cost_and_wholesale": _("the lower of cost and wholesale price"),
    "marginal_cost_for_software": _("marginal cost of software"),
    "rate_card_less_usual_discount": _("rate card less usual discount"),
    "rate_x_hours": _("rate times hours"),
    "stipend_or_training_cost_only": _("stipend or cost of training only"),
    "wage_x_hours": _("wage times hours"),
}
TASKS_HEAD = (_("Piece of work"), _("Who could champion it"))
TASKS_ARE_SUGGESTIONS = _(
    "Pieces of work, suggested for what was named: expert judgement, not the guide's text."
)
SUGGESTION_FOR = _("{task} (suggestion for “{challenge}”)")

# Care
NO_GATES = _(
    "Nothing named here brings a safeguard of its own. That does not mean that there is no risk."
)
WHY_SAFEGUARDS = _("Why each safeguard is asked for")
WHY_HERE = _("Why here: ")
NOTE_TODAY = _(" Today: {today}")
NOTE_GENERIC = _(" In general: {generic}.")
CODES_HEAD = (_("Problem"), _("OECD DAC purpose code"), _("SDG target"))
CODES = _("The guide gives no codes; these are expert judgement.")
EVERY_ALLIANCE = _("Every alliance")
SDG_OF_ALL = "17.17"
OTHER_LEADER = _("The advice ranks it as high.")
OTHER_BETTER = _("The advice ranks it higher.")
NO_OTHERS = _("The advice considered no other.")
LIMITS = (
    _(
        "How the parts are weighed is expert judgement; the guide gives examples and lessons but no weights."
    ),
    _(
        "This paper is no clearance, and does not say whether anybody has been vetted or has agreed."
    ),
    _("Where nothing is recorded, that does not mean that it never happened."),
    _(
        "Figures are those the guide reports; nobody has checked them again. What was reached or done is not impact."
    ),
)
GUIDE_IS_OLD = _("The guide is of {year}; what it names may no longer exist.")
LEFT_OUT = _("“{value}” is not among the guide's codes and was left out of the advice.")

# The brief
CUT_HERE = _("… (in full in the annex)")
MORE = "…"
MORE_PARTNERS = _("And {count} more.")
MORE_IN_ANNEX = _("And {count} more; all in full in the annex.")
MEANING_IN_ANNEX = _("What each means, and why it is asked for, stands in the annex.")
WHOLE_IN_ANNEX = _("What ends in “…” stands in full in the annex.")
MORE_GATES = _("{gates} and {count} more")
FULL_PAPER = _(
    "This is no clearance. The concept paper holds the whole, with cautions and sources."
)

# The list of sources
GUIDE = _("Guide, {places}")
OURS_ONLY_RECORD = _("Expert judgement; the guide tells nothing of it")
FROM_PAGE = _("{section}, from p. {page}")
WITHIN = _("{section} ({within}, from p. {page})")
LINE = _("line {lines}")
LINES = _("lines {lines}")

# The shortlist
WHO_MIGHT_JOIN = _("Who might join: {title}")
SHORTLIST_HEAD = (_("Name"), _("Why"), _("Sources"), _("Note"), _("Who follows this up"))
NOBODY_HAS_AGREED = _(
    "Nobody named here has agreed to anything, and a place on this list is no clearance. Every partner is vetted before any agreement."
)
BY_HAND = _("Added by hand.")
STATES = {"shortlisted": _("shortlisted"), "dismissed": _("dismissed")}
DISMISSED = _("Dismissed")
FOR_DONORS = _("Those who work for donors here: ask them whom they know")
WORKS_FOR_DONORS = _("works for donors: ask whom it knows")
LOOK = _("Someone authorised has to look at this one before you go on.")
INFERRED_LINE = _("{sentence} (inferred)")
SOURCE = _("{publisher}: {title}, {date}")
NO_DATE = _("no date")
WORKBOOK_HEAD = (
    _("name"),
    _("state"),
    _("reason"),
    _("evidence"),
    _("sources"),
    _("note"),
    _("follows up"),
    _("added"),
)
"""Heads of the columns of a shortlist as a workbook."""
