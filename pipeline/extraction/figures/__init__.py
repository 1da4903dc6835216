"""Figures: one quantity in its sentence and its document, and the fields of its claim that these give."""
