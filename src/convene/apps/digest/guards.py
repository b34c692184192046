"""What the database refuses of digests: what was written and tried stays as it was."""

from convene.ground.guards import only_added_to

GUARDS = only_added_to("digest_digest", "digest_digestsending")
