"""Where the ways of an alliance stand, and what is told of it elsewhere."""
