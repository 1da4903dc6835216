"""Briefline's ground floor: what happens to a document, as plain functions over plain records."""
