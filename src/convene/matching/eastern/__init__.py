"""Names in Han and Hangul: a sign is a syllable, so persons match whole or not at all, and
organisations by words that no gap parts.
"""

from convene.matching.eastern.words import (
    is_person,
    organisation_text,
    person_words,
    plain_korean,
    without_gaps,
)

__all__ = ["is_person", "organisation_text", "person_words", "plain_korean", "without_gaps"]
