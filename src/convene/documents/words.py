"""Every sentence of the documents that is neither the guide's nor the author's, in one place
(English for now).
"""

from collections.abc import Mapping

TO_COMPLETE = "to complete"
NONE = "–"

KINDS = {"concept": "Concept paper", "brief": "Brief"}
PREPARED_BY = "Prepared by"
SOURCES = "Sources"
SOURCES_NOTE = "“Guide” is {title}, {publisher}, {published}. Lines count the lines of its plain text; a page is the one where a section starts."
NOT_PRINTED = "Some characters could not be printed: no font for them is installed. Each shows as {mark}. The Word and HTML versions keep them."

HEADINGS = {
    "problem": "The problem",
    "proposal": "What we propose",
    "why": "Why this kind of alliance",
    "precedents": "Where it has worked",
    "motives": "Why partners would join",
    "partners": "Who could join",
    "asks": "What we would ask for",
    "tasks": "The work, in pieces a partner can own",
    "safeguards": "Before we go on: safeguards",
    "lessons": "Lessons that apply",
    "next_steps": "Next steps",
    "codes": "How it is classified",
    "others": "Other kinds of alliance considered",
    "limits": "What this paper does not cover",
}

REFUSED = "No paper can be made: the request was refused. {reasons}"
NO_MATCH = "No paper can be made: nothing in the guide fits what was asked."
NO_SUCH_MODEL = "No paper can be made: the guide knows no kind of alliance “{model}”."

# The problem, the proposal and why
NAMED = "Named as not working: "
BANDS = {"strong": "Strong fit", "plausible": "Plausible", "weak": "Weak"}
NOT_OFFERED = "Not put forward by the advice"
KIND = "Kind of alliance: "
HOW_WELL = "How well it fits: "
OUR_REASON = "Our reason: "
NOT_CHOSEN = "No kind of alliance has been chosen yet. This paper follows the one that the advice puts first."
TOO_CLOSE = "Too close to call, and just as worth reading: {models}."
LOW = {
    "low_confidence": "Nothing the guide tells fits well. Take this as a place to start looking, not as advice to go ahead.",
    "trend_only": "The guide saw this coming as a trend but tells of no alliance that fits well. Take this as an experiment.",
}
RATIONALE = "Why it exists: "
BENEFIT = "What the private side gains: "
PARTS_HEAD = ("What was weighed", "How far", "Why")
PARTS = {
    "challenge": "Fits the problem",
    "motivation": "Why partners join",
    "location": "Level of work",
    "precedent": "Has it worked",
}
MARKS = ("Not at all", "A little", "Partly", "Largely", "Fully")

# Where it has worked
AS_TOLD = (
    "As the guide of {year} tells it. None of these is offered as a live programme or partner."
)
NO_PRECEDENT = "The guide tells of none for what was named. That is no sign that there was none."
NOT_PPP = "Not a public-private alliance: the guide names no company in it."
PLANNED = "Still being planned when the guide was written: it reports intentions, not results."
WAS_WRONG = "What was wrong: "
WHAT_IT_DID = "What it did: "
AIM = "Aim: "
INSTRUMENT = "Agreement: "
PARTNERS_THEN = "Partners then: "
RESULTS = "Reported: "
NO_RESULT = "The guide gives no results."
TODAY = "Today: "
CAUTION = "Caution: "
OTHERS_OF_KIND = "Told of the same kind of alliance, for other problems or places: "
EVERYWHERE = "across regions"
RESULT_TYPES = {
    "output": "output, not impact",
    "outcome": "outcome, cause not shown",
    "baseline": "context, not a result",
    "contribution_value": "value of a contribution, as stated",
}
TARGET = "target, not a result"
QUALIFIERS = {
    "": "{value}",
    "more_than": "more than {value}",
    "over": "over {value}",
    "estimate_range": "an estimated {value}",
}
RANGE = "{low} to {high}"
UNITS = {"": "{value}", "USD": "USD {value}", "USD_per_year": "USD {value} a year"}
ANY_UNIT = "{value} {unit}"
YEARS = {
    "context_year": "context of {year}",
    "start": "started {year}",
    "duration_years": "for {year} years",
    "first_two_years_by": "first two years to {year}",
    "results_year": "results of {year}",
}
ANY_YEAR = "{what} {year}"
COUNTS = {"": "{count} {name}", "more_than": "more than {count} {name}"}

