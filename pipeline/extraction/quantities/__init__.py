"""Quantities: which numbers of a sentence are quantities, what they say and what they count."""
