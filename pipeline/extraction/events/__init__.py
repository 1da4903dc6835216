"""Events: what happened to the counted, and how far it has come."""