# Why partners would join, who, and what to ask
INFERRED = "inferred"
PRINTED = "printed in the guide"
NAMED_COMPANIES = " The guide names: {names}."
PROBABLE = " Probably also: {names}. {because}"
GIVE = " They can give: {what}."
NO_MOTIVE = "The guide prints no motive that leads those named here to this kind of alliance."
TYPICAL = "Kinds of partner in the guide's examples of this alliance, the most typical first."
NOT_ASKED = " No organisation has been asked."
AROUND = "Said to be around: {names}."
ASKS_HEAD = ("From", "Cash or financing", "In kind, with a value", "Influence, never priced")
ASKS_SUGGESTED = "Nobody has written down what to ask for: "
ASKS_ARE_SUGGESTIONS = ". The table holds suggestions, chosen by no one: what partners of each kind gave in the guide's examples."
ANYONE = "Anyone who joins"
VALUED = "{title} (valued by {methods})"
UNKNOWN_CODE = "{code} (not in the guide's catalogue)"
RISK_OF_ASK = "{title}: {risk}."
VALUATION = {
    "cash_at_rate_on_date": "the day's exchange rate",
    "cost_incurred": "cost incurred",
    "course_list_price": "the course's list price",
    "fair_market_value": "fair market value",
    "fair_market_value_same_age": "fair market value at the same age",
    "fair_rental_value": "fair rent",
    "fees_waived": "fees waived",
    "independent_estimate": "an independent estimate",
    "interest_subsidy": "interest saved",
    "list_price_minus_paid": "list price less price paid",
    "lower_of_cost_and_wholesale": "the lower of cost and wholesale price",
    "marginal_cost_for_software": "marginal cost of software",
    "rate_card_less_usual_discount": "rate card less usual discount",
    "rate_x_hours": "rate times hours",
    "stipend_or_training_cost_only": "stipend or cost of training only",
    "wage_x_hours": "wage times hours",
}
TASKS_HEAD = ("Piece of work", "Who could champion it")
TASKS_SUGGESTED = "The work has not been split into pieces: "
TASKS_ARE_SUGGESTIONS = ". The pieces below are suggestions for what was named; they are expert judgement, not the guide's text."
SUGGESTION_FOR = "{task} (suggestion for “{challenge}”)"

# Care
GATES = "What must be done first"
NO_GATES = (
    "Nothing named here brings a safeguard of its own. That does not mean that there is no risk."
)
RISKS = "What could go wrong"
PROHIBITED = "What no alliance may serve"
WHY_HERE = "Why here: "
NOTE_TODAY = " Today: {today}"
NOTE_GENERIC = " In general: {generic}."
CODES_HEAD = ("Problem", "OECD DAC purpose code", "SDG target")
CODES = "The guide gives no codes; these are expert judgement."
EVERY_ALLIANCE = "Every alliance"
SDG_OF_ALL = "17.17"
OTHER_LEADER = "The advice ranks it as high. Why it was not chosen: "
OTHER_BETTER = "The advice ranks it higher. Why it was not chosen: "
NO_OTHERS = "The advice considered no other."
LIMITS = (
    "How the parts are weighed is expert judgement; the guide gives examples and lessons but no weights.",
    "No partner named or described here has been vetted or asked.",
    "Where nothing is recorded, that does not mean that it never happened.",
    "Figures are those the guide reports; nobody has checked them again. What was reached or done is not impact.",
)
GUIDE_IS_OLD = "The guide is of {year}, and its programmes and offices are closed."
LEFT_OUT = "“{value}” is not among the guide's codes and was left out of the advice."

# The brief
CUT = "… (in full in the concept paper)"
FULL_PAPER = (
    "The concept paper gives every reason, caution and source. "
    "No partner has been vetted or asked; the weights are expert judgement; the guide is of {year}."
)
TASKS_SHORT = "The work: "
ALWAYS = "For every alliance: "
COLUMNS: Mapping[str, str] = {
    "cash": "Cash or financing: ",
    "kind": "In kind, with a value: ",
    "influence": "Influence, never priced: ",
}
