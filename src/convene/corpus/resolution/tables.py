"""What resolution leaves behind, as tables: the form of each is told here once."""

from dataclasses import dataclass

import pyarrow as pa

IDENTIFIERS = pa.list_(pa.struct([pa.field("scheme", pa.string()), pa.field("value", pa.string())]))
STRINGS = pa.list_(pa.string())

PROFILES = pa.schema(
    [
        ("profile", pa.int64()),
        ("key", pa.string()),
        ("name", pa.string()),
        ("names", STRINGS),
        ("countries", STRINGS),
        ("identifiers", IDENTIFIERS),
        ("type", pa.string()),
        ("websites", STRINGS),
        ("mentions", pa.int64()),
        ("activities", pa.int64()),
        ("organisation", pa.string()),
    ]
)
ORGANISATIONS = pa.schema(
    [
        ("organisation", pa.string()),
        ("name", pa.string()),
        ("names", STRINGS),
        ("countries", STRINGS),
        ("type", pa.string()),
        ("doubtful", STRINGS),
        ("identifiers", IDENTIFIERS),
        ("websites", STRINGS),
        ("mentions", pa.int64()),
        ("activities", pa.int64()),
        ("certain", pa.bool_()),
    ]
)
MEMBERS = pa.schema([("profile", pa.int64()), ("organisation", pa.string())])
JOINS = pa.schema(
    [
        ("organisation", pa.string()),
        ("a", pa.string()),
        ("b", pa.string()),
        ("score", pa.float64()),
        ("kind", pa.string()),
        ("why", STRINGS),
    ]
)
REVIEW = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("organisation_a", pa.string()),
        ("organisation_b", pa.string()),
        ("score", pa.float64()),
        ("weight", pa.float64()),
        ("why", STRINGS),
    ]
)
REDIRECTS = pa.schema([("old", pa.string()), ("new", pa.string())])


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """All that a build keeps of resolution. `profile_of` stands beside the mentions, null where one
    is no name or a person.
    """

    profiles: pa.Table
    profile_of: pa.Array
    organisations: pa.Table
    members: pa.Table
    joins: pa.Table
    review: pa.Table
    redirects: pa.Table
