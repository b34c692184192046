"""The code lists and rules that reading calls for, read when this is imported: once for all workers
forked afterwards, not once in each.
"""

from convene.feeds import countries
from convene.feeds.iati.codes import codes, odd_country, odd_currency
from convene.feeds.identifiers import numbered
from convene.feeds.names import person, unnamed

codes()
odd_currency("XXX")
odd_country("XX")
numbered("XX-ZZZ-1")
unnamed("nan")
person("Quill, Wanda", identifier="", role="implementer")
countries.codes("Angola")
