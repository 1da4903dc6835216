"""Places: the names of a sentence that are places."""
