"""The web workspace, in the order of the work: accounts, guide, finder, workshop."""
