"""The words that tell a name apart, for those who compare names by hand rather than by score."""

from convene.core.names import Name
from convene.matching.forms import Phrase
from convene.matching.normalise import parse


def telling_words(name: Name, *, but_for: frozenset[str] = frozenset()) -> Phrase:
    """Return a name's words in Latin letters, without legal form, stop words and the words that are
    not to count.
    """
    return tuple(word for word in parse(name).spelt if word not in but_for)
