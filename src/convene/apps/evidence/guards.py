"""What the database refuses of evidence: nobody rewrites what it said before."""

from convene.ground.guards import only_added_to

GUARDS = only_added_to("evidence_historicalevidence")
