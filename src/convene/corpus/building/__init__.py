"""The steps of a build, each a function of the one before: collect, number, merge, name, index."""
