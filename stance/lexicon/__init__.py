"""Linguistic knowledge as data: reporting verbs, word classes, names and actors, and what reads them."""
