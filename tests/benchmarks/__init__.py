"""Measurements of speed and of accuracy beside other methods; run on demand."""
